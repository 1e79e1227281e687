package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.FakeNetwork.address;
import static io.github.asyncioctl.watch.FakeNetwork.up;
import static io.github.asyncioctl.watch.NetworkBench.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.watch.NetworkBench.Heard;
import io.github.asyncioctl.watch.NetworkState.Updates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the system refuses costs a network watch at most time. */
class NetworkFailuresTest {
  private static final int ABORTED = 995;
  private static final int WSAENOBUFS = 10055;
  private static final int WSAEOPNOTSUPP = 10045;

  private final NetworkBench bench = new NetworkBench();
  private final FakeNetwork network = bench.network;
  private final Logger logger = (Logger) LoggerFactory.getLogger(NetworkSource.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void attach() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  private static IOException ioctlFailure(int error) {
    return TestFailures.failures()
        .failure(new SimulatedTarget(0x44, true), 1, error, 0, 0, ByteBuffer.allocate(0), "");
  }

  /** As on Wine 8. */
  @Test
  void aSystemThatDoesNotTellOfRoutesSaysSoOnce() {
    network.refuse(Alarm.Sort.ROUTES, ioctlFailure(WSAEOPNOTSUPP));
    Heard heard = bench.listen();
    assertThat(heard.changes).hasSize(1);
    assertThat(heard.last().failure()).isEmpty();
    assertThat(heard.current().updates()).isEqualTo(Updates.ADDRESS_EVENTS);

    network.source("10.0.0.9");
    network.change(up(1, "10.0.0.9"));
    bench.settle();
    network.failArmed(Alarm.Sort.ADDRESSES, ioctlFailure(ABORTED));
    bench.run();
    network.change(up(2));
    bench.settle();

    assertThat(heard.changes).hasSize(3);
    assertThat(heard.current()).isEqualTo(network.world(Updates.ADDRESS_EVENTS));
    assertThat(log.list)
        .singleElement()
        .asString()
        .contains("does not report all changes")
        .contains("10045");
  }

  @Test
  void routesThatAreNotToldOfAreLookedAtNowAndThen() {
    network.refuse(Alarm.Sort.ROUTES, ioctlFailure(WSAEOPNOTSUPP));
    Heard heard = bench.listen();
    network.source("10.0.0.9");
    bench.pass(MINUTE);

    assertThat(heard.changes).hasSize(2);
    assertThat(heard.current()).isEqualTo(network.world(Updates.ADDRESS_EVENTS));
  }

  @ParameterizedTest
  @ValueSource(ints = {10045, 10047})
  void aSystemThatDoesNotTellOfAddressesIsPolled(int error) {
    network.refuse(Alarm.Sort.ADDRESSES, ioctlFailure(error));
    Heard heard = bench.listen();
    assertThat(bench.timer.waiting()).as("the poll, and no longer one").isEqualTo(1);
    bench.pass(Duration.ofSeconds(5));
    assertThat(heard.current().updates()).isEqualTo(Updates.POLLED);
    network.put(up(1));
    bench.pass(Duration.ofSeconds(5));

    assertThat(heard.changes).hasSize(2);
  }

  @Test
  void whereOneFamilyCannotBeOpenedTheOtherIsClosed() {
    List<InetAddress> closed = new ArrayList<>();
    InetAddress ipv4 = address("192.0.2.1");
    InetAddress ipv6 = address("2001:db8::1");
    IOException failure = new IOException("as the test wants it");
    NetworkSource source =
        new NetworkSource(
            new NetworkSettings(List.of(ipv4, ipv6), Duration.ZERO, null, any -> true),
            destination -> {
              if (destination.equals(ipv6)) {
                throw failure;
              }
              return new Closing(destination, closed);
            },
            network,
            bench.couriers,
            bench.timer);
    assertThatThrownBy(() -> source.open(bench.couriers)).isSameAs(failure);
    assertThat(closed).containsExactly(ipv4);
  }

  /** A family that has nothing but its end. */
  private record Closing(InetAddress destination, List<InetAddress> closed)
      implements NetworkFamily {
    @Override
    public ProtocolFamily family() {
      return SourceAddress.familyOf(destination);
    }

    @Override
    public List<Alarm> alarms() {
      return List.of();
    }

    @Override
    public CompletableFuture<Optional<LocalAddress>> source() {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public void close() {
      closed.add(destination);
    }
  }

  /** Where no way leads, nobody tells of its changes; but addresses come first. */
  @ParameterizedTest
  @ValueSource(ints = {10051, 10065})
  void aRouteThatThereIsNotIsNoFailure(int error) {
    network.refuse(Alarm.Sort.ROUTES, ioctlFailure(error));
    Heard heard = bench.listen();
    assertThat(heard.last().failure()).isEmpty();
    assertThat(network.armed()).isEqualTo(2);
    network.accept(Alarm.Sort.ROUTES);
    network.source("10.0.0.1");
    network.change(up(1, "10.0.0.1"));
    bench.settle();

    assertThat(heard.changes).hasSize(2);
    assertThat(heard.current()).isEqualTo(network.world(Updates.EVENTS));
    assertThat(network.armed()).isEqualTo(4);
    assertThat(log.list).isEmpty();
  }

  static Stream<Throwable> enumerationFailures() {
    return Stream.of(
        new SocketException("as the test wants it"),
        // What the JDK throws when Windows refuses.
        new Error("IP Helper Library GetAdaptersAddresses function failed with error == 13"),
        // From the user's predicate, say; it must not be taken for a closed engine.
        new IllegalStateException("as the test wants it"),
        new UnsupportedOperationException("as the test wants it"));
  }

  @ParameterizedTest
  @MethodSource("enumerationFailures")
  void interfacesThatCannotBeReadAreAFailureThatPasses(Throwable failure) {
    network.put(up(1));
    Heard heard = bench.listen();
    network.failNextEnumerations(3 * (Rounds.REREADS + 1), failure);
    network.change(up(2));
    bench.settle();
    bench.pass(Duration.ofMillis(400));
    assertThat(heard.changes).hasSize(2);
    Throwable told = heard.last().failure().orElseThrow();
    assertThat(told == failure || told.getCause() == failure).isTrue();
    assertThat(heard.current().interfaces()).as("what was last known").containsExactly(up(1));

    bench.pass(Duration.ofSeconds(10));
    assertThat(heard.changes).hasSize(3);
    assertThat(heard.last().failure()).isEmpty();
    assertThat(heard.current()).isEqualTo(network.world(Updates.EVENTS));
    assertThat(heard.failure).isNull();
  }

  @Test
  void interfacesThatCannotBeReadAtFirstAreNoEmptyNetworkToWhoWaitsForOne() {
    network.put(up(1));
    network.failNextEnumerations(Rounds.REREADS + 1, new SocketException("as the test wants it"));
    var current = bench.watch().current();
    Heard heard = bench.listen();
    bench.pass(Duration.ofMillis(400));
    assertThat(heard.last().failure()).isPresent();
    assertThat(heard.current().interfaces()).isEmpty();
    assertThat(current).isNotDone();

    bench.pass(Duration.ofSeconds(1));
    assertThat(current.getNow(null)).isEqualTo(network.world(Updates.EVENTS));
  }

  @Test
  void anOperationThatSomebodyCancelsIsRepeated() {
    Heard heard = bench.listen();
    network.failArmed(Alarm.Sort.ROUTES, ioctlFailure(ABORTED));
    bench.run();
    assertThat(network.armed()).isEqualTo(4);
    assertThat(heard.changes).hasSize(1);
    network.change(up(1));
    bench.settle();

    assertThat(heard.changes).hasSize(2);
  }

  @Test
  void anOperationThatFailsIsToldAndTriedAgain() {
    IOException poor = ioctlFailure(WSAENOBUFS);
    network.refuse(Alarm.Sort.ADDRESSES, poor);
    network.put(up(1));
    Heard heard = bench.listen();
    assertThat(heard.last().failure()).contains(poor);
    assertThat(heard.current().interfaces()).as("what could be read").containsExactly(up(1));
    assertThat(network.open()).isZero();

    network.accept(Alarm.Sort.ADDRESSES);
    bench.pass(Duration.ofSeconds(1));
    assertThat(heard.changes).hasSize(2);
    assertThat(heard.last().failure()).isEmpty();
    assertThat(network.armed()).isEqualTo(4);
  }

  @Test
  void aClosedEngineIsTheEnd() {
    Heard heard = bench.listen();
    var next = bench.watch().next();
    IllegalStateException closed = new IllegalStateException("the engine is closed");
    network.failArmed(Alarm.Sort.ADDRESSES, closed);
    bench.run();

    assertThat(heard.failure).isSameAs(closed);
    assertThat(next).isCompletedExceptionally();
    assertThat(network.open()).isZero();
    assertThat(bench.timer.waiting()).isZero();
  }
}
