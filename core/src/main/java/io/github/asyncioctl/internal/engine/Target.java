package io.github.asyncioctl.internal.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is issued on. It keeps the Java object that owns the handle reachable, so that
 * no Cleaner closes the handle while an operation needs it.
 */
public interface Target {
  /** The SOCKET or HANDLE. */
  long handle();

  /** Whether the handle is a socket, and the call {@code WSAIoctl}. */
  boolean isSocket();

  /** Why nothing may be issued any more, or null while the handle is open. */
  @Nullable IOException refusal();
}
