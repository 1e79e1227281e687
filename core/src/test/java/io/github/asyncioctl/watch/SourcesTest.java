package io.github.asyncioctl.watch;

import static io.github.asyncioctl.codes.Ioctls.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.codes.Ioctls.SIO_ADDRESS_LIST_QUERY;
import static io.github.asyncioctl.codes.Ioctls.SIO_IDEAL_SEND_BACKLOG_CHANGE;
import static io.github.asyncioctl.codes.Ioctls.SIO_IDEAL_SEND_BACKLOG_QUERY;
import static io.github.asyncioctl.codes.Ioctls.SIO_ROUTING_INTERFACE_CHANGE;
import static io.github.asyncioctl.codes.Ioctls.SIO_ROUTING_INTERFACE_QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which IOCTLs the watches issue on which sockets, and what they make of the answers. */
class SourcesTest {
  private static final int WSAENOTSOCK = 10038;
  private static final int ABORTED = 995;
  private static final int WSAEOPNOTSUPP = 10045;

  private final FakeIssuer io = new FakeIssuer();
  private final ManualExecutor executor = new ManualExecutor();
  private final ManualTimer timer = new ManualTimer();

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<LocalAddress> locals(String... texts) {
    return Stream.of(texts).map(text -> LocalAddress.of(address(text))).collect(Collectors.toSet());
  }

  private static IOException failure(Ioctl<?, ?> ioctl, int error) {
    return TestFailures.failures()
        .failure(
            new SimulatedTarget(0x44, true), ioctl.code(), error, 0, 0, ByteBuffer.allocate(0), "");
  }

  private <T> Probe<T> watch(Source<Set<T>> source) {
    Probe<T> probe = Probe.unbounded();
    new Watch<>(source, null, executor, timer).subscribe(probe);
    executor.runAll();
    return probe;
  }

  private void complete(Ioctl<?, ?> ioctl) {
    io.last(ioctl).future().complete("changed");
    executor.runAll();
  }

  private static ProtocolFamily family(Object socket) throws IOException {
    InetSocketAddress bound =
        (InetSocketAddress) ((DatagramChannel) socket).bind(null).getLocalAddress();
    return bound.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  @Test
  void addresses() throws Exception {
    io.answer( // another family's is not expected, and not shown
        SIO_ADDRESS_LIST_QUERY, List.of(address("10.0.0.1"), address("0.0.0.0"), address("::1")));
    Probe<LocalAddress> probe = watch(new AddressSource(io, StandardProtocolFamily.INET));
    assertThat(io.codes())
        .containsExactly(SIO_ADDRESS_LIST_CHANGE.code(), SIO_ADDRESS_LIST_QUERY.code());
    assertThat(probe.last().current()).isEqualTo(locals("10.0.0.1"));
    DatagramChannel socket = (DatagramChannel) io.last(SIO_ADDRESS_LIST_CHANGE).socket();
    assertThat(family(socket)).isEqualTo(StandardProtocolFamily.INET);

    io.answer(SIO_ADDRESS_LIST_QUERY, List.of(address("10.0.0.2")));
    complete(SIO_ADDRESS_LIST_CHANGE);
    assertThat(probe.last().added()).isEqualTo(locals("10.0.0.2"));
    assertThat(probe.last().removed()).isEqualTo(locals("10.0.0.1"));
    assertThat(io.calls()).hasSize(4).allMatch(call -> call.socket() == socket);

    probe.subscription().cancel();
    executor.runAll();
    assertThat(io.last(SIO_ADDRESS_LIST_CHANGE).future()).isCancelled();
    assertThat(socket.isOpen()).isFalse();
  }

  /** The same address at two interfaces is two addresses, though InetAddress does not say so. */
  @Test
  void addressesOfIpv6DifferByTheirScope() throws Exception {
    InetAddress one = Inet6Address.getByAddress(null, address("fe80::1").getAddress(), 3);
    InetAddress two = Inet6Address.getByAddress(null, address("fe80::1").getAddress(), 5);
    io.answer(SIO_ADDRESS_LIST_QUERY, List.of(one, two));
    Probe<LocalAddress> probe = watch(new AddressSource(io, StandardProtocolFamily.INET6));

    assertThat(probe.last().current())
        .extracting(LocalAddress::scopeId)
        .containsExactlyInAnyOrder(3, 5);
    assertThat(family(io.last(SIO_ADDRESS_LIST_CHANGE).socket()))
        .isEqualTo(StandardProtocolFamily.INET6);

    io.answer(SIO_ADDRESS_LIST_QUERY, List.of(two));
    complete(SIO_ADDRESS_LIST_CHANGE);
    assertThat(probe.last().removed()).containsExactly(new LocalAddress(one, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1"})
  void route(String destination) throws Exception {
    InetAddress to = address(destination);
    io.answer(SIO_ROUTING_INTERFACE_QUERY, address("10.0.0.1"));
    Probe<LocalAddress> probe = watch(new SetSource<>(new RouteSource(io, to)));
    assertThat(io.codes())
        .containsExactly(SIO_ROUTING_INTERFACE_CHANGE.code(), SIO_ROUTING_INTERFACE_QUERY.code());
    assertThat(io.calls()).allMatch(call -> call.in().equals(to));
    assertThat(probe.last().current()).isEqualTo(locals("10.0.0.1"));
    assertThat(family(io.last(SIO_ROUTING_INTERFACE_CHANGE).socket()))
        .isEqualTo(
            to.getAddress().length == 4
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);

    io.answer(SIO_ROUTING_INTERFACE_QUERY, address("10.0.0.2"));
    complete(SIO_ROUTING_INTERFACE_CHANGE);
    assertThat(probe.last().current()).isEqualTo(locals("10.0.0.2"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10051, 10065})
  void noRouteIsAState(int error) {
    io.answer(SIO_ROUTING_INTERFACE_QUERY, failure(SIO_ROUTING_INTERFACE_QUERY, error));
    Probe<LocalAddress> probe = watch(new SetSource<>(new RouteSource(io, address("192.0.2.1"))));

    assertThat(probe.last().current()).isEmpty();
    assertThat(probe.last().failure()).isEmpty();
  }

  @Test
  void aSystemThatDoesNotTellOfRoutesIsAskedLessAndLess() {
    IOException unsupported = failure(SIO_ROUTING_INTERFACE_CHANGE, WSAEOPNOTSUPP);
    for (int i = 0; i < 4; i++) {
      io.answer(SIO_ROUTING_INTERFACE_CHANGE, unsupported);
      io.answer(SIO_ROUTING_INTERFACE_QUERY, address("10.0.0." + Math.max(1, i)));
    }
    Probe<LocalAddress> probe = watch(new SetSource<>(new RouteSource(io, address("192.0.2.1"))));
    for (int i = 0; i < 3; i++) {
      assertThat(timer.passOnly()).isEqualTo(Backoff.FIRST.multipliedBy(1 << i));
      executor.runAll();
    }

    assertThat(probe.changes())
        .hasSize(3)
        .allMatch(change -> change.failure().orElseThrow() == unsupported);
    assertThat(probe.last().current()).isEqualTo(locals("10.0.0.3"));
    assertThat(io.calls()).hasSize(8);
  }

  @Test
  void sendBacklog() throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      io.answer(SIO_IDEAL_SEND_BACKLOG_QUERY, 65536L);
      Probe<Long> probe = watch(new SetSource<>(new SendBacklogSource(io, channel)));
      assertThat(io.codes())
          .containsExactly(
              SIO_IDEAL_SEND_BACKLOG_CHANGE.code(), SIO_IDEAL_SEND_BACKLOG_QUERY.code());
      assertThat(probe.last().current()).containsExactly(65536L);

      io.answer(SIO_IDEAL_SEND_BACKLOG_QUERY, 131072L);
      complete(SIO_IDEAL_SEND_BACKLOG_CHANGE);
      assertThat(probe.last().current()).containsExactly(131072L);

      probe.subscription().cancel();
      executor.runAll();
      assertThat(io.last(SIO_IDEAL_SEND_BACKLOG_CHANGE).future()).isCancelled();
      assertThat(channel.isOpen()).as("the user's socket is open").isTrue();
    }
  }

  @Test
  void aWatchedChannelThatIsClosedIsTheEnd() throws Exception {
    SocketChannel channel = SocketChannel.open();
    io.answer(SIO_IDEAL_SEND_BACKLOG_QUERY, 65536L);
    Probe<Long> probe = watch(new SetSource<>(new SendBacklogSource(io, channel)));
    channel.close();
    ClosedChannelException closed = new ClosedChannelException();
    io.last(SIO_IDEAL_SEND_BACKLOG_CHANGE).future().completeExceptionally(closed);
    executor.runAll();

    assertThat(probe.failure()).isSameAs(closed);
    assertThat(timer.waiting()).isZero();
  }

  /** It ends with what its close brings to light, and is not trouble before. */
  @Test
  void aSocketThatIsClosedUnderTheOperationIsTheEndAtOnce() throws Exception {
    try (Socket socket = new Socket()) {
      io.answer(SIO_IDEAL_SEND_BACKLOG_QUERY, 65536L);
      Probe<Long> probe = watch(new SetSource<>(new SendBacklogSource(io, socket)));
      SocketException closed = new SocketException("Socket is closed");
      CompletableFuture<Object> pending = io.last(SIO_IDEAL_SEND_BACKLOG_CHANGE).future();
      io.answer(SIO_IDEAL_SEND_BACKLOG_CHANGE, closed);
      io.answer(SIO_IDEAL_SEND_BACKLOG_QUERY, closed);
      pending.completeExceptionally(failure(SIO_IDEAL_SEND_BACKLOG_CHANGE, ABORTED));
      executor.runAll();

      assertThat(probe.failure()).isSameAs(closed);
      assertThat(probe.changes()).hasSize(1);
      assertThat(timer.waiting()).isZero();
    }
  }

  @Test
  void anEngineThatIsClosedBeforeItsWatchesEndsThemAtOnce() throws Exception {
    io.answer(SIO_ADDRESS_LIST_QUERY, List.of(address("10.0.0.1")));
    io.answer(SIO_ROUTING_INTERFACE_QUERY, address("10.0.0.1"));
    io.answer(SIO_IDEAL_SEND_BACKLOG_QUERY, 65536L);
    try (SocketChannel channel = SocketChannel.open()) {
      List<Probe<?>> probes =
          List.of(
              watch(new AddressSource(io, StandardProtocolFamily.INET)),
              watch(new SetSource<>(new RouteSource(io, address("192.0.2.1")))),
              watch(new SetSource<>(new SendBacklogSource(io, channel))));
      io.close(failure(SIO_ADDRESS_LIST_CHANGE, ABORTED));
      executor.runAll();

      assertThat(probes)
          .allSatisfy(
              probe -> {
                assertThat(probe.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the engine is closed");
                assertThat(probe.changes()).hasSize(1);
              });
      assertThat(timer.waiting()).isZero();
    }
  }

  /** The state is not known yet then. */
  @Test
  void anEngineThatIsClosedBeforeItHasAnsweredEndsItsWatchAtOnce() {
    Probe<LocalAddress> probe = watch(new AddressSource(io, StandardProtocolFamily.INET));
    io.close(failure(SIO_ADDRESS_LIST_CHANGE, ABORTED));
    executor.runAll();

    assertThat(probe.failure()).isInstanceOf(IllegalStateException.class);
    assertThat(probe.changes()).isEmpty();
    assertThat(timer.waiting()).isZero();
  }

  /** The engine refuses it. The socket itself is not asked: that can wait for a lingering close. */
  @Test
  void aWatchedSocketThatIsClosedIsTheEnd() throws Exception {
    SocketException closed = new SocketException("Socket is closed");
    io.answer(SIO_IDEAL_SEND_BACKLOG_CHANGE, closed);
    io.answer(SIO_IDEAL_SEND_BACKLOG_QUERY, closed);
    AtomicBoolean asked = new AtomicBoolean();
    try (Socket socket =
        new Socket() {
          @Override
          public boolean isClosed() {
            asked.set(true);
            return super.isClosed();
          }
        }) {
      assertThat(watch(new SetSource<>(new SendBacklogSource(io, socket))).failure())
          .isSameAs(closed);
      assertThat(asked).as("it was asked whether it is closed").isFalse();
    }
  }

  @Test
  void aHandleThatIsNoSocketAnyMoreIsTheEnd() {
    IOException gone = failure(SIO_IDEAL_SEND_BACKLOG_CHANGE, WSAENOTSOCK);
    io.answer(SIO_IDEAL_SEND_BACKLOG_CHANGE, gone);
    io.answer(SIO_IDEAL_SEND_BACKLOG_QUERY, gone);

    assertThat(watch(new SetSource<>(new SendBacklogSource(io, "a handle"))).failure())
        .isSameAs(gone);
  }

  @Test
  void otherFailuresOfASocketThatIsOpenAreTrouble() throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      IOException unsupported = failure(SIO_IDEAL_SEND_BACKLOG_CHANGE, WSAEOPNOTSUPP);
      io.answer(SIO_IDEAL_SEND_BACKLOG_CHANGE, unsupported);
      io.answer(SIO_IDEAL_SEND_BACKLOG_QUERY, 65536L);
      Probe<Long> probe = watch(new SetSource<>(new SendBacklogSource(io, channel)));

      assertThat(probe.last().failure()).contains(unsupported);
      assertThat(probe.last().current()).containsExactly(65536L);
      assertThat(probe.failure()).isNull();
    }
  }
}
