package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Time that passes when a test says so. */
final class ManualTimer implements Timer {
  private record Pause(Duration delay, long at, CompletableFuture<Void> end) {}

  private final List<Pause> pauses = new ArrayList<>();
  private long now;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized CompletableFuture<Void> after(Duration delay) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    pauses.add(new Pause(delay, now + delay.toNanos(), end));
    return end;
  }

  /** How many wait. */
  synchronized int waiting() {
    pauses.removeIf(pause -> pause.end().isDone());
    return pauses.size();
  }

  synchronized void pass(Duration time) {
    now += time.toNanos();
  }

  /** Lets the only pause pass, and says how long it was. */
  Duration passOnly() {
    Pause only;
    synchronized (this) {
      assertThat(waiting()).as("pauses").isEqualTo(1);
      only = pauses.remove(0);
      now += only.delay().toNanos();
    }
    only.end().complete(null);
    return only.delay();
  }

  /**
   * Lets time pass, and every pause that is over then, those that begin meanwhile included.
   *
   * @param afterEach what to do after each
   */
  void pass(Duration time, Runnable afterEach) {
    long until = nanoTime() + time.toNanos();
    for (Pause due = next(until); due != null; due = next(until)) {
      due.end().complete(null);
      afterEach.run();
    }
    synchronized (this) {
      now = until;
    }
  }

  private synchronized Pause next(long until) {
    waiting();
    Pause first = pauses.stream().min(Comparator.comparingLong(Pause::at)).orElse(null);
    if (first == null || first.at() > until) {
      return null;
    }
    pauses.remove(first);
    now = Math.max(now, first.at());
    return first;
  }
}
