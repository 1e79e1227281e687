package io.github.asyncioctl.test;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.internal.kernel.NtStatus;

/** A call that a {@link FakeIoctl} left pending, for the test to end. Thread-safe. */
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
   * The call.
   *
   * @return the call
   */
  public IoctlCall call() {
    return call;
  }

  /**
   * Ends the call with a success and these bytes. If they do not fit the output buffer, the call
   * ends as on Windows, with 10014 (WSAEFAULT), or 122 (ERROR_INSUFFICIENT_BUFFER) on a device.
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
   * @param error the error for WSAGetOverlappedResult to report, or GetOverlappedResult for a
   *     device
   * @return false if it has ended already
   * @throws IllegalArgumentException if no pending operation ends with this error
   */
  public boolean fail(int error) {
    return kernel.end(
        this, call.isOnSocket() ? Statuses.ofSocket(error) : Statuses.ofDevice(error));
  }

  /**
   * Whether the call is pending.
   *
   * @return true if it pends
   */
  public boolean isPending() {
    return kernel.isPending(this);
  }

  /**
   * Whether the program cancelled the call: its future was cancelled, timed out or was completed by
   * the program, or its socket or engine was closed.
   *
   * @return true if that ended the call
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
