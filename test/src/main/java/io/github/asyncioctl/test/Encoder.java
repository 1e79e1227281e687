package io.github.asyncioctl.test;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.InterfaceInfo;
import io.github.asyncioctl.codes.PortReservation;
import io.github.asyncioctl.codes.RealTimeNotification;
import io.github.asyncioctl.codes.RssProcessor;
import io.github.asyncioctl.codes.TcpInfo;
import io.github.asyncioctl.codes.TcpInfoV1;
import io.github.asyncioctl.codes.TcpInfoV2;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inverse of the catalogue's decoders: the structures of Windows, from the headers of its SDK.
 */
@SuppressWarnings("EnumOrdinal") // the positions are the values of Windows, as the decoders have it
final class Encoder {
  private static final short AF_INET = 2;
  private static final short AF_INET6 = 23;
  private static final int SOCKADDR_IN = 16;
  private static final int SOCKADDR_IN6 = 28;
  private static final int SOCKADDR_GEN = 24;
  private static final int INTERFACE_INFO = 76;
  private static final int TCP_INFO = 88;
  private static final int TCP_INFO_V1 = 136;
  private static final int TCP_INFO_V2 = 152;

  /** SOCKET_ADDRESS_LIST: a count, then pairs of a pointer and a length. */
  private static final int FIRST_PAIR = 8;

  private static final int PAIR = 16;

  private Encoder() {}

  static Output encode(Ioctl<?, ?> ioctl, @Nullable Object value) {
    if (value == null) {
      return Output.NOTHING;
    } else if (value instanceof List<?> list) {
      return ioctl.code() == ControlCodes.SIO_GET_INTERFACE_LIST
          ? interfaces(list)
          : addresses(list);
    } else if (value instanceof ByteBuffer bytes) {
      return Reply.bytes(bytes).output();
    }
    ByteBuffer out = zeros(size(ioctl, value));
    write(value, out);
    return new Output(bytes(out));
  }

  private static int size(Ioctl<?, ?> ioctl, Object value) {
    if (value instanceof InetAddress address) {
      return address instanceof Inet6Address ? SOCKADDR_IN6 : SOCKADDR_IN;
    }
    return ioctl.outCapacity(); // of one size
  }

  private static void write(Object value, ByteBuffer out) {
    if (value instanceof Boolean bool) {
      out.putInt(0, bool ? 1 : 0);
    } else if (value instanceof Long || value instanceof Integer) {
      number(((Number) value).longValue(), out);
    } else if (value instanceof InetAddress address) {
      address(address, out);
    } else if (value instanceof SocketHandle socket) {
      out.putLong(0, socket.value());
    } else if (value instanceof TcpInfo info) {
      tcpInfo(info, out);
    } else if (value instanceof TcpInfoV1 info) {
      tcpInfoV1(info, out);
    } else if (value instanceof TcpInfoV2 info) {
      tcpInfoV2(info, out);
    } else if (value instanceof RssProcessor processor) {
      out.putShort((short) processor.group()).put((byte) processor.number());
      out.putShort(4, (short) processor.numaNode());
    } else if (value instanceof PortReservation reservation) {
      out.putShort(Short.reverseBytes((short) reservation.ports().start()));
      out.putShort((short) reservation.ports().count()).putLong(8, reservation.token());
    } else if (value instanceof RealTimeNotification status) {
      out.putInt(0, status.ordinal());
    } else {
      throw new IllegalArgumentException(
          "a " + value.getClass().getName() + " has no encoding here: answer with its bytes");
    }
  }

  private static ByteBuffer zeros(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer out) {
    byte[] bytes = new byte[out.capacity()];
    out.get(0, bytes);
    return bytes;
  }

  /** A value that does not fit is read back as another number. */
  private static void number(long value, ByteBuffer out) {
    if (out.capacity() >= Long.BYTES) {
      out.putLong(0, value);
    } else {
      for (int i = 0; i < out.capacity(); i++) {
        out.put(i, (byte) (value >> (8 * i)));
      }
    }
  }

  // --- Addresses ---

  /** SOCKADDR_IN or SOCKADDR_IN6. */
  private static void address(InetAddress address, ByteBuffer out) {
    if (address instanceof Inet6Address v6) {
      out.putShort(0, AF_INET6).put(8, v6.getAddress());
      if (out.limit() >= SOCKADDR_IN6) {
        out.putInt(24, v6.getScopeId());
      }
    } else {
      out.putShort(0, AF_INET).put(4, address.getAddress());
    }
  }

  private static Output addresses(List<?> addresses) {
    int[] pointers = new int[addresses.size()];
    ByteBuffer out = zeros(FIRST_PAIR + addresses.size() * (PAIR + SOCKADDR_IN6));
    out.putInt(0, addresses.size());
    int at = FIRST_PAIR + addresses.size() * PAIR;
    for (int i = 0; i < pointers.length; i++) {
      InetAddress address = element(addresses.get(i), InetAddress.class);
      pointers[i] = FIRST_PAIR + i * PAIR;
      out.putLong(pointers[i], at);
      out.putInt(pointers[i] + 8, address instanceof Inet6Address ? SOCKADDR_IN6 : SOCKADDR_IN);
      address(address, part(out, at, SOCKADDR_IN6));
      at += SOCKADDR_IN6;
    }
    return new Output(bytes(out), pointers);
  }

  private static Output interfaces(List<?> interfaces) {
    ByteBuffer out = zeros(interfaces.size() * INTERFACE_INFO);
    for (int i = 0; i < interfaces.size(); i++) {
      InterfaceInfo info = element(interfaces.get(i), InterfaceInfo.class);
      int start = i * INTERFACE_INFO;
      int flags = info.flags().stream().mapToInt(flag -> 1 << flag.ordinal()).sum();
      out.putInt(start, flags);
      address(info.address(), part(out, start + 4, SOCKADDR_GEN));
      address(info.broadcast(), part(out, start + 4 + SOCKADDR_GEN, SOCKADDR_GEN));
      address(info.netmask(), part(out, start + 4 + 2 * SOCKADDR_GEN, SOCKADDR_GEN));
    }
    return new Output(bytes(out));
  }

  private static <T> T element(Object element, Class<T> type) {
    if (!type.isInstance(element)) {
      throw new IllegalArgumentException(
          "a list of " + element.getClass().getName() + " has no encoding here");
    }
    return type.cast(element);
  }

  private static ByteBuffer part(ByteBuffer out, int start, int size) {
    return out.slice(start, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  // --- TCP_INFO ---

  private static void tcpInfo(TcpInfo info, ByteBuffer out) {
    out.putInt(info.state().ordinal()).putInt((int) info.maxSegmentBytes());
    out.putLong(info.connectionTime().toMillis());
    out.put((byte) (info.timestamps() ? 1 : 0)).position(20);
    out.putInt(micros(info.roundTripTime())).putInt(micros(info.minRoundTripTime()));
    out.putInt((int) info.bytesInFlight()).putInt((int) info.congestionWindowBytes());
    out.putInt((int) info.sendWindowBytes()).putInt((int) info.receiveWindowBytes());
    out.putInt((int) info.receiveBufferBytes());
    out.putLong(info.bytesOut()).putLong(info.bytesIn());
    out.putInt((int) info.bytesReordered()).putInt((int) info.bytesRetransmitted());
    out.putInt((int) info.fastRetransmissions()).putInt((int) info.duplicateAcksIn());
    out.putInt((int) info.timeoutEpisodes()).put((byte) info.synRetransmissions());
    out.position(TCP_INFO);
  }

  private static int micros(Duration duration) {
    return (int) (duration.toNanos() / 1000);
  }

  private static void tcpInfoV1(TcpInfoV1 info, ByteBuffer out) {
    tcpInfo(info.info(), out);
    limit(info.limitedByReceiver(), out);
    limit(info.limitedByCongestion(), out);
    limit(info.limitedBySender(), out);
    out.position(TCP_INFO_V1);
  }

  private static void limit(TcpInfoV1.Limit limit, ByteBuffer out) {
    out.putInt((int) limit.times()).putInt((int) limit.duration().toMillis());
    out.putLong(limit.bytes());
  }

  private static void tcpInfoV2(TcpInfoV2 info, ByteBuffer out) {
    tcpInfoV1(info.limits(), out);
    out.putInt((int) info.outOfOrderPacketsIn()).put((byte) (info.ecn() ? 1 : 0));
    out.position(144);
    out.putInt((int) info.congestionEchoAcksIn()).putInt((int) info.probeTimeoutEpisodes());
    out.position(TCP_INFO_V2);
  }
}
