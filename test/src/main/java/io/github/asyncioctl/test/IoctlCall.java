package io.github.asyncioctl.test;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.SocketHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that a {@link FakeIoctl} answers. Immutable. */
public final class IoctlCall {
  private final boolean isSocket;
  private final long handle;
  private final @Nullable Object socket;
  private final int code;
  private final ByteBuffer input;
  private final int outCapacity;

  IoctlCall(
      boolean isSocket,
      long handle,
      @Nullable Object socket,
      int code,
      ByteBuffer input,
      int outCapacity) {
    this.isSocket = isSocket;
    this.handle = handle;
    this.socket = socket;
    this.code = code;
    this.input = input;
    this.outCapacity = outCapacity;
  }

  /**
   * The socket of the call.
   *
   * @return the socket; empty for a device, or for a SOCKET without a Java object
   */
  public Optional<Object> socket() {
    return Optional.ofNullable(socket);
  }

  /**
   * Whether this is a call on a socket, and not on a device.
   *
   * @return true for a socket
   */
  public boolean isOnSocket() {
    return isSocket;
  }

  /**
   * Whether this is a call on a given socket.
   *
   * @param other a socket of the JDK, or a {@link SocketHandle}
   * @return true if it is
   */
  public boolean isOn(Object other) {
    return isSocket
        && (other == socket || (other instanceof SocketHandle known && known.value() == handle));
  }

  /**
   * The value of the SOCKET or HANDLE. The value of a JDK socket has no meaning outside the fake.
   *
   * @return the value
   */
  public long handle() {
    return handle;
  }

  /**
   * The control code.
   *
   * @return the code that was passed
   */
  public int code() {
    return code;
  }

  /**
   * The input.
   *
   * @return a new little-endian buffer, empty if there was none
   */
  public ByteBuffer input() {
    return input.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The size of the output buffer.
   *
   * @return in bytes
   */
  public int outCapacity() {
    return outCapacity;
  }

  /**
   * Whether this is a call of a control code with this input.
   *
   * @param ioctl the control code
   * @param in the input
   * @param <I> the input
   * @return true if it is
   */
  public <I> boolean is(Ioctl<I, ?> ioctl, I in) {
    return code == ioctl.code() && input.equals(ioctl.encode(in));
  }

  @Override
  public String toString() {
    return (isSocket ? "WSAIoctl 0x" : "DeviceIoControl 0x")
        + Integer.toHexString(code)
        + " on "
        + (socket == null ? "0x" + Long.toHexString(handle) : socket)
        + ", "
        + input.remaining()
        + " bytes in, up to "
        + outCapacity
        + " out";
  }
}
