package io.github.asyncioctl.facts;

import com.sun.jna.Pointer;
import io.github.asyncioctl.windows.RawWinsock;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** WSARecvMsg with the address that a datagram was sent to. */
final class PacketInfoProbes {
  private static final int PACKET_INFO = 19;
  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_IPV6 = 41;
  private static final int AF_INET6 = 23;
  private static final int IPV6_SIZE = 28;
  private static final int LOOPBACK_6_AT = 23;
  private static final int MESSAGE_SIZE = 56;
  private static final int CONTROL_HEADER = 16;

  private PacketInfoProbes() {}

  static void register(Probes probes) {
    probes.add("R86", bench -> received(bench, new Family4(bench), 256, true, 256));
    probes.add("R87", bench -> received(bench, new Family6(bench), 256, true, 256));
    probes.add("R88", bench -> received(bench, new Family4(bench), 1024, false, 512, 512));
  }

  /** What is different between IPv4 and IPv6. */
  private interface Family {
    long bound();

    long sender();

    Buffer addressOf(long socket);

    int protocol();

    int addressSize();
  }

  /** IPv4. */
  private record Family4(Bench bench) implements Family {
    @Override
    public long bound() {
      return bench.sockets().bound(sender());
    }

    @Override
    public long sender() {
      return bench.sockets().udp();
    }

    @Override
    public Buffer addressOf(long socket) {
      return Sockets.addressOf(socket);
    }

    @Override
    public int protocol() {
      return IPPROTO_IP;
    }

    @Override
    public int addressSize() {
      return 4;
    }
  }

  /** IPv6. */
  private record Family6(Bench bench) implements Family {
    @Override
    public long bound() {
      long socket = sender();
      Buffer address = Buffer.of(new byte[IPV6_SIZE]);
      address.memory().setShort(0, (short) AF_INET6);
      address.memory().setByte(LOOPBACK_6_AT, (byte) 1);
      Sockets.ok("bind", Winsock.bind(socket, address.address(), address.size()));
      return socket;
    }

    @Override
    public long sender() {
      long socket =
          RawWinsock.WSASocketW(
              AF_INET6, RawWinsock.SOCK_DGRAM, 0, 0, 0, RawWinsock.WSA_FLAG_OVERLAPPED);
      return bench.sockets().closing(Sockets.valid("WSASocket", socket));
    }

    @Override
    public Buffer addressOf(long socket) {
      Buffer address = new Buffer(IPV6_SIZE);
      Sockets.ok(
          "getsockname",
          Winsock.getsockname(socket, address.address(), Numbers.ofInt(IPV6_SIZE).address()));
      return address;
    }

    @Override
    public int protocol() {
      return IPPROTO_IPV6;
    }

    @Override
    public int addressSize() {
      return 16;
    }
  }

  private static Outcome received(
      Bench bench, Family family, int bytes, boolean sentBefore, int... rooms)
      throws UnknownHostException {
    long socket = family.bound();
    Sockets.ok(
        "setsockopt", Sockets.setOption(socket, family.protocol(), PACKET_INFO, Numbers.ofInt(1)));
    Buffer[] buffers = new Buffer[rooms.length];
    for (int i = 0; i < rooms.length; i++) {
      buffers[i] = new Buffer(rooms[i]);
    }
    Buffer control = new Buffer(128);
    Block block = new Block(bench.event());
    if (sentBefore) {
      DatagramProbes.send(family.sender(), family.addressOf(socket), bytes);
      Ready.awaitReadable(socket);
    }
    int call =
        Extensions.recvMsg(socket, message(control, buffers), block.countAddress(), block, null);
    if (!sentBefore) {
      DatagramProbes.send(family.sender(), family.addressOf(socket), bytes);
    }
    Bench.await(block.event());
    return new Observation()
        .call(call)
        .end(Results.ofSocket(socket, block))
        .put("data", arrived(buffers))
        .put("pktinfo", address(control, family.addressSize()))
        .outcome();
  }

  private static long message(Buffer control, Buffer... buffers) {
    Buffer name = new Buffer(IPV6_SIZE);
    Pointer message = Buffer.of(new byte[MESSAGE_SIZE]).memory();
    message.setLong(0, name.address());
    message.setInt(8, name.size());
    message.setLong(16, Receiving.wsabuf(buffers).address());
    message.setInt(24, buffers.length);
    message.setInt(32, control.size());
    message.setLong(40, control.address());
    return Pointer.nativeValue(message);
  }

  private static int arrived(Buffer... buffers) {
    int sum = 0;
    for (Buffer buffer : buffers) {
      String arrived = buffer.arrived();
      sum += arrived.equals("untouched") ? 0 : Integer.parseInt(arrived);
    }
    return sum;
  }

  /** The address of the first control message; ::1 in short. */
  private static String address(Buffer control, int size) throws UnknownHostException {
    byte[] bytes = control.memory().getByteArray(CONTROL_HEADER, size);
    String text = InetAddress.getByAddress(bytes).getHostAddress();
    return text.equals("0:0:0:0:0:0:0:1") ? "::1" : text;
  }
}
