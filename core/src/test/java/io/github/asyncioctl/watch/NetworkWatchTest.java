package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.FakeNetwork.state;
import static io.github.asyncioctl.watch.FakeNetwork.up;
import static io.github.asyncioctl.watch.NetworkBench.MINUTE;
import static io.github.asyncioctl.watch.NetworkBench.SETTLING;
import static io.github.asyncioctl.watch.NetworkBench.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.watch.NetworkBench.Heard;
import io.github.asyncioctl.watch.NetworkState.Updates;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a network watch tells, and when. */
class NetworkWatchTest {
  private final NetworkBench bench = new NetworkBench();
  private final FakeNetwork network = bench.network;

  @Test
  void firstTheStateAtOnce() {
    network.put(up(1, "127.0.0.1", "::1"));
    network.source("10.0.0.1");
    network.source("2001:db8::7");
    Heard heard = bench.listen();

    assertThat(heard.changes).hasSize(1);
    assertThat(heard.current()).isEqualTo(network.world(Updates.EVENTS));
    assertThat(network.enumerations()).isEqualTo(1);
    assertThat(network.armed()).isEqualTo(4);
  }

  @Test
  void aBurstIsOneChangeAndOneEnumeration() {
    Heard heard = bench.listen();
    for (int i = 1; i <= 5; i++) {
      network.change(up(i, "10.0.0." + i));
      bench.pass(SETTLING.minus(TICK).minusMillis(1));
      assertThat(heard.changes).hasSize(1);
    }
    bench.pass(TICK.multipliedBy(2));

    assertThat(heard.changes).hasSize(2);
    assertThat(heard.current()).isEqualTo(network.world(Updates.EVENTS));
    assertThat(heard.last().skipped()).isZero();
    assertThat(network.enumerations()).isEqualTo(2);
  }

  @Test
  void itIsToldWhenItHasBeenQuietForTheTimeAndNotMuchLater() {
    Heard heard = bench.listen();
    network.change(up(1));
    bench.pass(SETTLING.minusMillis(1));
    assertThat(heard.changes).hasSize(1);
    // Both families tell, one a moment after the other, and what is left of a tick does not count.
    bench.pass(TICK.plusMillis(1));
    assertThat(heard.changes).hasSize(2);

    network.change(up(2));
    bench.pass(TICK.plusMillis(1));
    network.change(up(3));
    bench.pass(SETTLING.minusMillis(1));
    assertThat(heard.changes).as("quiet for less").hasSize(2);
    bench.pass(TICK);
    assertThat(heard.changes).as("a tick later").hasSize(3);
  }

  @Test
  void aStormWithoutEndIsToldOfAllTheSame() {
    Heard heard = bench.listen();
    int arms = network.arms();
    Duration step = Duration.ofMillis(10);
    Duration time = SETTLING.multipliedBy(Settling.LONGEST);
    for (int i = 0; i < time.dividedBy(step); i++) {
      network.change(up(1, "10.0." + i / 250 + "." + (1 + i % 250)));
      bench.pass(step);
    }

    assertThat(heard.changes).hasSize(2);
    assertThat(network.enumerations()).isEqualTo(2);
    int ticks = Settling.QUIET_TICKS * Settling.LONGEST;
    assertThat(network.arms() - arms).as("each family once a tick").isBetween(ticks, 2 * ticks + 4);
    bench.settle();
    assertThat(heard.current()).isEqualTo(network.world(Updates.EVENTS));
  }

  @Test
  void eventsWithoutADifferenceAreNotTold() {
    network.put(up(1, "10.0.0.1"));
    Heard heard = bench.listen();
    network.ring(Alarm.Sort.ROUTES);
    bench.settle();
    network.change(up(1, "10.0.0.2"));
    network.change(up(1, "10.0.0.1"));
    bench.settle();

    assertThat(heard.changes).hasSize(1);
    assertThat(network.enumerations()).isEqualTo(3);
    assertThat(network.armed()).isEqualTo(4);
  }

  @Test
  void aRouteEventChangesTheSource() {
    network.source("10.0.0.1");
    Heard heard = bench.listen();
    network.source("10.0.0.2");
    network.ring(Alarm.Sort.ROUTES);
    bench.settle();

    assertThat(heard.changes).hasSize(2);
    assertThat(heard.last().difference().sourceChanged()).isTrue();
    assertThat(heard.last().difference().changed()).isEmpty();
  }

  /** Up and names, on Windows. */
  @Test
  void whatFiresNothingIsFoundByThePoll() {
    network.put(up(1, "10.0.0.1"));
    Heard heard = bench.listen();
    network.put(state(1, false, "10.0.0.1"));
    bench.pass(MINUTE.minusMillis(1));
    assertThat(heard.changes).hasSize(1);
    bench.pass(Duration.ofMillis(1));

    assertThat(heard.changes).hasSize(2);
    assertThat(heard.current().interfaces().get(0).up()).isFalse();
    bench.pass(MINUTE.multipliedBy(20));
    assertThat(heard.changes).hasSize(2);
    // Rounds without news keep a distance.
    assertThat(network.enumerations()).isBetween(21, 22);
  }

  @Test
  void aPollDoesNotInterruptABurst() {
    Heard heard = bench.listen();
    bench.pass(MINUTE.minus(TICK));
    network.change(up(1));
    bench.pass(TICK.multipliedBy(2));
    assertThat(heard.changes).hasSize(1);
    bench.settle();

    assertThat(heard.changes).hasSize(2);
    assertThat(network.enumerations()).isEqualTo(2);
  }

  @Test
  void aChangeDuringTheReadIsToldNext() {
    Heard heard = bench.listen();
    network.onceDuringEnumeration(() -> network.change(up(2)));
    network.change(up(1));
    bench.settle();
    assertThat(heard.current().interfaces()).containsExactly(up(1));
    bench.settle();

    assertThat(heard.changes).hasSize(3);
    assertThat(heard.current()).isEqualTo(network.world(Updates.EVENTS));
  }

  @Test
  void withoutSettlingEveryEventIsReadAtOnce() {
    bench.settling(Duration.ZERO);
    Heard heard = bench.listen();
    for (int i = 1; i <= 3; i++) {
      network.change(up(i));
      bench.run();
      assertThat(heard.current()).isEqualTo(network.world(Updates.EVENTS));
    }
    assertThat(heard.changes).hasSize(4);
  }

  @Test
  void aSystemThatTellsOfNothingIsPolled() {
    network.withoutAlarms();
    network.put(up(1, "10.0.0.1"));
    Heard heard = bench.listen();
    assertThat(heard.current().isPolled()).isTrue();
    network.put(up(1, "10.0.0.2"));
    bench.pass(Duration.ofSeconds(5));

    assertThat(heard.changes).hasSize(2);
    assertThat(heard.current()).isEqualTo(network.world(Updates.POLLED));
    assertThat(network.arms()).isZero();
  }

  @Test
  void aMachineWithoutIpv6HasTheRest() {
    network.withoutIpv6();
    network.source("10.0.0.1");
    Heard heard = bench.listen();
    network.change(up(1));
    bench.settle();

    assertThat(heard.changes).hasSize(2);
    assertThat(heard.current()).isEqualTo(network.world(Updates.EVENTS));
    assertThat(network.armed()).isEqualTo(2);
  }

  @Test
  void interfacesThatAreNotWantedAreNotThere() {
    bench.wanted(each -> each.index() != 7);
    Heard heard = bench.listen();
    network.change(up(7));
    bench.settle();
    assertThat(heard.changes).hasSize(1);
    network.change(up(8));
    bench.settle();

    assertThat(heard.current().interfaces()).containsExactly(up(8));
  }

  @Test
  void itIsAtWorkWithoutSubscribers() {
    bench.watch();
    bench.run();
    network.change(up(1));
    bench.settle();
    assertThat(network.enumerations()).isEqualTo(2);

    Heard heard = bench.listen();
    assertThat(heard.changes).hasSize(1);
    assertThat(heard.current().interfaces()).containsExactly(up(1));
    assertThat(network.enumerations()).isEqualTo(2);
    heard.subscription.cancel();
    bench.run();
    assertThat(network.open()).isEqualTo(2);
  }

  @Test
  void manySubscribersShareOneEnumeration() {
    List<Heard> all = Stream.generate(bench::listen).limit(1000).toList();
    network.change(up(1));
    bench.settle();

    assertThat(all).allMatch(each -> each.changes.size() == 2);
    assertThat(network.enumerations()).isEqualTo(2);
  }

  @Test
  void whoRequestsLittleGetsTheNewestState() {
    Heard slow = new Heard(1);
    bench.watch().subscribe(slow);
    bench.run();
    for (int i = 1; i <= 3; i++) {
      network.change(up(i));
      bench.settle();
    }
    assertThat(slow.changes).hasSize(1);
    slow.subscription.request(1);
    bench.run();

    assertThat(slow.changes).hasSize(2);
    assertThat(slow.current()).isEqualTo(network.world(Updates.EVENTS));
    assertThat(slow.last().skipped()).isEqualTo(2);
    assertThat(slow.last().difference().added()).containsExactly(up(1), up(2), up(3));
  }

  @Test
  void closingEndsEverything() {
    Heard heard = bench.listen();
    network.change(up(1));
    bench.pass(TICK);
    bench.watch().close();
    bench.watch().close();
    bench.run();

    assertThat(heard.completed).isTrue();
    assertThat(network.open()).isZero();
    assertThat(bench.timer.waiting()).isZero();
    Heard late = bench.listen();
    assertThat(late.completed).isTrue();
    assertThat(late.changes).isEmpty();
  }

  static List<Long> seeds() {
    return new Random(20).longs(200).boxed().toList();
  }

  /**
   * Bursts at random: whatever comes when, the last state is told, each change differs, and the
   * interfaces are read no more than once for each settled burst and each poll.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void theLastStateIsNeverLost(long seed) {
    Random random = new Random(seed);
    Heard heard = bench.listen();
    Heard slow = new Heard(1);
    bench.watch().subscribe(slow);
    Duration passed = Duration.ZERO;
    for (int i = 0; i < 60; i++) {
      happen(random);
      Duration time = Duration.ofMillis(random.nextInt(10) == 0 ? 9000 : random.nextInt(700));
      passed = passed.plus(time);
      bench.pass(time);
      if (random.nextInt(4) == 0) {
        slow.subscription.request(1);
      }
    }
    // What comes during a read, or without an event, shows at the next look at the latest.
    bench.pass(MINUTE.plus(SETTLING));
    slow.subscription.request(1);
    bench.run();

    assertThat(heard.current()).isEqualTo(network.world(Updates.EVENTS));
    assertThat(slow.current()).isEqualTo(network.world(Updates.EVENTS));
    assertThat(network.armed()).isEqualTo(4);
    long quietTimes = passed.plus(MINUTE).dividedBy(SETTLING) + 2;
    assertThat((long) network.enumerations()).isLessThanOrEqualTo(quietTimes);
  }

  private void happen(Random random) {
    int index = 1 + random.nextInt(4);
    InterfaceState state = state(index, random.nextBoolean(), "10.0.0." + random.nextInt(4));
    switch (random.nextInt(6)) {
      case 0 -> network.remove(index);
      case 1 -> network.put(state);
      case 2 -> network.onceDuringEnumeration(() -> network.change(state));
      case 3 -> {
        network.source("10.0.0." + random.nextInt(4));
        network.ring(Alarm.Sort.ROUTES);
      }
      default -> network.change(state);
    }
  }
}
