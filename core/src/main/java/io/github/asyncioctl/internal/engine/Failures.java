package io.github.asyncioctl.internal.engine;

import java.io.IOException;

/** Makes the exceptions that users see. */
@FunctionalInterface
public interface Failures {
  /**
   * Makes one.
   *
   * @param call the Win32 function that failed
   * @param code the control code
   * @param error the Winsock or Win32 error
   * @param ntStatus the operation's status, 0 if it never had one
   * @param detail what to add to the message; may be empty
   */
  IOException failure(String call, int code, int error, int ntStatus, String detail);
}
