package io.github.asyncioctl;

import static io.github.asyncioctl.ErrorCodes.*;

import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.WinError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * An IOCTL failed. The errors are those that {@code WSAGetLastError} or {@code
 * WSAGetOverlappedResult} report for a socket, and {@code GetLastError} for a device: 10045
 * (WSAEOPNOTSUPP) for a code that the provider does not know, 10014 (WSAEFAULT) for a buffer that
 * is too short, 10022, 10038, 10057 and so on, and 995 (WSA_OPERATION_ABORTED) for an operation
 * that was ended by a close, or by a cancel that did not come through its future; the message says
 * which: the socket was closed here, the engine was closed, or somebody else did it. The message
 * also names the SOCKET or handle and the class of the object that owns it, and for a code that is
 * not supported the Windows that has it.
 *
 * <p>It can be serialised with all that it says, and read in any JVM, on any system; the form stays
 * the same for all of 0.x.
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

  /** What the operation has left; null if nothing. */
  private final byte @Nullable [] output;

  /** The function that failed. */
  private final String call;

  /** SOCKET or handle; empty if the failure is of no handle. */
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

  /** A failure that the system had no part in. */
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

  /** Made when somebody reads it: a burst of failures shall not cost a burst of texts. */
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
   * The byte count of the failed operation: the bytes in {@link #output}; or, where a buffer was
   * too short and nothing was transferred, how many would have been needed, if the system says so.
   *
   * @return as the system reported it, not to be trusted as a length
   */
  public long transferred() {
    return transferred;
  }

  /**
   * What the operation has left although it failed. The system does not keep the first part of a
   * message that did not fit (ERROR_MORE_DATA 234, WSAEMSGSIZE 10040): these bytes are all there
   * will be of them. For an IOCTL it is the output, as far as it was written; for an {@link
   * OverlappedCall} all of the call's memory, if anything was transferred.
   *
   * @return a new view, read-only, little-endian, position 0; empty if nothing was left
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
   * @return as in winerror.h, such as WSAEOPNOTSUPP; the number if it is not known
   */
  public String errorName() {
    return WinError.name(error);
  }

  /**
   * Whether the code is not known here: by this Windows, this provider, this kind of socket or this
   * device. It is WSAEOPNOTSUPP (10045), ERROR_NOT_SUPPORTED (50) or ERROR_INVALID_FUNCTION (1).
   * Some providers answer WSAEINVAL (10022) instead, which can mean much else.
   *
   * @return whether doing without is the way on
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
   * Whether the operation was ended before its time, by a close of the socket or of the engine, or
   * by somebody else's cancel: 995, ERROR_OPERATION_ABORTED. The message says which.
   *
   * @return whether nothing was wrong with the operation itself
   */
  public boolean isCancelled() {
    return error == ERROR_OPERATION_ABORTED;
  }

  /**
   * Whether the output did not fit: WSAEFAULT (10014), WSAEMSGSIZE (10040),
   * ERROR_INSUFFICIENT_BUFFER (122) or ERROR_MORE_DATA (234). {@link #transferred} is the size that
   * is needed, where the system says so; {@link #output} has what did fit.
   *
   * @return whether the same call with a larger buffer is the way on
   */
  public boolean isBufferTooSmall() {
    return error == WSAEFAULT
        || error == WSAEMSGSIZE
        || error == ERROR_INSUFFICIENT_BUFFER
        || error == ERROR_MORE_DATA;
  }

  /**
   * Whether it takes more rights: WSAEACCES (10013), ERROR_ACCESS_DENIED (5) or
   * ERROR_PRIVILEGE_NOT_HELD (1314). Some codes need an administrator.
   *
   * @return whether other rights are the way on
   */
  public boolean isAccessDenied() {
    return error == WSAEACCES || error == ERROR_ACCESS_DENIED || error == ERROR_PRIVILEGE_NOT_HELD;
  }

  /**
   * The NTSTATUS with which the operation ended.
   *
   * @return as in ntstatus.h; 0 if the starting call itself failed and left none, or was not made
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
