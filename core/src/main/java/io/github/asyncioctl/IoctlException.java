package io.github.asyncioctl;

import static io.github.asyncioctl.ErrorCodes.*;

import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.WinError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * An IOCTL failed. {@link #error} is the error that {@code WSAGetLastError} or {@code
 * WSAGetOverlappedResult} reports for a socket, and {@code GetLastError} for a device: 10045
 * (WSAEOPNOTSUPP) for a code that the provider does not know, 10014 (WSAEFAULT) for a buffer that
 * is too short, 10022, 10038, 10057 and so on. 995 (WSA_OPERATION_ABORTED) means that a close ended
 * the operation, or a cancel that did not come through its future. The message says which: this
 * program closed the socket, the engine was closed, or something else did it. The message also
 * names the SOCKET or handle, the class of the object that owns it, and, for an unsupported code,
 * the Windows version that introduced it.
 *
 * <p>It is serialisable with everything that it reports, and any JVM on any system can read it. The
 * serialised form stays the same for all of 0.x.
 *
 * <p>Source: Microsoft, "Windows Sockets Error Codes"; winerror.h. {@link ErrorCodes} has the
 * errors by name.
 */
public final class IoctlException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final byte[] NOTHING = {};

  /** The Winsock or Win32 error. */
  private final int error;

  /** The operation's status. */
  private final int ntStatus;

  /** The control code. */
  private final int code;

  /** The byte count of the failed call. */
  private final long transferred;

  /** The output of the operation; null if there is none. */
  private final byte @Nullable [] output;

  /** The function that failed. */
  private final String call;

  /** "SOCKET" or "handle"; empty if the failure concerns no handle. */
  private final String kind;

  /** Its value. */
  private final long handle;

  /** The class of the object that owns the handle; null if unknown. */
  private final @Nullable String owner;

  /** What else is known; may be empty. */
  private final String detail;

  IoctlException(
      Target target,
      int code,
      int error,
      int ntStatus,
      long transferred,
      ByteBuffer output,
      String detail) {
    call = target.function();
    kind = target.isSocket() ? "SOCKET" : "handle";
    handle = target.handle();
    owner = Names.ownerOf(target);
    this.detail = detail;
    this.error = error;
    this.ntStatus = ntStatus;
    this.code = code;
    this.transferred = transferred;
    this.output = bytes(output);
  }

  private static byte @Nullable [] bytes(ByteBuffer output) {
    if (!output.hasRemaining()) {
      return null;
    }
    byte[] copy = new byte[output.remaining()];
    output.get(output.position(), copy);
    return copy;
  }

  /** A failure that did not come from the system. */
  IoctlException(String call, int code, int error, String detail) {
    this.call = call;
    kind = "";
    handle = 0;
    owner = null;
    this.detail = detail;
    this.error = error;
    ntStatus = 0;
    this.code = code;
    transferred = 0;
    output = null;
  }

  /** With the stack of the calling thread, which is the first to see this. */
  IoctlException here() {
    fillInStackTrace();
    return this;
  }

  /** Created on demand, so that a burst of failures does not cost a burst of texts. */
  @Override
  public String getMessage() {
    return Names.message(call, on(), code, error, ntStatus, detail);
  }

  private String on() {
    return kind.isEmpty()
        ? ""
        : kind + " 0x" + Long.toHexString(handle) + (owner == null ? "" : " (" + owner + ")");
  }

  /**
   * The byte count of the failed operation: the number of bytes in {@link #output}; or, if a buffer
   * was too short and nothing was transferred, the required size, if the system reports it.
   *
   * @return as the system reported it; do not trust it as a length
   */
  public long transferred() {
    return transferred;
  }

  /**
   * The output of the failed operation. If a message did not fit (ERROR_MORE_DATA 234, WSAEMSGSIZE
   * 10040), the system does not keep its first part: these bytes are the only copy. For an IOCTL it
   * is the output, as far as the system wrote it; for an {@link OverlappedCall} it is all of the
   * call's memory, if anything was transferred.
   *
   * @return a new view, read-only, little-endian, position 0; empty if there is none
   */
  public ByteBuffer output() {
    byte[] bytes = output;
    return ByteBuffer.wrap(bytes == null ? NOTHING : bytes)
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
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
   * The name of {@link #error}.
   *
   * @return as in winerror.h, such as WSAEOPNOTSUPP; the number if the name is unknown
   */
  public String errorName() {
    return WinError.name(error);
  }

  /**
   * Whether this version of Windows, this provider, this kind of socket or this device does not
   * support the code: WSAEOPNOTSUPP (10045), ERROR_NOT_SUPPORTED (50) or ERROR_INVALID_FUNCTION
   * (1). Some providers return WSAEINVAL (10022) instead, which has many other meanings.
   *
   * @return true if the program should do without the code
   */
  public boolean isUnsupported() {
    return isUnsupported(error);
  }

  static boolean isUnsupported(int error) {
    return error == WSAEOPNOTSUPP
        || error == ERROR_NOT_SUPPORTED
        || error == ERROR_INVALID_FUNCTION;
  }

  /**
   * Whether the operation was aborted, because the socket or the engine was closed or other code
   * cancelled it: 995, ERROR_OPERATION_ABORTED. The message says which.
   *
   * @return true if nothing was wrong with the operation itself
   */
  public boolean isCancelled() {
    return error == ERROR_OPERATION_ABORTED;
  }

  /**
   * Whether the output did not fit: WSAEFAULT (10014), WSAEMSGSIZE (10040),
   * ERROR_INSUFFICIENT_BUFFER (122) or ERROR_MORE_DATA (234). {@link #transferred} is the required
   * size, if the system reports it; {@link #output} has what did fit.
   *
   * @return true if the program should repeat the call with a larger buffer
   */
  public boolean isBufferTooSmall() {
    return error == WSAEFAULT
        || error == WSAEMSGSIZE
        || error == ERROR_INSUFFICIENT_BUFFER
        || error == ERROR_MORE_DATA;
  }

  /**
   * Whether the operation needs more rights: WSAEACCES (10013), ERROR_ACCESS_DENIED (5) or
   * ERROR_PRIVILEGE_NOT_HELD (1314). Some codes need an administrator.
   *
   * @return true if the program needs other rights
   */
  public boolean isAccessDenied() {
    return error == WSAEACCES || error == ERROR_ACCESS_DENIED || error == ERROR_PRIVILEGE_NOT_HELD;
  }

  /**
   * The NTSTATUS with which the operation ended.
   *
   * @return as in ntstatus.h; 0 if the call failed and left none, or was not made
   */
  public int ntStatus() {
    return ntStatus;
  }

  /**
   * The control code of the operation.
   *
   * @return the code that was passed
   */
  public int code() {
    return code;
  }
}
