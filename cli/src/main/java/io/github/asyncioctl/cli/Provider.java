package io.github.asyncioctl.cli;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of Winsock's catalogue: WSAPROTOCOL_INFOW (winsock2.h), on Microsoft's page
 * "WSAEnumProtocolsW function (winsock2.h)".
 *
 * @param name the name that its vendor gave it
 * @param family the address family
 * @param type the socket type
 * @param protocol the protocol
 * @param layers 0 for a layer alone, 1 for a base provider, more for a chain of providers
 * @param handles whether its sockets are handles of the kernel (XP1_IFS_HANDLES)
 * @param entry its number in the catalogue
 */
record Provider(
    String name, int family, int type, int protocol, int layers, boolean handles, int entry) {
  static final int SIZE = 628;
  private static final int SERVICE_FLAGS = 0;
  private static final int CATALOG_ENTRY = 36;
  private static final int CHAIN_LENGTH = 40;
  private static final int FAMILY = 76;
  private static final int TYPE = 88;
  private static final int PROTOCOL = 92;
  private static final int NAME = 116;

  private static final int XP1_IFS_HANDLES = 0x00020000;
  private static final int WSAENOBUFS = 10055;

  /** ws2_32.dll. */
  private interface Winsock extends StdCallLibrary {
    int WSAEnumProtocolsW(@Nullable Pointer protocols, byte[] buffer, IntByReference length);
  }

  /** All of them. Winsock must be initialised, for example by an open socket. */
  static List<Provider> all() throws IOException {
    Winsock winsock = Native.load("ws2_32", Winsock.class, W32APIOptions.DEFAULT_OPTIONS);
    IntByReference length = new IntByReference();
    byte[] buffer = new byte[0];
    int error = WSAENOBUFS;
    // Somebody can install one between two calls.
    for (int i = 0; i < 4 && error == WSAENOBUFS; i++) {
      buffer = new byte[length.getValue()];
      int count = winsock.WSAEnumProtocolsW(null, buffer, length);
      if (count >= 0) {
        return readAll(ByteBuffer.wrap(buffer, 0, count * SIZE).slice());
      }
      error = Native.getLastError();
    }
    throw new IOException("WSAEnumProtocols failed: error " + error);
  }

  static List<Provider> readAll(ByteBuffer entries) {
    List<Provider> all = new ArrayList<>();
    for (int at = 0; at < entries.limit(); at += SIZE) {
      all.add(read(entries.slice(at, SIZE).order(ByteOrder.LITTLE_ENDIAN)));
    }
    return all;
  }

  private static Provider read(ByteBuffer in) {
    String name = StandardCharsets.UTF_16LE.decode(in.slice(NAME, SIZE - NAME)).toString();
    int end = name.indexOf('\0');
    return new Provider(
        end < 0 ? name : name.substring(0, end),
        in.getInt(FAMILY),
        in.getInt(TYPE),
        in.getInt(PROTOCOL),
        in.getInt(CHAIN_LENGTH),
        (in.getInt(SERVICE_FLAGS) & XP1_IFS_HANDLES) != 0,
        in.getInt(CATALOG_ENTRY));
  }

  String familyName() {
    return switch (family) {
      case 1 -> "AF_UNIX";
      case 2 -> "IPv4";
      case 6 -> "IPX";
      case 23 -> "IPv6";
      case 26 -> "IrDA";
      case 32 -> "Bluetooth";
      case 34 -> "Hyper-V";
      default -> String.valueOf(family);
    };
  }

  String typeName() {
    return switch (type) {
      case 1 -> "stream";
      case 2 -> "datagram";
      case 3 -> "raw";
      case 4 -> "rdm";
      case 5 -> "seqpacket";
      default -> String.valueOf(type);
    };
  }

  String protocolName() {
    boolean isInternet = family == 2 || family == 23;
    if (isInternet && protocol == 6) {
      return "TCP";
    }
    return isInternet && protocol == 17 ? "UDP" : String.valueOf(protocol);
  }

  String layerName() {
    return switch (layers) {
      case 0 -> "layer";
      case 1 -> "base";
      default -> "chain of " + layers;
    };
  }
}
