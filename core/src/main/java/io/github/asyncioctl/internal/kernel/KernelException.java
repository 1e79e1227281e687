package io.github.asyncioctl.internal.kernel;

import java.io.IOException;

/** A call of the engine's own (not one of an operation's) that the system refused. */
public final class KernelException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int error;

  /**
   * Makes one.
   *
   * @param call the Win32 function
   * @param error what GetLastError said
   */
  public KernelException(String call, int error) {
    super(call + " failed: " + WinError.describe(error));
    this.call = call;
    this.error = error;
  }

  /** The Win32 function. */
  public String call() {
    return call;
  }

  /** What GetLastError said. */
  public int error() {
    return error;
  }
}
