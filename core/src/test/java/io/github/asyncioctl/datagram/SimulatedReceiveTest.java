package io.github.asyncioctl.datagram;

import static io.github.asyncioctl.internal.kernel.DatagramPort.AF_INET;
import static io.github.asyncioctl.internal.kernel.DatagramPort.AF_INET6;
import static io.github.asyncioctl.internal.kernel.DatagramPort.SOCK_DGRAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.sim.Logged;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.windows.Waits;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on the simulated kernel, and what only that one can be made to do. */
class SimulatedReceiveTest {
  @Nested
  class OnWine extends ReceiveContract {
    @Override
    protected Rig newRig() throws Exception {
      return new SimulatedRig(Personality.WINE);
    }
  }

  @Nested
  class OnWindows extends ReceiveContract {
    @Override
    protected Rig newRig() throws Exception {
      return new SimulatedRig(Personality.WINDOWS);
    }
  }

  @Nested
  class Sockets {
    private final SimulatedRig rig;
    private final SimulatedSocket socket;

    Sockets() throws Exception {
      rig = new SimulatedRig(Personality.WINDOWS);
      socket = rig.simulatedSocket();
    }

    @AfterEach
    void close() {
      rig.close();
      assertThat(rig.violations()).isEmpty();
    }

    private static Map<List<Integer>, Integer> on(Function<Option, Boolean> which) {
      return Arrays.stream(Option.values())
          .filter(which::apply)
          .collect(Collectors.toMap(each -> List.of(each.level(), each.value()), any -> 1));
    }

    @Test
    void aSocketOfIpv4GetsTheOptionsOfIpv4() {
      assertThat(rig.datagrams().missing()).isEmpty();
      assertThat(socket.options()).isEqualTo(on(each -> each.level() == 0));
    }

    @Test
    void aSocketOfIpv6GetsTheOptionsOfIpv6() {
      socket.kind(AF_INET6, SOCK_DGRAM).v6Only();
      assertThat(rig.datagrams().missing()).isEmpty();
      assertThat(socket.options()).isEqualTo(on(each -> each.level() == 41));
    }

    @Test
    void aDualStackSocketGetsAllOfThem() {
      socket.kind(AF_INET6, SOCK_DGRAM);
      assertThat(rig.datagrams().missing()).isEmpty();
      assertThat(socket.options()).isEqualTo(on(each -> true));
    }

    @ParameterizedTest
    @ValueSource(ints = {10022, 10042, 10045})
    void anOptionThatTheSystemDoesNotHaveIsNamed(int error) {
      socket.refuse(0, 40, error);
      assertThat(rig.datagrams().missing()).containsExactly("IP_RECVTOS");
      assertThat(rig.datagrams().depth(2).maxSize(9).missing()).containsExactly("IP_RECVTOS");
    }

    /** Others may have told of it before, so this is an option that only this test refuses. */
    @Test
    void theLogTellsOfItOnce() {
      socket.kind(AF_INET6, SOCK_DGRAM).refuse(41, 40, 10042);
      try (Logged logged = new Logged()) {
        assertThat(rig.datagrams().missing()).containsExactly("IPV6_RECVTCLASS");
        assertThat(rig.datagrams().missing()).containsExactly("IPV6_RECVTCLASS");

        assertThat(logged.messages())
            .singleElement()
            .asString()
            .contains("does not support IPV6_RECVTCLASS");
      }
    }

    @Test
    void anotherFailureOfAnOptionIsOne() {
      socket.refuse(0, 19, 10038);
      assertThatThrownBy(rig::datagrams)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("setsockopt of IP_PKTINFO failed: WSAENOTSOCK (10038)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void whatIsNoDatagramSocketIsRefused(int type) {
      socket.kind(AF_INET, type);
      assertThatIllegalArgumentException()
          .isThrownBy(rig::datagrams)
          .withMessageContaining("not a datagram socket");
      assertThat(socket.options()).isEmpty();
    }

    @Test
    void anotherFamilyIsRefused() {
      socket.kind(1, SOCK_DGRAM);
      assertThatIllegalArgumentException().isThrownBy(rig::datagrams);
    }

    @Test
    void whatIsNotBoundIsRefused() {
      socket.unbound();
      Datagrams datagrams = rig.datagrams();
      assertThatThrownBy(datagrams::receiveAsync)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not bound");
      Probe probe = new Probe(1);
      datagrams.publisher().subscribe(probe);
      assertThat(probe.failure()).isInstanceOf(IllegalStateException.class);
      assertThat(rig.io().stats().started()).isOne();
    }

    /** Once it is, it stays so: the system is not asked each time. */
    @Test
    void whatIsBoundIsNotAskedAgain() {
      Datagrams datagrams = rig.datagrams();
      var first = datagrams.receiveAsync();
      socket.unbound();
      var second = datagrams.receiveAsync();
      assertThat(second.cancel(true)).isTrue();
      assertThat(first.cancel(true)).isTrue();
    }

    @Test
    void aProviderWithoutTheFunctionSaysSo() {
      rig.kernel().react(ControlCodes.SIO_GET_EXTENSION_FUNCTION_POINTER, Reaction.fail(10045));
      assertThatThrownBy(rig::datagrams)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("WSAEOPNOTSUPP (10045)");
    }

    @Test
    void anEngineThatIsClosedIsRefused() {
      rig.io().close();
      assertThatThrownBy(rig::datagrams).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536, Integer.MIN_VALUE})
    void sizesAndDepthsHaveBounds(int number) {
      Datagrams datagrams = rig.datagrams();
      assertThatIllegalArgumentException().isThrownBy(() -> datagrams.maxSize(number));
      assertThatIllegalArgumentException().isThrownBy(() -> datagrams.depth(number));
    }

    @Test
    void theBoundsThemselvesAreAllowed() {
      Datagrams datagrams = rig.datagrams();
      assertThat(datagrams.maxSize(1).maxSize(Datagrams.MAX_SIZE).missing()).isEmpty();
      assertThat(datagrams.depth(1).depth(1024).missing()).isEmpty();
      assertThatIllegalArgumentException().isThrownBy(() -> datagrams.depth(1025));
    }

    @Test
    void whereTheSystemDoesNotTellWhetherItIsBoundTheReceiveFails() {
      socket.silent();
      assertThat(rig.datagrams().receiveAsync().handle((value, failure) -> failure).join())
          .hasMessageContaining("getsockname failed: WSAENOBUFS (10055)");
    }

    @Test
    void aReceiveThatFailsAtOnceFails() throws Exception {
      socket.failAtOnce(10054);
      assertThat(Waits.ioctlFailure(rig.datagrams().receiveAsync()).error()).isEqualTo(10054);
    }

    /** STATUS_PORT_UNREACHABLE and STATUS_HOPLIMIT_EXCEEDED, as Windows has them. */
    @Test
    void whatWasSentAndDidNotArriveIsAnElement() {
      Probe probe = new Probe(4);
      rig.datagrams().publisher().subscribe(probe);
      Waits.until("all pend", () -> rig.kernel().pendings().size() == 4);
      socket.fail(0xC000023F);
      rig.send((byte) 0, (byte) 0, (byte) 0, (byte) 1);
      socket.fail(0xC000A012);
      rig.send((byte) 0, (byte) 0, (byte) 0, (byte) 2);
      Waits.until("all of them", () -> probe.results().size() == 4);

      assertThat(probe.numbers()).containsExactly(-10054, 1, -10052, 2);
      assertThat(((ReceiveError) probe.results().get(0)).cause())
          .hasMessageContaining("WSARecvMsg failed: WSAECONNRESET (10054)");
      assertThat(probe.failure()).isNull();
    }

    @Test
    void aFutureFailsWithIt() throws Exception {
      var receive = rig.datagrams().receiveAsync();
      Waits.until("it pends", () -> rig.kernel().pendings().size() == 1);
      socket.fail(0xC000023F);

      assertThat(Waits.ioctlFailure(receive).error()).isEqualTo(10054);
    }

    @Test
    void anotherFailureIsTheEnd() {
      Probe probe = new Probe(Long.MAX_VALUE);
      rig.datagrams().publisher().subscribe(probe);
      Waits.until("all pend", () -> rig.kernel().pendings().size() == 4);
      socket.fail(0xC000009A);
      Waits.until("the end", () -> probe.failure() != null);

      assertThat(probe.failure()).hasMessageContaining("WSAENOBUFS (10055)");
      Waits.untilNothingPends(rig.io());
    }
  }
}
