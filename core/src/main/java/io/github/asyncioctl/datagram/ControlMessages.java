package io.github.asyncioctl.datagram;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads the control messages of a datagram, WSACMSGHDR of 64-bit Windows (ws2def.h, mswsock.h):
 *
 * <pre>
 *  0  SIZE_T cmsg_len     of header and data
 *  8  INT    cmsg_level
 * 12  INT    cmsg_type
 * 16         data; the next header is at the next multiple of 8
 * </pre>
 *
 * It trusts nothing: a length that leads out of the buffer ends the reading, and it ignores a
 * message that is too short, out of range or unknown. For an IPv4 datagram on a dual-stack socket,
 * Windows reports the messages at the IPv4 level, Wine at both levels, with the address mapped into
 * IPv6.
 */
final class ControlMessages {
  static final int LEVEL = 8;
  static final int TYPE = 12;
  static final int HEADER = 16;
  static final int ALIGNMENT = 8;

  static final int IPPROTO_IP = 0;
  static final int IPPROTO_IPV6 = 41;

  /** IP_PKTINFO and IPV6_PKTINFO. */
  static final int PKTINFO = 19;

  /** IP_HOPLIMIT, IP_RECVTTL and IPV6_HOPLIMIT. */
  static final int HOPLIMIT = 21;

  static final int IP_TTL = 4;
  static final int IP_TOS = 3;

  /** IP_TCLASS and IPV6_TCLASS. */
  static final int TCLASS = 39;

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int MAX_OCTET = 0xFF;

  private @Nullable InetAddress destination;
  private int interfaceIndex;
  private OptionalInt hopLimit = OptionalInt.empty();
  private OptionalInt trafficClass = OptionalInt.empty();

  private ControlMessages() {}

  /**
   * Reads messages.
   *
   * @param control little-endian, from its start to its limit
   */
  static PacketInfo read(ByteBuffer control) {
    ControlMessages messages = new ControlMessages();
    long at = 0;
    while (at + HEADER <= control.limit()) {
      int start = (int) at;
      long length = control.getLong(start);
      if (length < HEADER || length > control.limit() - at) {
        break;
      }
      messages.take(control, start, (int) length - HEADER);
      at += (length + ALIGNMENT - 1) & -ALIGNMENT;
    }
    return messages.info();
  }

  private PacketInfo info() {
    return new PacketInfo(Optional.ofNullable(destination), interfaceIndex, hopLimit, trafficClass);
  }

  private void take(ByteBuffer control, int start, int length) {
    int data = start + HEADER;
    int type = control.getInt(start + TYPE);
    switch (control.getInt(start + LEVEL)) {
      case IPPROTO_IP -> takeIpv4(type, control, data, length);
      case IPPROTO_IPV6 -> takeIpv6(type, control, data, length);
      default -> {
        return; // somebody else has asked for it
      }
    }
  }

  private void takeIpv4(int type, ByteBuffer control, int data, int length) {
    switch (type) {
      case PKTINFO -> takeAddress(control, data, length, IPV4_BYTES);
      case IP_TTL, HOPLIMIT -> hopLimit = octet(control, data, length, hopLimit);
      case IP_TOS, TCLASS -> trafficClass = octet(control, data, length, trafficClass);
      default -> {
        return;
      }
    }
  }

  private void takeIpv6(int type, ByteBuffer control, int data, int length) {
    switch (type) {
      case PKTINFO -> takeAddress(control, data, length, IPV6_BYTES);
      case HOPLIMIT -> hopLimit = octet(control, data, length, hopLimit);
      case TCLASS -> trafficClass = octet(control, data, length, trafficClass);
      default -> {
        return;
      }
    }
  }

  /** IN_PKTINFO or IN6_PKTINFO: the address, then the index of the interface. The first counts. */
  private void takeAddress(ByteBuffer control, int data, int length, int addressBytes) {
    if (destination != null || length < addressBytes + Integer.BYTES) {
      return;
    }
    interfaceIndex = Math.max(0, control.getInt(data + addressBytes));
    destination = Addresses.address(control, data, addressBytes, interfaceIndex);
  }

  /** An INT from 0 to 255, or the previous value. */
  private static OptionalInt octet(ByteBuffer control, int data, int length, OptionalInt before) {
    if (length < Integer.BYTES || before.isPresent()) {
      return before;
    }
    int value = control.getInt(data);
    return value >= 0 && value <= MAX_OCTET ? OptionalInt.of(value) : before;
  }
}
