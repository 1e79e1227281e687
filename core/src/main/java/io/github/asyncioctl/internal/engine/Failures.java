package io.github.asyncioctl.internal.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Makes the exceptions that users see, and words for logs. */
@FunctionalInterface
public interface Failures {
  /**
   * Makes one.
   *
   * @param target what the operation was issued on; not to be kept, nor asked what may block
   * @param code the control code; 0 if the function takes none
   * @param error the Winsock or Win32 error
   * @param ntStatus the operation's status, 0 if it never had one
   * @param transferred the byte count of the failed call: after a buffer that was too short, what
   *     the system would have needed
   * @param output what the operation has left all the same; may be empty
   * @param detail what to add to the message; may be empty
   */
  IOException failure(
      Target target,
      int code,
      int error,
      int ntStatus,
      long transferred,
      ByteBuffer output,
      String detail);

  /** A control code in words. */
  default String describe(int code) {
    return String.format("0x%08X", code);
  }
}
