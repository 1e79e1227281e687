package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A Winsock function that no DLL exports: the socket's provider returns its address. The constants
 * are those of Microsoft's provider, the values WSAID_ of mswsock.h.
 *
 * @param id the function's GUID
 */
public record ExtensionFunction(UUID id) {
  /** The size of GUID. */
  static final int SIZE = 16;

  /** WSAID_ACCEPTEX. */
  public static final ExtensionFunction ACCEPT_EX = of("b5367df1-cbac-11cf-95ca-00805f48a192");

  /** WSAID_CONNECTEX. */
  public static final ExtensionFunction CONNECT_EX = of("25a207b9-ddf3-4660-8ee9-76e58c74063e");

  /** WSAID_DISCONNECTEX. */
  public static final ExtensionFunction DISCONNECT_EX = of("7fda2e11-8630-436f-a031-f536a6eec157");

  /** WSAID_GETACCEPTEXSOCKADDRS. */
  public static final ExtensionFunction GET_ACCEPT_EX_SOCKADDRS =
      of("b5367df2-cbac-11cf-95ca-00805f48a192");

  /** WSAID_TRANSMITFILE. */
  public static final ExtensionFunction TRANSMIT_FILE = of("b5367df0-cbac-11cf-95ca-00805f48a192");

  /** WSAID_TRANSMITPACKETS. */
  public static final ExtensionFunction TRANSMIT_PACKETS =
      of("d9689da0-1f90-11d3-9971-00c04f68c876");

  /** WSAID_WSARECVMSG. */
  public static final ExtensionFunction WSA_RECV_MSG = of("f689d7c8-6f1f-436b-8a53-e54fe351c322");

  /** WSAID_WSASENDMSG. */
  public static final ExtensionFunction WSA_SEND_MSG = of("a441e712-754f-43ca-84a7-0dee44cf606d");

  private static ExtensionFunction of(String id) {
    return new ExtensionFunction(UUID.fromString(id));
  }

  void write(ByteBuffer out) {
    Codec.putGuid(id, out);
  }
}
