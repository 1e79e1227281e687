package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import io.github.asyncioctl.windows.MachineAddresses.Step;
import java.net.StandardProtocolFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of the machine change many times, and watches keep up. */
@OnWindows
@Tag("once")
class AddressWatchTest {
  /** Windows takes a tenth of a second for each. */
  private static final int CHANGES = Wine.isHere() ? 300 : 60;

  private final AsyncIoctl io = AsyncIoctl.open();
  private MachineAddresses addresses;

  @BeforeEach
  void mayChangeThem() throws Exception {
    addresses = MachineAddresses.open();
    addresses.assumeListed();
  }

  @AfterEach
  void close() throws Exception {
    io.close();
    if (addresses != null) {
      addresses.close();
    }
  }

  /** Additions and removals at random times; {@code there} follows what they lead to. */
  private List<Step> steps(Random random, Set<String> there) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      int number = random.nextInt(MachineAddresses.COUNT);
      boolean wasThere = there.remove(addresses.address(number));
      if (!wasThere) {
        there.add(addresses.address(number));
      }
      int pauseMillis = random.nextInt(3) == 0 ? random.nextInt(30) : 0;
      steps.add(new Step(number, !wasThere, pauseMillis));
    }
    return steps;
  }

  private static Set<String> names(Change<LocalAddress> change) {
    return change.current().stream()
        .map(each -> each.address().getHostAddress())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A subscriber that requests the next change when it has had one, after a while or at once. */
  private static final class Follower implements Flow.Subscriber<Change<LocalAddress>> {
    final List<Change<LocalAddress>> changes = new ArrayList<>();
    private final Runnable afterEach;
    private Flow.Subscription subscription;

    Follower(Runnable afterEach) {
      this.afterEach = afterEach;
    }

    @Override
    public void onSubscribe(Flow.Subscription mine) {
      subscription = mine;
      mine.request(1);
    }

    @Override
    public void onNext(Change<LocalAddress> change) {
      synchronized (this) {
        changes.add(change);
      }
      afterEach.run();
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      // The watch is closed at the end.
    }

    synchronized Change<LocalAddress> last() {
      return changes.isEmpty() ? null : changes.get(changes.size() - 1);
    }

    synchronized List<Change<LocalAddress>> all() {
      return List.copyOf(changes);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theLastStateIsRightAndEachOneDiffers(long seed) throws Exception {
    Random random = new Random(seed);
    CountDownLatch gate = new CountDownLatch(1);
    Follower quick = new Follower(() -> {});
    Follower slow = new Follower(() -> pause(20));
    Follower asleep = new Follower(() -> Waits.await(gate));
    Set<String> expected = new TreeSet<>();
    try (Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET)) {
      List.of(quick, slow, asleep).forEach(watch::subscribe);
      Waits.until("all have begun", () -> quick.last() != null && asleep.last() != null);
      expected.addAll(names(quick.last()));
      assertThat(expected).isNotEmpty();

      addresses.change(steps(random, expected));
      gate.countDown();
      for (Follower each : List.of(quick, slow, asleep)) {
        Waits.until(
            "seed " + seed + ", the last state " + expected,
            () -> each.last() != null && names(each.last()).equals(expected));
      }
    }
    Waits.untilNothingPends(io);
    assertThat(quick.all()).hasSizeGreaterThan(10);
    // It slept through all but the first, and perhaps saw the last ones arrive.
    assertThat(asleep.all().get(1).skipped()).isPositive();
    List.of(quick, slow, asleep).forEach(each -> checkHistory(each.all()));
  }

  private static void checkHistory(List<Change<LocalAddress>> history) {
    Set<LocalAddress> before = Set.of();
    for (Change<LocalAddress> change : history) {
      assertThat(change.failure()).isEmpty();
      assertThat(change.current()).isNotEqualTo(before);
      Set<LocalAddress> patched = new HashSet<>(before);
      assertThat(patched.containsAll(change.removed())).isTrue();
      patched.removeAll(change.removed());
      assertThat(change.added()).noneMatch(patched::contains);
      patched.addAll(change.added());
      assertThat(patched).isEqualTo(change.current());
      before = change.current();
    }
  }

  /** Sockets and operations come and go while the addresses change. */
  @Test
  void whoComesWhileAddressesChangeSeesTheRightState() throws Exception {
    Set<String> expected = new TreeSet<>();
    AtomicBoolean over = new AtomicBoolean();
    try (Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET)) {
      Follower first = new Follower(() -> {});
      watch.subscribe(first);
      Waits.until("the first visitor was told", () -> first.last() != null);
      first.subscription.cancel();
      expected.addAll(names(first.last()));
      Thread visitors =
          new Thread(
              () -> {
                while (!over.get()) {
                  Follower visitor = new Follower(() -> {});
                  watch.subscribe(visitor);
                  Waits.until("a visitor was told", () -> visitor.last() != null);
                  visitor.subscription.cancel();
                }
              });
      visitors.start();
      addresses.change(steps(new Random(3), expected));
      over.set(true);
      visitors.join(Waits.BOUND.toMillis());
      assertThat(visitors.isAlive()).isFalse();
      Waits.untilNothingPends(io);

      Follower last = new Follower(() -> {});
      watch.subscribe(last);
      Waits.until("the last visitor was told", () -> last.last() != null);
      assertThat(names(last.last())).isEqualTo(expected);
    }
    Waits.untilNothingPends(io);
  }
}
