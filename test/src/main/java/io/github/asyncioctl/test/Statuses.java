package io.github.asyncioctl.test;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NtStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The NTSTATUS of an operation for which Windows then reports a given error. */
final class Statuses {
  static final int NOT_SUPPORTED = 0xC00000BB;
  static final int BUFFER_TOO_SMALL = 0xC0000023;

  /** NTSTATUS_FROM_WIN32: the status contains the error. */
  private static final int FROM_WIN32 = 0xC007_0000;

  private static final int WIN32 = 0xFFFF;

  /** A status for each Winsock error with which an operation can end. */
  private static final int[] OF_SOCKETS = {
    NtStatus.CANCELLED,
    0xC0000240,
    0xC0000022,
    BUFFER_TOO_SMALL,
    0xC00000A3,
    0xC0000008,
    0xC0000206,
    NOT_SUPPORTED,
    0xC000A013,
    0xC0000043,
    0xC0000141,
    0xC00000BF,
    0xC000023C,
    0xC000A012,
    0xC0000241,
    0xC000020D,
    0xC000009A,
    0xC000023B,
    0xC0000140,
    0xC00000B0,
    0xC00000B5,
    0xC0000236,
    0xC0000350,
    0xC000023D,
    0xC0000237,
    0xC000000D
  };

  private static final Map<Integer, Integer> BY_WINSOCK_ERROR =
      Arrays.stream(OF_SOCKETS)
          .boxed()
          .collect(Collectors.toUnmodifiableMap(NtStatus::winsockError, status -> status));

  private Statuses() {}

  static int ofSocket(int error) {
    Integer status = BY_WINSOCK_ERROR.get(error);
    if (status == null) {
      throw new IllegalArgumentException(
          "no pending operation on a socket ends with error " + error);
    }
    return status;
  }

  static int ofDevice(int error) {
    if (error <= 0 || error > WIN32) {
      throw new IllegalArgumentException("not an error of Windows: " + error);
    }
    return error == Kernel.OPERATION_ABORTED ? NtStatus.CANCELLED : FROM_WIN32 | error;
  }

  /** The error that GetLastError returns after GetOverlappedResult. */
  static int deviceError(int status) {
    if (status >= 0) {
      return Kernel.SUCCESS;
    }
    return switch (status) {
      case NtStatus.CANCELLED -> Kernel.OPERATION_ABORTED;
      case BUFFER_TOO_SMALL -> 122; // ERROR_INSUFFICIENT_BUFFER
      case NOT_SUPPORTED -> 50; // ERROR_NOT_SUPPORTED
      default -> (status & ~WIN32) == FROM_WIN32 ? status & WIN32 : 317; // ERROR_MR_MID_NOT_FOUND
    };
  }
}
