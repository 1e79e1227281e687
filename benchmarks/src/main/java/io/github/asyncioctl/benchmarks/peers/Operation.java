package io.github.asyncioctl.benchmarks.peers;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** An operation that can pend, again and again: on a pipe, or on a socket. */
final class Operation {
  /** The HANDLE or SOCKET. */
  final long handle;

  /** What asyncioctl takes: a JDK channel; null for a pipe. */
  final @Nullable Object socket;

  final int code;

  /** Native memory of the ways that are written by hand: an OVERLAPPED, then a DWORD. */
  long memory;

  /** The event of the ways that are written by hand. */
  long event;

  /** The handle of its registration, and the number that the callback gets. */
  long registration;

  int number;

  /** The answer that is awaited, for ways that have one. */
  @Nullable Future<?> answer;

  /** System.nanoTime when the completion was noticed. */
  volatile long seen;

  Operation(long handle, @Nullable Object socket, int code) {
    this.handle = handle;
    this.socket = socket;
    this.code = code;
  }

  boolean isEvent() {
    return code == Codes.EVENT;
  }

  boolean isPipe() {
    return code == Codes.FSCTL_PIPE_LISTEN;
  }
}
