package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Issues IOCTLs and makes of their outcome what users get. For any thread. */
final class Calls {
  private static final int ERROR_NOACCESS = 998;
  private static final int WSAEFAULT = 10014;
  private static final int ERROR_MORE_DATA = 234;
  private static final int WSAENOTSOCK = 10038;
  private static final int WSAEMSGSIZE = 10040;
  private static final int MESSAGES = 1000;

  // What 995 can mean.
  private static final String SOCKET_CLOSED = "this program closed the socket";
  private static final String ENGINE_CLOSED = "the engine was closed";
  private static final String DECODER_AWAY =
      "the engine was closed while the answer was being decoded";
  private static final String CANCELLED =
      "other code cancelled it or closed the handle, or its thread ended";

  /** Wine takes it for the handle of the process itself. */
  private static final long INVALID_SOCKET = -1;

  /** No handle has this value. Wine 10 says that a call on it pends, and never ends it. */
  private static final long NULL = 0;

  private final Kernel kernel;
  private final Counters counters;
  private final Failures failures;
  private final Notices notices;

  /** The codes whose counts were complained of: once is enough for a log. */
  private final Set<Integer> warned = ConcurrentHashMap.newKeySet();

  /** What the system says to errors, up to a number of them. */
  private final Map<Integer, String> messages = new ConcurrentHashMap<>();

  Calls(Kernel kernel, Counters counters, Failures failures, Notices notices) {
    this.kernel = kernel;
    this.counters = counters;
    this.failures = failures;
    this.notices = notices;
  }

  /** A control code in words, for logs. */
  String describe(int code) {
    return failures.describe(code);
  }

  /** What is called, and on what, for logs. */
  String describe(Target target, int code) {
    return target.function()
        + (code == 0 ? "" : " " + describe(code))
        + (target.isSocket() ? " on SOCKET 0x" : " on handle 0x")
        + Long.toHexString(target.handle());
  }

  /** What the DWORD for the byte count says before a call; no buffer is that large. */
  static final int UNTOUCHED = -1;

  /**
   * The byte count of a call that did not pend: the count of the call; or, if the call has none or
   * ended with a warning, the count of the OVERLAPPED.
   *
   * @param returned the DWORD for the byte count
   * @param status the OVERLAPPED's, pending if nothing has written it
   * @param transferred the OVERLAPPED's count, which was 0 before the call
   */
  static long countAtOnce(int returned, int status, long transferred) {
    long count = returned == UNTOUCHED ? transferred : Integer.toUnsignedLong(returned);
    return status == NtStatus.BUFFER_OVERFLOW ? Math.max(count, transferred) : count;
  }

  /** The status of a call that did not pend: 0 unless the call has left one that fits its error. */
  static int statusAtOnce(int error, int status) {
    boolean fits = error == Kernel.SUCCESS ? status != NtStatus.PENDING : status < 0;
    return fits ? status : 0;
  }

  /** Where the output begins in memory that begins with the input: aligned for any structure. */
  static int outOffset(int inLength) {
    return (inLength + 15) & ~15;
  }

  /**
   * What a call needs of memory. Wine writes a whole SOCKET as the answer of the codes that want no
   * OVERLAPPED, whatever the output's length is.
   */
  static long size(Form<?> form, int inLength, int outCapacity) {
    int out =
        form.manner() == Form.Manner.WITHOUT_OVERLAPPED && outCapacity > 0
            ? Math.max(outCapacity, Long.BYTES)
            : outCapacity;
    return (long) outOffset(inLength) + out;
  }

  /** Why nothing may be issued on a target, or null. */
  @Nullable Throwable refusal(Target target, int code) {
    return target.isSocket() && isNoSocket(target.handle())
        ? failure(target, code, WSAENOTSOCK, 0, 0, NativeMemory.nothing())
        : target.refusal();
  }

  private static boolean isNoSocket(long handle) {
    return handle == INVALID_SOCKET || handle == NULL;
  }

  /**
   * The call itself. Buffers of no length have no address.
   *
   * @param memory the address of the input; the output begins at its {@link #outOffset}
   */
  int issue(
      Target target,
      int code,
      long memory,
      int inLength,
      int outCapacity,
      long returned,
      long overlapped) {
    long in = inLength == 0 ? 0 : memory;
    long out = outCapacity == 0 ? 0 : memory + outOffset(inLength);
    int error = target.issue(kernel, code, in, inLength, out, outCapacity, returned, overlapped);
    counters.started.incrementAndGet();
    return error;
  }

  /** The error of an operation that completed with this status. */
  int error(Target target, int status, long overlapped) {
    if (target.isSocket()) {
      return NtStatus.winsockError(status);
    }
    if (status == NtStatus.CANCELLED || status == NtStatus.HANDLES_CLOSED) {
      return Kernel.OPERATION_ABORTED;
    }
    return status >= 0 ? Kernel.SUCCESS : kernel.deviceError(target.handle(), overlapped);
  }

  /**
   * Whether a failure has left data that the system has consumed and will not return again: the
   * first part of a message that did not fit.
   *
   * @param status the operation's, 0 if the call itself failed and has left none
   */
  static boolean hasData(int error, int status) {
    return status == NtStatus.BUFFER_OVERFLOW
        || (status == 0 && (error == ERROR_MORE_DATA || error == WSAEMSGSIZE));
  }

  /** What the future of an operation gets that ended with this error. */
  Throwable failure(
      Target target, int code, int error, int ntStatus, long transferred, ByteBuffer output) {
    if (error == Kernel.FAULTED) {
      Throwable thrown = target.thrown();
      return thrown != null
          ? thrown
          : failures.failure(
              target,
              code,
              target.isSocket() ? WSAEFAULT : ERROR_NOACCESS,
              ntStatus,
              0,
              output,
              "the call ended in an access violation; is a buffer missing?");
    }
    if (error == Kernel.OPERATION_ABORTED
        || error == Kernel.INVALID_HANDLE
        || error == WSAENOTSOCK) {
      boolean closed = isClosed(target);
      if (closed || error == Kernel.OPERATION_ABORTED) {
        return aborted(
            target, code, ntStatus, transferred, output, closed ? SOCKET_CLOSED : CANCELLED);
      }
    }
    return failures.failure(target, code, error, ntStatus, transferred, output, message(error));
  }

  /** Frees memory that no other code uses. */
  void free(NativeMemory memory) {
    kernel.free(memory);
  }

  /** The system's text, which it is asked for once. */
  private String message(int error) {
    String known = messages.get(error);
    if (known == null) {
      known = kernel.message(error);
      if (messages.size() < MESSAGES) {
        messages.put(error, known);
      }
    }
    return known;
  }

  /**
   * Whether nothing may be issued any more. Runs the user's methods if the socket's class is the
   * user's.
   */
  static boolean isClosed(Target target) {
    try {
      return target.refusal() != null;
    } catch (Throwable thrown) { // by a class of the user's
      return false;
    }
  }

  /** What the future of an operation gets whose socket was closed here. */
  IOException socketClosed(Target target, int code, int ntStatus) {
    return aborted(target, code, ntStatus, 0, NativeMemory.nothing(), SOCKET_CLOSED);
  }

  /** What the future of an operation gets that is ended by the end of the engine. */
  IOException engineClosed(Target target, int code, int ntStatus) {
    return aborted(target, code, ntStatus, 0, NativeMemory.nothing(), ENGINE_CLOSED);
  }

  /** What the future of an operation gets whose answer the decoder has kept. */
  IOException undecoded(Target target, int code, long transferred, ByteBuffer answer) {
    return aborted(target, code, 0, transferred, answer, DECODER_AWAY);
  }

  private IOException aborted(
      Target target, int code, int ntStatus, long transferred, ByteBuffer output, String detail) {
    return failures.failure(
        target, code, Kernel.OPERATION_ABORTED, ntStatus, transferred, output, detail);
  }

  /**
   * The count that may be believed: a buffer cannot hold more than its capacity. A buffer of no
   * capacity has nothing to be believed, and some providers count for it nevertheless.
   */
  int plausible(long count, Target target, int code, int outCapacity) {
    if (count >= 0 && count <= outCapacity) {
      return (int) count;
    }
    if (outCapacity > 0) {
      counters.inconsistent.incrementAndGet();
      complain(count, target, code, outCapacity);
    }
    return outCapacity;
  }

  private void complain(long count, Target target, int code, int outCapacity) {
    try {
      if (warned.add(code)) {
        notices.warn(
            "{} reported {} bytes for a buffer of {}",
            describe(target, code),
            Long.toUnsignedString(count),
            outCapacity);
      }
    } catch (OutOfMemoryError e) { // the operation matters more
      return;
    }
  }

  /**
   * A copy of what the kernel has left in memory that begins with the input, as the form wants it.
   *
   * @param memory null if the operation had no buffers
   * @param length the reported bytes that may be believed
   */
  static ByteBuffer answer(
      Form<?> form,
      @Nullable NativeMemory memory,
      int start,
      int inLength,
      int outCapacity,
      int length) {
    if (memory == null) {
      return NativeMemory.nothing();
    }
    int out = outOffset(inLength);
    int end = form.ignoresCount() ? outCapacity : length;
    if (!form.takesInput()) {
      return memory.read(start + out, end);
    }
    return memory.read(start, out + outCapacity).position(out).limit(out + end);
  }

  /** Where index 0 of that copy was. */
  static long address(Form<?> form, @Nullable NativeMemory memory, int start, int inLength) {
    if (memory == null) {
      return 0;
    }
    return memory.address() + start + (form.takesInput() ? 0 : outOffset(inLength));
  }
}
