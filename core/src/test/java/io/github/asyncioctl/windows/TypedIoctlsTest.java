package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.ExtensionFunction;
import io.github.asyncioctl.codes.InterfaceInfo;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Typed control codes on real sockets. */
@OnWindows
class TypedIoctlsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void closeEngine() {
    io.close();
    assertThat(io.stats().retained()).isZero();
  }

  @Test
  void tellsHowManyBytesWait() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
        SocketChannel client = SocketChannel.open(listener.getLocalSocketAddress());
        Socket peer = listener.accept()) {
      peer.getOutputStream().write(new byte[321]);
      Waits.until(
          "321 bytes wait", () -> io.ioctlAsync(client, Ioctls.FIONREAD).join().equals(321L));
      assertThat(Waits.get(io.ioctlAsync(client, Ioctls.SIOCATMARK))).isTrue();
      KeepAlive probing = new KeepAlive(true, Duration.ofSeconds(60), Duration.ofSeconds(1));
      assertThat(io.ioctlAsync(client, Ioctls.SIO_KEEPALIVE_VALS, probing))
          .isCompletedWithValue(null);
    }
  }

  @Test
  void theJdkOwnsTheModeOfItsSockets() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> io.ioctlAsync(socket, Ioctls.FIONBIO, true))
          .withMessageContaining("blocking mode");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> io.ioctlAsync(SocketHandle.of(socket), Ioctls.FIONBIO, true));
      assertThat(io.stats().started()).isZero();
      SocketHandle raw = SocketHandle.ofRaw(SocketHandle.of(socket).value());
      assertThat(Waits.get(io.ioctlAsync(raw, Ioctls.FIONBIO, false))).isNull();
    }
  }

  @Test
  void listsTheAddressesOfTheFamily() throws Exception {
    try (DatagramChannel v4 = DatagramChannel.open(StandardProtocolFamily.INET)) {
      List<InetAddress> addresses = Waits.get(io.ioctlAsync(v4, Ioctls.SIO_ADDRESS_LIST_QUERY));
      assertThat(addresses).isNotEmpty().allMatch(address -> address.getAddress().length == 4);
    }
  }

  @Test
  void aListThatDoesNotFitIsAskedForAgain() throws Exception {
    try (DatagramChannel v4 = DatagramChannel.open(StandardProtocolFamily.INET)) {
      List<InetAddress> addresses = Waits.get(io.ioctlAsync(v4, Ioctls.SIO_ADDRESS_LIST_QUERY));
      Ioctl<Void, List<InetAddress>> cramped =
          Ioctl.of("SIO_ADDRESS_LIST_QUERY", Ioctls.SIO_ADDRESS_LIST_QUERY.code())
              .<List<InetAddress>>outputWithPointers(12, Ioctls.SIO_ADDRESS_LIST_QUERY::decode)
              .growable()
              .atOnce();
      long before = io.stats().started();
      assertThat(Waits.get(io.ioctlAsync(v4, cramped))).isEqualTo(addresses);
      assertThat(io.stats().started() - before).isGreaterThan(1);
    }
  }

  @Test
  void listsTheInterfacesThoughTheFirstBufferIsTooShort() throws Exception {
    try (DatagramChannel v4 = DatagramChannel.open(StandardProtocolFamily.INET)) {
      List<InterfaceInfo> all = Waits.get(io.ioctlAsync(v4, Ioctls.SIO_GET_INTERFACE_LIST));
      assertThat(all).isNotEmpty();
      assertThat(all).anyMatch(each -> each.flags().contains(InterfaceInfo.Flag.LOOPBACK));
      Ioctl<Void, List<InterfaceInfo>> cramped =
          Ioctl.of("SIO_GET_INTERFACE_LIST", Ioctls.SIO_GET_INTERFACE_LIST.code())
              .<List<InterfaceInfo>>output(8, in -> Ioctls.SIO_GET_INTERFACE_LIST.decode(in, 0))
              .growable()
              .atOnce();
      assertThat(Waits.get(io.ioctlAsync(v4, cramped))).isEqualTo(all);
    }
  }

  @Test
  void tellsTheWayToAnAddress() throws Exception {
    // Wine knows no route over loopback, and a Windows machine may know no other.
    InetAddress peer = Wine.isHere() ? InetAddress.getByName("10.77.0.2") : LOOPBACK;
    InetAddress expected = Wine.isHere() ? InetAddress.getByName("10.77.0.1") : LOOPBACK;
    try (DatagramChannel v4 = DatagramChannel.open(StandardProtocolFamily.INET)) {
      InetAddress local = Waits.get(io.ioctlAsync(v4, Ioctls.SIO_ROUTING_INTERFACE_QUERY, peer));
      assertThat(local).isEqualTo(expected);
    }
  }

  @Test
  void givesExtensionFunctions() throws Exception {
    try (SocketChannel tcp = SocketChannel.open()) {
      long connectEx =
          Waits.get(
              io.ioctlAsync(
                  tcp, Ioctls.SIO_GET_EXTENSION_FUNCTION_POINTER, ExtensionFunction.CONNECT_EX));
      assertThat(connectEx).isNotZero();
    }
  }

  @Test
  void givesTheBaseHandle() throws Exception {
    try (SocketChannel tcp = SocketChannel.open()) {
      SocketHandle own = SocketHandle.of(tcp);
      assertThat(Waits.get(io.ioctlAsync(tcp, Ioctls.SIO_BASE_HANDLE)).value())
          .isEqualTo(own.value());
      assertThat(Waits.get(io.ioctlAsync(tcp, Ioctls.SIO_BASE_HANDLE.code(), null, 8)).getLong())
          .isEqualTo(own.value());
    }
  }

  @Test
  void stopsConnectionResetsOfUdp() throws Exception {
    try (DatagramChannel udp = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
      assertThat(Waits.get(io.ioctlAsync(udp, Ioctls.SIO_UDP_CONNRESET, false))).isNull();
    }
  }

  @Test
  void whatWineLacksIsAClearError() throws Exception {
    Wine.assume("Windows has it");
    try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
        SocketChannel client = SocketChannel.open(listener.getLocalSocketAddress())) {
      assertThat(Waits.ioctlFailure(io.ioctlAsync(client, Ioctls.SIO_TCP_INFO_V0)))
          .hasMessageContaining("SIO_TCP_INFO")
          .hasMessageContaining("WSAEOPNOTSUPP (10045)");
    }
  }
}
