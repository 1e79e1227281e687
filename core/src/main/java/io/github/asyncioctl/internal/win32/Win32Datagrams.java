package io.github.asyncioctl.internal.win32;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinError;
import io.github.asyncioctl.internal.kernel.DatagramPort;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Datagram sockets of this machine. */
public final class Win32Datagrams implements DatagramPort {
  private static final int SOL_SOCKET = 0xFFFF;
  private static final int SO_PROTOCOL_INFOW = 0x2005;

  // WSAPROTOCOL_INFOW (winsock2.h).
  static final int PROTOCOL_INFO_SIZE = 628;
  static final int FAMILY = 76;
  static final int TYPE = 88;

  // SOCKADDR_IN and SOCKADDR_IN6 (ws2def.h, ws2ipdef.h).
  private static final int ADDRESS_SIZE = 28;
  private static final int PORT = 2;

  private static final int WSAEINVAL = 10022;
  private static final long NO_COUNT = 0;
  private static final long NO_ROUTINE = 0;

  /** Loads the library. */
  public Win32Datagrams() {
    Native.register(SocketCalls.class, "ws2_32");
  }

  @Override
  public Kind kind(long socket) throws KernelException {
    ByteBuffer info = option(socket, SOL_SOCKET, SO_PROTOCOL_INFOW, PROTOCOL_INFO_SIZE);
    return new Kind(info.getInt(FAMILY), info.getInt(TYPE));
  }

  @Override
  public boolean isBound(long socket) throws KernelException {
    byte[] address = new byte[ADDRESS_SIZE];
    int error = error(SocketCalls.getsockname(socket, address, new int[] {ADDRESS_SIZE}));
    if (error != Kernel.SUCCESS && error != WSAEINVAL) {
      throw new KernelException("getsockname", error);
    }
    return error == Kernel.SUCCESS && ByteBuffer.wrap(address).getShort(PORT) != 0;
  }

  @Override
  public int option(long socket, int level, int name) throws KernelException {
    return option(socket, level, name, Integer.BYTES).getInt(0);
  }

  private static ByteBuffer option(long socket, int level, int name, int size)
      throws KernelException {
    byte[] value = new byte[size];
    int error = error(SocketCalls.getsockopt(socket, level, name, value, new int[] {size}));
    if (error != Kernel.SUCCESS) {
      throw new KernelException("getsockopt", error);
    }
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int setOption(long socket, int level, int name, int value) {
    return error(SocketCalls.setsockopt(socket, level, name, new int[] {value}, Integer.BYTES));
  }

  /** Without a DWORD for the count, which could tell a wrong one of a call that pends. */
  @Override
  public int receive(long function, long socket, long message, int[] pointers, long overlapped) {
    Pointer memory = new Pointer(message);
    for (int at : pointers) {
      memory.setLong(at, message + memory.getLong(at));
    }
    Function receive = Function.getFunction(new Pointer(function), Function.C_CONVENTION);
    return error(
        receive.invokeInt(new Object[] {socket, message, NO_COUNT, overlapped, NO_ROUTINE}));
  }

  /** The error of a call that returned this, which a failed one always has. */
  private static int error(int result) {
    if (result == 0) {
      return Kernel.SUCCESS;
    }
    int error = Native.getLastError();
    return error != Kernel.SUCCESS ? error : WinError.ERROR_GEN_FAILURE;
  }
}
