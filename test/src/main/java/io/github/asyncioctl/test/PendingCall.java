package io.github.asyncioctl.test;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.internal.kernel.NtStatus;

/** A call that a {@link FakeIoctl} has left pending, for the test to end. For any thread. */
public final class PendingCall {
  private final FakeKernel kernel;
  private final IoctlCall call;
  private final long out;
  private final long overlapped;
  private final long event;

  /** Under the kernel's lock. */
  private boolean isCancelled;

  PendingCall(FakeKernel kernel, IoctlCall call, long out, long overlapped, long event) {
    this.kernel = kernel;
    this.call = call;
    this.out = out;
    this.overlapped = overlapped;
    this.event = event;
  }

  /**
   * What was asked.
   *
   * @return the call
   */
  public IoctlCall call() {
    return call;
  }

  /**
   * Ends the call with a success and these bytes. What is longer than the output buffer ends it as
   * Windows does, with 10014 (WSAEFAULT), or 122 (ERROR_INSUFFICIENT_BUFFER) on a device.
   *
   * @param bytes the output
   * @return false if it has ended already: it was cancelled, or its socket or engine was closed
   */
  public boolean complete(byte... bytes) {
    return kernel.end(this, new Output(bytes.clone()));
  }

  /**
   * Ends the call with a success and a value.
   *
   * @param ioctl the control code, as for {@link Reply#value}
   * @param value the output
   * @param <O> the output
   * @return false if it has ended already
   */
  public <O> boolean complete(Ioctl<?, O> ioctl, O value) {
    return kernel.end(this, Output.of(ioctl, value));
  }

  /**
   * Ends the call with an error.
   *
   * @param error what WSAGetOverlappedResult is to report, or GetOverlappedResult for a device
   * @return false if it has ended already
   * @throws IllegalArgumentException if no pending operation ends with this error
   */
  public boolean fail(int error) {
    return kernel.end(
        this, call.isOnSocket() ? Statuses.ofSocket(error) : Statuses.ofDevice(error));
  }

  /**
   * Whether it has not ended.
   *
   * @return true if it pends
   */
  public boolean isPending() {
    return kernel.isPending(this);
  }

  /**
   * Whether somebody has cancelled it: its future was cancelled, ran into a timeout or was
   * completed by hand, or its socket or engine was closed.
   *
   * @return true if that has ended it
   */
  public boolean isCancelled() {
    return kernel.isCancelled(this);
  }

  // --- The kernel's ---

  long out() {
    return out;
  }

  long overlapped() {
    return overlapped;
  }

  long event() {
    return event;
  }

  void ended(int status) {
    isCancelled = status == NtStatus.CANCELLED;
  }

  boolean wasCancelled() {
    return isCancelled;
  }
}
