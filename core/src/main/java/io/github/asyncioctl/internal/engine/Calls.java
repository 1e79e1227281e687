package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NtStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues IOCTLs and makes of their outcome what users get. Stateless, for any thread. */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  private static final int ERROR_NOACCESS = 998;
  private static final int WSAEFAULT = 10014;
  private static final int WSAENOTSOCK = 10038;

  private final Kernel kernel;
  private final Counters counters;
  private final Failures failures;

  Calls(Kernel kernel, Counters counters, Failures failures) {
    this.kernel = kernel;
    this.counters = counters;
    this.failures = failures;
  }

  /** Where the output begins in memory that begins with the input: aligned for any structure. */
  static int outOffset(int inLength) {
    return (inLength + 15) & ~15;
  }

  static String name(Target target) {
    return target.isSocket() ? "WSAIoctl" : "DeviceIoControl";
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
    int error =
        target.isSocket()
            ? kernel.socketIoctl(
                target.handle(), code, in, inLength, out, outCapacity, returned, overlapped)
            : kernel.deviceIoctl(
                target.handle(), code, in, inLength, out, outCapacity, returned, overlapped);
    counters.started.increment();
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

  /** What the future of an operation gets that ended with this error. */
  IOException failure(Target target, int code, int error, int ntStatus) {
    if (error == Kernel.FAULTED) {
      return failures.failure(
          name(target),
          code,
          target.isSocket() ? WSAEFAULT : ERROR_NOACCESS,
          ntStatus,
          "the call ended in an access violation; is a buffer missing?");
    }
    if ((error == Kernel.INVALID_HANDLE || error == WSAENOTSOCK) && isClosed(target)) {
      return socketClosed(target, code);
    }
    return failures.failure(name(target), code, error, ntStatus, kernel.message(error));
  }

  /**
   * Whether nothing may be issued any more. Runs methods of the user's, if the socket's class is.
   */
  static boolean isClosed(Target target) {
    try {
      return target.refusal() != null;
    } catch (Throwable thrown) { // by a class of the user's
      return false;
    }
  }

  /** What the future of an operation gets whose socket was closed before the call. */
  IOException socketClosed(Target target, int code) {
    return aborted(target, code, "the socket was closed");
  }

  /** What the future of an operation gets that is ended by the end of the engine. */
  IOException engineClosed(Operation<?> operation) {
    return aborted(operation.target, operation.code, "the engine was closed");
  }

  private IOException aborted(Target target, int code, String detail) {
    return failures.failure(name(target), code, Kernel.OPERATION_ABORTED, 0, detail);
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
      counters.inconsistent.increment();
      LOG.warn(
          "{} 0x{} reported {} bytes for a buffer of {}",
          name(target),
          Integer.toHexString(code),
          Long.toUnsignedString(count),
          outCapacity);
    }
    return outCapacity;
  }

  static ByteBuffer emptyAnswer() {
    return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
  }
}
