package io.github.asyncioctl.watch;

import java.util.Optional;
import java.util.Set;

/** A watch of a fake source, in which nothing happens but what the test runs. */
final class Bench {
  final FakeSource source = new FakeSource();
  final ManualTimer timer = new ManualTimer();

  /** Where the watch works. */
  final ManualExecutor couriers = new ManualExecutor();

  /** Where the subscribers are called. */
  final ManualExecutor signals = new ManualExecutor();

  final Watch<String> watch = new Watch<>(source, signals, couriers, timer);

  /** Runs until nothing is left to do. */
  void run() {
    do {
      couriers.runAll();
    } while (signals.runAll());
  }

  /** Subscribes, and runs. */
  Probe<String> subscribe(Probe<String> probe) {
    watch.subscribe(probe);
    run();
    return probe;
  }

  /** The world changes, and the watch runs. */
  void change(String... names) {
    source.change(names);
    run();
  }

  static Change<String> change(Set<String> current, Set<String> added, Set<String> removed) {
    return change(current, added, removed, 0);
  }

  static Change<String> change(
      Set<String> current, Set<String> added, Set<String> removed, long collapsed) {
    return new Change<>(current, added, removed, collapsed, Optional.empty());
  }

  static Change<String> trouble(Set<String> current, Set<String> added, Throwable trouble) {
    return new Change<>(current, added, Set.of(), 0, Optional.of(trouble));
  }
}
