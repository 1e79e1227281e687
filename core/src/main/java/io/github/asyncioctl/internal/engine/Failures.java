package io.github.asyncioctl.internal.engine;

import java.io.IOException;

/** Makes the exceptions that users see, and words for logs. */
@FunctionalInterface
public interface Failures {
  /**
   * Makes one.
   *
   * @param call the Win32 function that failed
   * @param code the control code
   * @param error the Winsock or Win32 error
   * @param ntStatus the operation's status, 0 if it never had one
   * @param transferred the byte count of the failed call: after a buffer that was too short, what
   *     the system would have needed
   * @param detail what to add to the message; may be empty
   */
  IOException failure(
      String call, int code, int error, int ntStatus, long transferred, String detail);

  /** A control code in words. */
  default String describe(int code) {
    return String.format("0x%08X", code);
  }
}
