package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Target;
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
 * <p>Source: Microsoft, "Windows Sockets Error Codes"; winerror.h.
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
