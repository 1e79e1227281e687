package io.github.asyncioctl.sim;

/** An operation that the simulated kernel has. */
public final class PendingIoctl {
  final long handle;
  final int code;
  final long out;
  final int outCapacity;
  final long overlapped;
  final long event;
  final Thread issuer;
  final Personality.Closing closing;
  final byte[] input;
  boolean cancelAsked;

  PendingIoctl(
      long handle,
      int code,
      byte[] input,
      long out,
      int outCapacity,
      long overlapped,
      long event,
      Personality.Closing closing) {
    this.handle = handle;
    this.code = code;
    this.input = input;
    this.out = out;
    this.outCapacity = outCapacity;
    this.overlapped = overlapped;
    this.event = event;
    this.closing = closing;
    this.issuer = Thread.currentThread();
  }

  /** The handle it is pending on. */
  public long handle() {
    return handle;
  }

  /** The event that its end signals. */
  public long event() {
    return event;
  }

  /** Where its output goes. */
  public long outAddress() {
    return out;
  }

  /** The thread that issued it. */
  public Thread issuer() {
    return issuer;
  }

  /** The input as the kernel saw it at the start. */
  public byte[] input() {
    return input.clone();
  }

  /** Whether CancelIoEx was called for it. */
  public boolean isCancelAsked() {
    return cancelAsked;
  }
}
