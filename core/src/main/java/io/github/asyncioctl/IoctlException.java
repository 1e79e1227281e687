package io.github.asyncioctl;

import java.io.IOException;

/**
 * An IOCTL failed. The errors are those that {@code WSAGetLastError} or {@code
 * WSAGetOverlappedResult} report for a socket, and {@code GetLastError} for a device: 10045
 * (WSAEOPNOTSUPP) for a code that the provider does not know, 10014 (WSAEFAULT) for a buffer that
 * is too short, 10022, 10038, 10057 and so on, and 995 (WSA_OPERATION_ABORTED) for an operation
 * that was ended by a close, or by a cancel that did not come through its future.
 *
 * <p>Source: Microsoft, "Windows Sockets Error Codes"; winerror.h.
 */
public final class IoctlException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The Winsock or Win32 error. */
  private final int error;

  /** The operation's status. */
  private final int ntStatus;

  /** The control code. */
  private final int code;

  /** The byte count of the failed call. */
  private final long transferred;

  /** The function that failed. */
  private final String call;

  /** What else is known; may be empty. */
  private final String detail;

  IoctlException(String call, int code, int error, int ntStatus, long transferred, String detail) {
    this.call = call;
    this.detail = detail;
    this.error = error;
    this.ntStatus = ntStatus;
    this.code = code;
    this.transferred = transferred;
  }

  /** Made when somebody reads it: a burst of failures shall not cost a burst of texts. */
  @Override
  public String getMessage() {
    return Names.message(call, code, error, ntStatus, detail);
  }

  /** The byte count of the failed call: what would have been needed, if a buffer was too short. */
  long transferred() {
    return transferred;
  }

  /**
   * The Winsock error of a socket, or the Win32 error of a device.
   *
   * @return as in winerror.h
   */
  public int error() {
    return error;
  }

  /**
   * The NTSTATUS with which the operation ended.
   *
   * @return as in ntstatus.h; 0 if the starting call itself failed or was not made
   */
  public int ntStatus() {
    return ntStatus;
  }

  /**
   * The control code of the operation.
   *
   * @return as it was passed
   */
  public int code() {
    return code;
  }
}
