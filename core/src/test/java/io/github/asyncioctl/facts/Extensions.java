package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.SIO_GET_EXTENSION_FUNCTION_POINTER;

import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.Native;

/** The functions that a socket's provider gives by their GUIDs. */
final class Extensions {
  static final byte[] ACCEPT_EX = guid(0xB5367DF1, 0xCBAC, 0x11CF, 0x95CA00805F48A192L);
  static final byte[] CONNECT_EX = guid(0x25A207B9, 0xDDF3, 0x4660, 0x8EE976E58C74063EL);
  static final byte[] DISCONNECT_EX = guid(0x7FDA2E11, 0x8630, 0x436F, 0xA031F536A6EEC157L);
  static final byte[] TRANSMIT_FILE = guid(0xB5367DF0, 0xCBAC, 0x11CF, 0x95CA00805F48A192L);
  static final byte[] WSA_RECV_MSG = guid(0xF689D7C8, 0x6F1F, 0x436B, 0x8A53E54FE351C322L);

  private Extensions() {}

  private static byte[] guid(int data1, int data2, int data3, long data4) {
    Buffer guid = new Buffer(16);
    guid.memory().setInt(0, data1);
    guid.memory().setShort(4, (short) data2);
    guid.memory().setShort(6, (short) data3);
    guid.memory().setLong(8, Long.reverseBytes(data4));
    return guid.bytes(16);
  }

  private static Function of(long socket, byte[] guid) {
    Buffer pointer = new Buffer(Long.BYTES);
    int error =
        new SocketIoctl(socket, SIO_GET_EXTENSION_FUNCTION_POINTER)
            .in(Buffer.of(guid))
            .out(pointer)
            .call(new Block(0));
    if (error != 0) {
      throw new IllegalStateException("no such function: error " + error);
    }
    return Function.getFunction(pointer.memory().getPointer(0), Function.C_CONVENTION);
  }

  /** Calls one of those that say with TRUE that they succeeded; returns 0 or the error. */
  private static int call(long socket, byte[] guid, Object... arguments) {
    return of(socket, guid).invokeInt(arguments) != 0 ? 0 : Native.getLastError();
  }

  /** ConnectEx, with data to send. */
  static int connectEx(long socket, Buffer address, Buffer data, long overlapped, long count) {
    return call(
        socket,
        CONNECT_EX,
        socket,
        address.address(),
        address.size(),
        data == null ? 0L : data.address(),
        data == null ? 0 : data.size(),
        count,
        overlapped);
  }

  static int connectEx(long socket, Buffer address, Buffer data, Block block) {
    return connectEx(socket, address, data, block.address(), block.countAddress());
  }

  static int disconnectEx(long socket, Block block) {
    return call(socket, DISCONNECT_EX, socket, block.address(), 0, 0);
  }

  /** TransmitFile of the whole file from the block's offset on. */
  static int transmitFile(long socket, long file, long headAndTail, Block block) {
    return call(socket, TRANSMIT_FILE, socket, file, 0, 0, block.address(), headAndTail, 0);
  }

  /** AcceptEx, asked of a socket that may be another than the listener. */
  static int acceptEx(
      long provider,
      long listener,
      long acceptor,
      Buffer out,
      int dataBytes,
      int localBytes,
      int remoteBytes,
      long overlapped,
      long count) {
    return call(
        provider,
        ACCEPT_EX,
        listener,
        acceptor,
        out.address(),
        dataBytes,
        localBytes,
        remoteBytes,
        count,
        overlapped);
  }

  /** WSARecvMsg; without a block it is not overlapped. */
  static int recvMsg(long socket, long message, long count, Block block, Callback routine) {
    int result =
        of(socket, WSA_RECV_MSG)
            .invokeInt(
                new Object[] {
                  socket, message, count, block == null ? 0L : block.address(), routine
                });
    return Sockets.error(result);
  }
}
