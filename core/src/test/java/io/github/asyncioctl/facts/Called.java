package io.github.asyncioctl.facts;

import com.sun.jna.Pointer;

/** A completion routine that remembers what it was told. */
final class Called implements Winsock.Routine {
  private static final int WAIT_IO_COMPLETION = 0xC0;
  private String error = "none";
  private int transferred;

  @Override
  public void completed(int error, int transferred, Pointer overlapped, int flags) {
    this.error = String.valueOf(error);
    this.transferred = transferred;
  }

  /** Lets the routine run, which happens on the thread that started the call. */
  Called await(int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (error.equals("none") && System.nanoTime() < end) {
      if (SystemCalls.SleepEx(millis, 1) != WAIT_IO_COMPLETION) {
        break;
      }
    }
    return this;
  }

  /** The error that it was told, none if it was not called. */
  String error() {
    return error;
  }

  int transferred() {
    return transferred;
  }
}
