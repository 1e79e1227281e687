package io.github.asyncioctl.watch;

import io.github.asyncioctl.watch.Source.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up with the source while there is an audience. A round arms, reads, and ends when the armed
 * operation does; then the next one begins. Since every read follows an arm, a change comes either
 * before the read, which shows it, or after the arm, which ends the round. A round that fails is
 * told as a failure, and the next one begins after a delay with a new session. One that was
 * cancelled is repeated at once, which shows whether the engine was closed.
 *
 * <p>All methods and fields are for tasks of the hub.
 */
final class Rounds<V> {
  private static final Notices LOG = new Notices(Rounds.class);

  /** After so many rounds in a row without news, the next ones keep a distance. */
  static final int FRUITLESS = 8;

  /** That distance, so that a system that tells of changes without end keeps no processor busy. */
  static final Duration DISTANCE = Duration.ofMillis(100);

  private final Hub<V> hub;
  private final Source<V> source;
  private final Executor serial;
  private final Timer timer;
  private final Backoff backoff = new Backoff();

  /** How often a read is repeated in the round, if only it fails: the list may be in flux. */
  static final int REREADS = 5;

  private static final Duration FIRST_REREAD = Duration.ofMillis(10);

  private @Nullable Session<V> session;
  private @Nullable Round<V> round;
  private @Nullable CompletableFuture<Void> pause;
  private int fruitless;

  /** An arm and the read that follows it. */
  private static final class Round<V> {
    final Session<V> session;
    final long since;
    final CompletableFuture<?> armed;
    CompletableFuture<V> read;
    int rereads;
    boolean hasNews;

    Round(Session<V> session, long since) {
      this.session = session;
      this.since = since;
      armed = session.arm();
      read = session.read();
    }
  }

  Rounds(Hub<V> hub, Source<V> source, Executor serial, Timer timer) {
    this.hub = hub;
    this.source = source;
    this.serial = serial;
    this.timer = timer;
  }

  void begin() {
    Round<V> begun;
    try {
      Session<V> open = session;
      if (open == null) {
        open = source.open(serial);
        session = open;
      }
      begun = new Round<>(open, timer.nanoTime());
    } catch (Throwable failure) {
      fail(null, failure, Duration.ZERO);
      return;
    }
    round = begun;
    lookAfter(begun.armed, begun);
    lookAfter(begun.read, begun);
  }

  private void lookAfter(CompletableFuture<?> future, Round<V> about) {
    Futures.whenDone(future, () -> serial.execute(() -> look(about)));
  }

  /** The last one has left. */
  void end() {
    round = null;
    if (pause != null) {
      pause.cancel(false);
      pause = null;
    }
    closeSession();
  }

  /** Something became of a round, which may be an old one. */
  private void look(Round<V> about) {
    if (about != round || !about.read.isDone()) {
      return;
    }
    Throwable unread = Futures.failure(about.read);
    V now = unread == null ? about.read.join() : null;
    Throwable unarmed = Futures.failure(about.armed);
    if (unread != null && unarmed == null && about.rereads < REREADS && isPassing(unread)) {
      readAgain(about);
      return;
    }
    Throwable failure = unarmed != null ? unarmed : unread;
    if (failure != null) {
      fail(now, failure, Duration.ofNanos(timer.nanoTime() - about.since));
      return;
    }
    about.hasNews |= hub.observe(now, null);
    if (about.armed.isDone()) {
      backoff.reset();
      next(about.hasNews);
    }
  }

  private boolean isPassing(Throwable unread) {
    return !source.isFinal(unread) && !source.isCancellation(unread);
  }

  /** What is armed stays so, so what is read later is right, too. */
  private void readAgain(Round<V> about) {
    about.read =
        timer
            .after(FIRST_REREAD.multipliedBy(1L << about.rereads))
            .thenComposeAsync(
                passed -> about == round ? about.session.read() : new CompletableFuture<>(),
                serial);
    about.rereads++;
    lookAfter(about.read, about);
  }

  private void next(boolean hadNews) {
    round = null;
    fruitless = hadNews ? 0 : fruitless + 1;
    if (fruitless < FRUITLESS) {
      begin();
    } else {
      beginAfter(DISTANCE);
    }
  }

  private void fail(@Nullable V now, Throwable failure, Duration lasted) {
    round = null;
    closeSession();
    if (source.isFinal(failure)) {
      hub.fail(failure);
      return;
    }
    if (source.isCancellation(failure) && backoff.allowsAtOnce(lasted)) {
      begin();
      return;
    }
    Duration delay = backoff.next(lasted);
    if (hub.observe(now, failure)) {
      LOG.debug("The system reports no changes to a watch; next attempt in {}", delay, failure);
    }
    beginAfter(delay);
  }

  private void beginAfter(Duration delay) {
    CompletableFuture<Void> begun = timer.after(delay);
    pause = begun;
    Futures.whenDone(begun, () -> serial.execute(() -> endPause(begun)));
  }

  /** Does nothing about one that was cancelled. */
  private void endPause(CompletableFuture<Void> about) {
    if (about == pause) {
      pause = null;
      begin();
    }
  }

  private void closeSession() {
    Session<V> ended = session;
    session = null;
    if (ended != null) {
      ended.close();
    }
  }
}
