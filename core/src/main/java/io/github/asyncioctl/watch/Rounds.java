package io.github.asyncioctl.watch;

import io.github.asyncioctl.watch.Source.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Follows the source while there is an audience. A round arms and reads; it ends when the armed
 * operation ends, and then the next one begins. Because every read follows an arm, a change comes
 * either before the read, which shows it, or after the arm, which ends the round. If a round fails,
 * the audience gets a failure, and the next round begins after a delay with a new session. A
 * cancelled round is repeated at once, which shows whether the engine was closed.
 *
 * <p>Only tasks of the hub use the methods and fields.
 */
final class Rounds<V> {
  private static final Notices LOG = new Notices(Rounds.class);

  /** After this many rounds in a row without news, the next rounds are delayed. */
  static final int FRUITLESS = 8;

  /**
   * That delay, so that a system that reports changes without end does not keep a processor busy.
   */
  static final Duration DISTANCE = Duration.ofMillis(100);

  private final Hub<V> hub;
  private final Source<V> source;
  private final Executor serial;
  private final Timer timer;
  private final Backoff backoff = new Backoff();

  /** How often a round repeats the read if only the read fails: the list may be changing. */
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

  /** The last subscriber has left. */
  void end() {
    round = null;
    if (pause != null) {
      pause.cancel(false);
      pause = null;
    }
    closeSession();
  }

  /** A step of a round has ended; it may be an old round. */
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

  /** The armed operation stays pending, so a later read is correct, too. */
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

  /** Ignores a cancelled one. */
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
