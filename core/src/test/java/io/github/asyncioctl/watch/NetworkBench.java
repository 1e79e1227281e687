package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.FakeNetwork.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A watch of a fake network, in which nothing happens but what the test runs. */
final class NetworkBench {
  static final Duration SETTLING = Duration.ofMillis(1500);
  static final Duration TICK = SETTLING.dividedBy(Settling.QUIET_TICKS);
  static final Duration MINUTE = Duration.ofMinutes(1);

  final FakeNetwork network = new FakeNetwork();
  final ManualTimer timer = new ManualTimer();
  final ManualExecutor couriers = new ManualExecutor();
  private @Nullable NetworkWatch watch;
  private Duration settling = SETTLING;
  private Predicate<InterfaceState> wanted = any -> true;

  NetworkBench settling(Duration time) {
    settling = time;
    return this;
  }

  NetworkBench wanted(Predicate<InterfaceState> which) {
    wanted = which;
    return this;
  }

  NetworkWatch watch() {
    if (watch == null) {
      NetworkSettings settings =
          new NetworkSettings(
              List.of(address("192.0.2.1"), address("2001:db8::1")), settling, null, wanted);
      NetworkSource source = new NetworkSource(settings, network, network, couriers, timer);
      watch = new NetworkWatch(new Feed<>(source, NetworkChange.FORM, null, couriers, timer), null);
    }
    return watch;
  }

  /** Opens the watch, and runs. */
  Heard listen() {
    Heard heard = new Heard(Long.MAX_VALUE);
    watch().subscribe(heard);
    run();
    return heard;
  }

  void run() {
    couriers.runAll();
  }

  void pass(Duration time) {
    run();
    timer.pass(time, this::run);
  }

  /** More than it takes until the watch takes the network for settled. */
  void settle() {
    pass(SETTLING.plus(TICK));
  }

  /** A subscriber that keeps what it is told, and finds fault with it. */
  static final class Heard implements Flow.Subscriber<NetworkChange> {
    final List<NetworkChange> changes = new ArrayList<>();
    private final long initialRequest;
    Flow.@Nullable Subscription subscription;
    @Nullable Throwable failure;
    boolean completed;

    Heard(long initialRequest) {
      this.initialRequest = initialRequest;
    }

    @Override
    public void onSubscribe(Flow.Subscription mine) {
      subscription = mine;
      if (initialRequest > 0) {
        mine.request(initialRequest);
      }
    }

    @Override
    public void onNext(NetworkChange change) {
      assertThat(completed || failure != null).as("after the end").isFalse();
      NetworkChange before = last();
      assertThat(change.previous())
          .isEqualTo(Optional.ofNullable(before).map(NetworkChange::current));
      if (before != null && change.skipped() == 0) {
        boolean differs =
            !change.current().equals(before.current())
                || change.failure().isPresent() != before.failure().isPresent();
        assertThat(differs).as("differs: " + change).isTrue();
      }
      changes.add(change);
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
    }

    @Override
    public void onComplete() {
      completed = true;
    }

    @Nullable NetworkChange last() {
      return changes.isEmpty() ? null : changes.get(changes.size() - 1);
    }

    NetworkState current() {
      return changes.get(changes.size() - 1).current();
    }
  }
}
