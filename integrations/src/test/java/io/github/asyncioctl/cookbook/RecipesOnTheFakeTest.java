package io.github.asyncioctl.cookbook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.ErrorCodes;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import io.github.asyncioctl.codes.PortRange;
import io.github.asyncioctl.codes.PortReservation;
import io.github.asyncioctl.codes.ReceiveAll;
import io.github.asyncioctl.test.FakeIoctl;
import io.github.asyncioctl.test.Reply;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.NetworkWatch;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What the recipes do, on any system: their codes are answered by the fake. */
@Timeout(60)
class RecipesOnTheFakeTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final FakeIoctl fake = new FakeIoctl();
  private AsyncIoctl io;

  @BeforeEach
  void open() {
    io = fake.open();
  }

  @AfterEach
  void close() {
    io.close();
    assertThat(io.stats().retained()).isZero();
  }

  private static Socket connect(ServerSocket server) throws IOException {
    return new Socket(server.getInetAddress(), server.getLocalPort());
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void reconnectsFromEachNewAddress() throws Exception {
    fake.addresses(InetAddress.getByName("192.0.2.1"));
    List<Optional<LocalAddress>> seen = new ArrayList<>();
    try (NetworkWatch watch =
        NetworkWatch.builder().engine(io).settlingTime(Duration.ZERO).open()) {
      ReconnectOnNewSource.follow(
          watch,
          source -> {
            seen.add(source);
            fake.addresses(address(seen.size() + 1));
            return seen.size() < 3;
          });
    }
    assertThat(seen)
        .containsExactly(
            Optional.of(LocalAddress.of(address(1))),
            Optional.of(LocalAddress.of(address(2))),
            Optional.of(LocalAddress.of(address(3))));
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepsReceiving() throws Exception {
    fake.accept(Ioctls.SIO_UDP_CONNRESET);
    try (DatagramChannel channel = DatagramChannel.open()) {
      KeepReceiving.connect(
          io, channel, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
      assertThat(channel.isConnected()).isTrue();
      assertThat(fake.calls()).singleElement().matches(call -> call.isOn(channel));
      assertThat(fake.calls().get(0).is(Ioctls.SIO_UDP_CONNRESET, false)).isTrue();
    }
  }

  @Test
  void receivesEverything() throws Exception {
    fake.accept(Ioctls.SIO_RCVALL);
    ReceiveEverything.receiveAll(io, SocketHandle.ofRaw(44));
    assertThat(fake.calls().get(0).handle()).isEqualTo(44);
    assertThat(fake.calls().get(0).is(Ioctls.SIO_RCVALL, ReceiveAll.ON)).isTrue();
    ByteBuffer packet =
        ByteBuffer.allocate(28).put(9, (byte) 17).putInt(12, 0x0A000001).putInt(16, 0x0A000002);
    assertThat(ReceiveEverything.describe(packet))
        .isEqualTo("10.0.0.1 to 10.0.0.2, protocol 17, 28 bytes");
  }

  @Test
  void reservesPorts() throws Exception {
    PortReservation block = new PortReservation(new PortRange(50_000, 10), 77);
    fake.answer(Ioctls.SIO_ACQUIRE_PORT_RESERVATION, block)
        .accept(Ioctls.SIO_ASSOCIATE_PORT_RESERVATION);
    try (ServerSocketChannel owner = ServerSocketChannel.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      assertThat(ReservePorts.reserve(io, owner, 10)).isEqualTo(block);
      ReservePorts.use(io, server, block);
      assertThat(server.getLocalAddress()).isNotNull();
      assertThat(fake.calls().get(0).is(Ioctls.SIO_ACQUIRE_PORT_RESERVATION, new PortRange(0, 10)))
          .isTrue();
      assertThat(fake.calls().get(1).is(Ioctls.SIO_ASSOCIATE_PORT_RESERVATION, 77L)).isTrue();
    }
  }

  @Test
  void everyAcceptedConnectionIsProbed() throws Exception {
    fake.accept(Ioctls.SIO_KEEPALIVE_VALS);
    try (ServerSocket server = server();
        Socket client = connect(server);
        Socket connection = KeepAliveForAll.accept(io, server)) {
      assertThat(fake.calls()).singleElement().matches(call -> call.isOn(connection));
      KeepAlive probing = KeepAlive.after(Duration.ofSeconds(60), Duration.ofSeconds(1));
      assertThat(fake.calls().get(0).is(Ioctls.SIO_KEEPALIVE_VALS, probing)).isTrue();
      assertThat(client.isConnected()).isTrue();
    }
  }

  @Test
  void measuresTwoHundredConnections() throws Exception {
    List<SocketChannel> connections = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      connections.add(SocketChannel.open());
    }
    fake.replyTo(
        Ioctls.SIO_TCP_INFO_V0,
        call ->
            Reply.value(
                Ioctls.SIO_TCP_INFO_V0,
                FakeIoctl.tcpInfo(
                    Duration.ofMillis(connections.indexOf(call.socket().orElseThrow())))));
    connections.get(199).close();
    List<Duration> times = RoundTripTimes.measure(io, connections).get(20, SECONDS);
    assertThat(times).hasSize(199).isSorted();
    assertThat(RoundTripTimes.at(times, 50)).isEqualTo(Duration.ofMillis(99));
    assertThat(RoundTripTimes.at(times, 95)).isEqualTo(Duration.ofMillis(188));
    fake.fail(ControlCodes.SIO_TCP_INFO, ErrorCodes.WSAEOPNOTSUPP); // an older Windows
    assertThat(RoundTripTimes.measure(io, connections).get(20, SECONDS)).isEmpty();
    assertThat(RoundTripTimes.at(List.of(), 50)).isZero();
    for (SocketChannel each : connections) {
      each.close();
    }
  }

  @Test
  void acknowledgesAtOnceWhereWindowsKnowsHow() throws Exception {
    try (Socket socket = new Socket()) {
      assertThat(QuickAck.quickAck(io, socket)).isFalse();
      fake.accept(Ioctls.SIO_TCP_SET_ACK_FREQUENCY);
      assertThat(QuickAck.quickAck(io, socket)).isTrue();
      assertThat(fake.calls().get(1).is(Ioctls.SIO_TCP_SET_ACK_FREQUENCY, 1)).isTrue();
    }
  }

  @Test
  void sendsInPiecesOfTheIdealSize(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[20_000]);
    fake.answer(Ioctls.SIO_IDEAL_SEND_BACKLOG_QUERY, 8192L);
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY);
        SocketChannel connection = SocketChannel.open(server.getLocalAddress());
        SocketChannel peer = server.accept();
        FileChannel content = FileChannel.open(file)) {
      assertThat(IdealSendSize.send(io, content, connection)).isEqualTo(20_000);
      assertThat(fake.calls()).hasSize(1 + 3); // two pieces, and what is left
      connection.shutdownOutput();
      assertThat(peer.socket().getInputStream().readAllBytes()).hasSize(20_000);
      fake.answer(Ioctls.SIO_IDEAL_SEND_BACKLOG_QUERY, 0xFFFF_FFFFL);
      assertThat(IdealSendSize.pieceSize(io, connection)).isEqualTo(1 << 20);
      fake.fail(Ioctls.SIO_IDEAL_SEND_BACKLOG_QUERY, ErrorCodes.WSAEOPNOTSUPP);
      assertThat(IdealSendSize.pieceSize(io, connection)).isEqualTo(1 << 16);
    }
  }

  @Test
  void asksADriver() throws Exception {
    ByteBuffer number = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    fake.answer(
        DeviceNumber.IOCTL_STORAGE_GET_DEVICE_NUMBER.code(),
        number.putInt(7).putInt(0).putInt(3).flip());
    assertThat(DeviceNumber.storage(io, 42)).isEqualTo(new DeviceNumber.Storage(7, 0, 3));
    assertThat(DeviceNumber.IOCTL_STORAGE_GET_DEVICE_NUMBER.code()).isEqualTo(0x2D1080);
  }

  @Test
  void startsAProgramAgain() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder works = new ProcessBuilder(java, "-version");
    ProcessBuilder fails = new ProcessBuilder(java, "--no-such-option");
    CompletableFuture<Integer> once = Supervisor.supervise(io, works, 2);
    CompletableFuture<Integer> twice = Supervisor.supervise(io, fails, 2);
    assertThat(once.get(60, SECONDS)).isEqualTo(1);
    assertThat(twice.get(60, SECONDS)).isEqualTo(2);
    assertThat(Supervisor.supervise(io, new ProcessBuilder("/no/such/program"), 2))
        .isCompletedExceptionally();
  }

  @Test
  void nettysConnectionsAreProbed() throws Exception {
    fake.accept(Ioctls.SIO_KEEPALIVE_VALS);
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      Channel server = NettyKeepAlive.serve(io, loops, 0);
      int port = ((InetSocketAddress) server.localAddress()).getPort();
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.getOutputStream().write(42);
        assertThat(client.getInputStream().read()).isEqualTo(42);
        assertThat(fake.calls(Ioctls.SIO_KEEPALIVE_VALS)).hasSize(1);
      }
      server.close().sync();
    } finally {
      loops.shutdownGracefully(0, 1, SECONDS).sync();
    }
  }

  @Test
  void reactorSeesTheAddresses() throws Exception {
    fake.addresses(address(1));
    try (Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET)) {
      Set<LocalAddress> first =
          ReactorAddresses.addresses(watch).blockFirst(Duration.ofSeconds(20));
      assertThat(first).containsExactly(LocalAddress.of(address(1)));
    }
  }

  @Test
  void springHasOneEngineAndClosesIt() throws Exception {
    fake.accept(Ioctls.SIO_KEEPALIVE_VALS);
    try (ServerSocket server = server();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.register(SpringProgram.Engines.class);
      context.setAllowBeanDefinitionOverriding(true);
      context.addBeanFactoryPostProcessor(
          factory -> context.registerBean("asyncIoctl", AsyncIoctl.class, () -> io));
      context.refresh();
      SpringProgram.Connections connections = context.getBean(SpringProgram.Connections.class);
      try (Socket socket = connections.open("127.0.0.1", server.getLocalPort())) {
        assertThat(fake.calls()).singleElement().matches(call -> call.isOn(socket));
      }
    }
    try (DatagramChannel channel = DatagramChannel.open()) {
      assertThatIllegalStateException().isThrownBy(() -> io.ioctlAsync(channel, Ioctls.FIONREAD));
    }
  }

  /** Where nobody needs it, it is not opened: here it could not be. */
  @Test
  void springOpensNoEngineThatNobodyNeeds() {
    try (var context = new AnnotationConfigApplicationContext(SpringProgram.Engines.class)) {
      assertThat(context.containsBean("asyncIoctl")).isTrue();
    }
  }

  @Test
  void tellsTheTotals() throws Exception {
    assertThat(MeasureIt.totals(io)).isEqualTo("0 started, 0 pending, 0 failed, 0 never released");
    try (DatagramChannel channel = DatagramChannel.open()) {
      CompletableFuture<Void> change = io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE);
      fake.awaitPending(Ioctls.SIO_ADDRESS_LIST_CHANGE);
      MeasureIt.oldest(io);
      assertThat(MeasureIt.totals(io)).contains("1 pending");
      change.cancel(true);
    }
  }

  @Test
  void testsCodeWithoutWindows() throws Exception {
    TestIt.main(new String[0]);
  }

  /** The waiter makes the call some time after its submission, here as late as it can. */
  @Test
  void testsCodeWithoutWindowsWhenTheWaiterIsLate() throws Exception {
    Thread test = Thread.currentThread();
    fake.replyTo(
        Ioctls.SIO_ADDRESS_LIST_CHANGE,
        call -> {
          while (test.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
          }
          return Reply.pending();
        });
    TestIt.test(fake);
  }
}
