package io.github.asyncioctl.watch;

import static io.github.asyncioctl.codes.Ioctls.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.codes.Ioctls.SIO_ROUTING_INTERFACE_CHANGE;
import static io.github.asyncioctl.codes.Ioctls.SIO_ROUTING_INTERFACE_QUERY;
import static io.github.asyncioctl.watch.FakeNetwork.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which IOCTLs a family on an engine issues, and what a family without one asks the sockets. */
class NetworkFamiliesTest {
  private final FakeIssuer io = new FakeIssuer();
  private final ManualExecutor background = new ManualExecutor();

  private static IOException failure(int error) {
    return TestFailures.failures()
        .failure(
            new SimulatedTarget(0x44, true),
            SIO_ROUTING_INTERFACE_QUERY.code(),
            error,
            0,
            0,
            ByteBuffer.allocate(0),
            "");
  }

  private CompletableFuture<Optional<LocalAddress>> source(NetworkFamily family) {
    CompletableFuture<Optional<LocalAddress>> source = family.source();
    background.runAll();
    return source;
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1"})
  void oneSocketServesEverything(String text) throws Exception {
    InetAddress destination = address(text);
    EngineFamily family = new EngineFamily(io, destination, background);
    io.answer(SIO_ROUTING_INTERFACE_QUERY, address("10.0.0.1"));
    family.alarms().forEach(each -> assertThat(each.arm()).isNotDone());
    family.alarms().forEach(each -> assertThat(each.arm()).as("armed already").isNull());

    assertThat(source(family))
        .isCompletedWithValue(Optional.of(LocalAddress.of(address("10.0.0.1"))));
    assertThat(io.codes())
        .containsExactly(
            SIO_ADDRESS_LIST_CHANGE.code(),
            SIO_ROUTING_INTERFACE_CHANGE.code(),
            SIO_ROUTING_INTERFACE_QUERY.code());
    assertThat(io.last(SIO_ROUTING_INTERFACE_CHANGE).in()).isEqualTo(destination);
    assertThat(io.last(SIO_ROUTING_INTERFACE_QUERY).in()).isEqualTo(destination);
    DatagramChannel socket = (DatagramChannel) io.last(SIO_ADDRESS_LIST_CHANGE).socket();
    assertThat(io.calls()).allMatch(call -> call.socket() == socket);
    assertThat(socket.getLocalAddress()).as("takes no port").isNull();

    family.close();
    assertThat(socket.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {10051, 10065})
  void noWayIsNoSource(int error) throws Exception {
    EngineFamily family = new EngineFamily(io, address("127.0.0.1"), background);
    io.answer(SIO_ROUTING_INTERFACE_QUERY, failure(error));

    assertThat(source(family)).isCompletedWithValue(Optional.empty());
    assertThat(background.given()).as("nobody else is asked").isZero();
    family.close();
  }

  /** Wine 8 has no answer for IPv6, and 10014 where there is no route. */
  @ParameterizedTest
  @ValueSource(ints = {10014, 10045, 10047})
  void whereTheIoctlHasNoAnswerASocketHas(int error) throws Exception {
    EngineFamily family = new EngineFamily(io, address("127.0.0.1"), background);
    io.answer(SIO_ROUTING_INTERFACE_QUERY, failure(error));

    assertThat(source(family))
        .isCompletedWithValue(Optional.of(LocalAddress.of(address("127.0.0.1"))));
    family.close();
  }

  @Test
  void aQueryThatIsCancelledIsNoAnswer() throws Exception {
    EngineFamily family = new EngineFamily(io, address("127.0.0.1"), background);
    io.answer(SIO_ROUTING_INTERFACE_QUERY, failure(995));

    assertThat(Futures.failure(source(family))).isInstanceOf(IoctlException.class);
    family.close();
  }

  @Test
  void withoutAnEngineASocketIsAsked() {
    PolledFamily family = new PolledFamily(address("127.0.0.1"), background);

    assertThat(family.alarms()).isEmpty();
    assertThat(source(family))
        .isCompletedWithValue(Optional.of(LocalAddress.of(address("127.0.0.1"))));
    family.close();
  }
}
