package io.github.asyncioctl.windows;

import static java.net.StandardProtocolFamily.INET;
import static java.net.StandardProtocolFamily.INET6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.datagram.Datagrams;
import io.github.asyncioctl.datagram.ReceiveError;
import io.github.asyncioctl.datagram.ReceiveResult;
import io.github.asyncioctl.datagram.ReceivedDatagram;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams with where they were sent to, on the JDK's sockets and real addresses. */
@OnWindows
@Timeout(120)
class DatagramsTest {
  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IP_TTL = 4;
  private static final int IP_TOS = 3;
  private static final int IPV6_UNICAST_HOPS = 4;
  private static final int LARGEST = 65_507;

  private AsyncIoctl io;

  @BeforeEach
  void open() {
    io = AsyncIoctl.open();
  }

  @AfterEach
  void close() {
    io.close();
    assertThat(io.stats().retained()).isZero();
  }

  private static InetAddress host(String literal) throws Exception {
    return InetAddress.getByAddress(InetAddress.getAllByName(literal)[0].getAddress());
  }

  private static DatagramChannel server(ProtocolFamily family) throws Exception {
    return DatagramChannel.open(family).bind(new InetSocketAddress(0));
  }

  private static SocketAddress at(DatagramChannel server, String host) throws Exception {
    return new InetSocketAddress(host(host), server.socket().getLocalPort());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void setOption(Object socket, int level, int name, int value) {
    assertThat(
            RawWinsock.setsockopt(
                SocketHandle.of(socket).value(), level, name, new int[] {value}, 4))
        .as("setsockopt, error %d", Native.getLastError())
        .isZero();
  }

  /** Sends to an address of the server, and receives it. */
  private ReceivedDatagram asked(DatagramChannel server, String host) throws Exception {
    try (DatagramChannel client = DatagramChannel.open(host.contains(":") ? INET6 : INET)) {
      CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, server);
      client.send(bytes("to " + host), at(server, host));
      ReceivedDatagram question = Waits.get(receive);
      assertThat(question.data()).isEqualTo(bytes("to " + host));
      assertThat(question.source().getPort()).isEqualTo(client.socket().getLocalPort());
      assertThat(question.destination()).contains(host(host));
      assertThat(NetworkInterface.getByIndex(question.interfaceIndex())).isNotNull();
      return question;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "127.1.2.3"})
  void aWildcardSocketOfIpv4TellsWhereItWasAsked(String host) throws Exception {
    try (DatagramChannel server = server(INET)) {
      assertThat(asked(server, host).source().getAddress()).isInstanceOf(Inet4Address.class);
    }
  }

  @Test
  void aWildcardSocketOfIpv6TellsWhereItWasAsked() throws Exception {
    try (DatagramChannel server = server(INET6)) {
      assertThat(asked(server, "::1").source().getAddress()).isEqualTo(host("::1"));
    }
  }

  /** The JDK's default; what comes by IPv4 has addresses of IPv4. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1"})
  void aDualStackSocketTellsOfBoth(String host) throws Exception {
    try (DatagramChannel server = DatagramChannel.open().bind(new InetSocketAddress(0))) {
      ReceivedDatagram question = asked(server, host);
      assertThat(question.source().getAddress().getClass()).isEqualTo(host(host).getClass());
      assertThat(question.hopLimit()).isNotEmpty();
      assertThat(question.trafficClass()).hasValue(0);
      assertThat(Datagrams.on(io, server).missing()).isEmpty();
    }
  }

  @Test
  void aSocketOfTheOldKindDoesSo() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0);
        DatagramSocket client = new DatagramSocket()) {
      CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, server);
      byte[] data = {1, 2};
      client.send(new DatagramPacket(data, 2, host("127.0.0.9"), server.getLocalPort()));

      assertThat(Waits.get(receive).destination()).contains(host("127.0.0.9"));
    }
  }

  @Test
  void aMulticastSocketDoesSo() throws Exception {
    try (MulticastSocket server = new MulticastSocket(0);
        DatagramSocket client = new DatagramSocket()) {
      CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, server);
      client.send(new DatagramPacket(new byte[3], 3, host("127.0.0.7"), server.getLocalPort()));

      assertThat(Waits.get(receive).destination()).contains(host("127.0.0.7"));
    }
  }

  @Test
  void aHandleDoesSo() throws Exception {
    try (DatagramChannel server = server(INET);
        DatagramChannel client = DatagramChannel.open(INET)) {
      SocketHandle raw = SocketHandle.ofRaw(SocketHandle.of(server).value());
      CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, raw);
      client.send(bytes("x"), at(server, "127.0.0.3"));

      assertThat(Waits.get(receive).destination()).contains(host("127.0.0.3"));
    }
  }

  @Test
  void hopLimitAndTrafficClassOfIpv4() throws Exception {
    try (DatagramChannel server = server(INET);
        DatagramChannel dual = DatagramChannel.open().bind(new InetSocketAddress(0));
        DatagramChannel client = DatagramChannel.open(INET)) {
      setOption(client, IPPROTO_IP, IP_TTL, 33);
      // Windows lets nobody set the traffic class without a policy.
      int trafficClass = Wine.isHere() ? 0xB8 : 0;
      setOption(client, IPPROTO_IP, IP_TOS, trafficClass);
      for (DatagramChannel each : new DatagramChannel[] {server, dual}) {
        CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, each);
        client.send(bytes("x"), at(each, "127.0.0.1"));
        ReceivedDatagram datagram = Waits.get(receive);
        assertThat(datagram.hopLimit()).hasValue(33);
        assertThat(datagram.trafficClass()).hasValue(trafficClass);
      }
    }
  }

  @Test
  void hopLimitOfIpv6() throws Exception {
    try (DatagramChannel server = server(INET6);
        DatagramChannel client = DatagramChannel.open(INET6)) {
      setOption(client, IPPROTO_IPV6, IPV6_UNICAST_HOPS, 44);
      CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, server);
      client.send(bytes("x"), at(server, "::1"));
      ReceivedDatagram datagram = Waits.get(receive);

      assertThat(datagram.hopLimit()).hasValue(44);
      assertThat(datagram.trafficClass()).hasValue(0);
    }
  }

  @Test
  void theLargestDatagramFits() throws Exception {
    try (DatagramChannel server = server(INET);
        DatagramChannel client = DatagramChannel.open(INET)) {
      client.setOption(StandardSocketOptions.SO_SNDBUF, 2 * LARGEST);
      CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, server);
      client.send(ByteBuffer.allocate(LARGEST), at(server, "127.0.0.1"));

      assertThat(Waits.get(receive).data().remaining()).isEqualTo(LARGEST);
      assertThat(Waits.get(receive).truncated()).isFalse();
    }
  }

  /** What is truncated has lost its end, and on this system nothing else. */
  @Test
  void whatIsTruncatedHasItsAddresses() throws Exception {
    try (DatagramChannel server = server(INET);
        DatagramChannel client = DatagramChannel.open(INET)) {
      CompletableFuture<ReceivedDatagram> receive =
          Datagrams.on(io, server).maxSize(1).receiveAsync();
      client.send(bytes("xyz"), at(server, "127.0.0.4"));
      ReceivedDatagram datagram = Waits.get(receive);

      assertThat(datagram.truncated()).isTrue();
      assertThat(datagram.data()).isEqualTo(bytes("x"));
      Wine.assume("of Windows nobody says so");
      assertThat(datagram.destination()).contains(host("127.0.0.4"));
      assertThat(datagram.source().getPort()).isEqualTo(client.socket().getLocalPort());
    }
  }

  @Test
  void theJdkReceivesAsBefore() throws Exception {
    try (DatagramChannel server = server(INET);
        DatagramChannel client = DatagramChannel.open(INET)) {
      for (int i = 0; i < 10; i++) {
        client.send(bytes("ours"), at(server, "127.0.0.1"));
        assertThat(Waits.get(Datagrams.receiveAsync(io, server)).data()).isEqualTo(bytes("ours"));

        client.send(bytes("the JDK's"), at(server, "127.0.0.1"));
        ByteBuffer received = ByteBuffer.allocate(100);
        assertThat(server.receive(received))
            .isEqualTo(
                client.getLocalAddress() == null
                    ? null
                    : new InetSocketAddress(host("127.0.0.1"), client.socket().getLocalPort()));
        assertThat(received.flip()).isEqualTo(bytes("the JDK's"));
      }
    }
  }

  /** A receive of ours on a channel whose selector is asked all the time. */
  @Test
  void aSelectorGoesOn() throws Exception {
    try (DatagramChannel server = server(INET);
        DatagramChannel client = DatagramChannel.open(INET);
        Selector selector = Selector.open()) {
      server.configureBlocking(false).register(selector, SelectionKey.OP_READ);
      CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, server);
      Waits.untilIssued(io);
      assertThat(selector.selectNow()).isZero();
      client.send(bytes("1"), at(server, "127.0.0.2"));
      assertThat(Waits.get(receive).destination()).contains(host("127.0.0.2"));

      client.send(bytes("2"), at(server, "127.0.0.1"));
      assertThat(selector.select(Waits.BOUND.toMillis())).isOne();
      assertThat(server.receive(ByteBuffer.allocate(1))).isNotNull();
    }
  }

  /** Of what comes right after the bind the system tells all, if it was asked to before. */
  @Test
  void aSocketCanBePreparedBeforeItIsBound() throws Exception {
    try (DatagramChannel server = DatagramChannel.open();
        DatagramChannel client = DatagramChannel.open(INET)) {
      Datagrams datagrams = Datagrams.on(io, server);
      server.bind(new InetSocketAddress(0));
      client.send(bytes("first"), at(server, "127.0.0.5"));
      ReceivedDatagram datagram = Waits.get(datagrams.receiveAsync());

      assertThat(datagram.destination()).contains(host("127.0.0.5"));
      assertThat(datagram.interfaceIndex()).isPositive();
      assertThat(datagram.hopLimit()).isNotEmpty();
    }
  }

  @Test
  void whatCameBeforeIsReceived() throws Exception {
    try (DatagramChannel server = server(INET);
        DatagramChannel client = DatagramChannel.open(INET)) {
      client.send(bytes("early"), at(server, "127.0.0.1"));
      ReceivedDatagram datagram = Waits.get(Datagrams.receiveAsync(io, server));

      assertThat(datagram.data()).isEqualTo(bytes("early"));
      assertThat(datagram.source().getPort()).isEqualTo(client.socket().getLocalPort());
    }
  }

  @Test
  void whatWasSentToNobodyIsToldToAConnectedSocket() throws Exception {
    try (DatagramChannel client = DatagramChannel.open(INET)) {
      try (DatagramChannel nobody = server(INET)) {
        client.connect(at(nobody, "127.0.0.1"));
      }
      Elements elements = new Elements();
      Datagrams.on(io, client).publisher().subscribe(elements);
      Waits.untilIssued(io);
      client.write(bytes("is anybody there?"));

      assertThat(Waits.get(elements.first))
          .isInstanceOfSatisfying(
              ReceiveError.class,
              error -> assertThat(error.cause().error()).isEqualTo(Wine.isHere() ? 10061 : 10054));
    }
  }

  /** The first element, or failure. */
  private static final class Elements implements Flow.Subscriber<ReceiveResult> {
    final CompletableFuture<ReceiveResult> first = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ReceiveResult result) {
      first.complete(result);
    }

    @Override
    public void onError(Throwable failure) {
      first.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      first.cancel(false);
    }
  }

  @Test
  void whatCannotBeReceivedOnIsRefused() throws Exception {
    DatagramChannel closed = server(INET);
    closed.close();
    try (DatagramChannel unbound = DatagramChannel.open();
        SocketChannel tcp = SocketChannel.open()) {
      assertThatThrownBy(() -> Datagrams.receiveAsync(io, unbound))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not bound");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Datagrams.receiveAsync(io, tcp))
          .withMessageContaining("not a datagram socket");
      assertThatIllegalArgumentException().isThrownBy(() -> Datagrams.on(io, "a socket"));
      assertThat(Waits.failure(Datagrams.receiveAsync(io, closed)))
          .isInstanceOf(ClosedChannelException.class);
      assertThat(Waits.failure(Datagrams.receiveAsync(io, SocketHandle.ofRaw(0x7FFFFFF0))))
          .hasMessageContaining("WSAENOTSOCK (10038)");
    }
  }
}
