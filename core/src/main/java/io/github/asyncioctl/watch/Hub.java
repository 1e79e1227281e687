package io.github.asyncioctl.watch;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The centre of a watch: its audience, its newest state, and whether the source runs, which it does
 * as long as there is an audience. The hub's tasks and those of its rounds run one at a time on
 * {@link #serial}; only they use the fields that change.
 */
final class Hub<V> {
  private final Source<V> source;
  private final V nothing;
  private final Timer timer;
  private final Serial serial;

  private final Set<ChangeSubscription<V, ?>> audience = new LinkedHashSet<>();
  private @Nullable Rounds<V> rounds;
  private @Nullable State<V> newest;

  /** Set by the thread that closes the watch; only tasks use the other fields. */
  private volatile boolean closed;

  /**
   * @param nothing the state before anything was read
   * @param background runs the tasks, but never the subscribers' methods, unless it is also their
   *     executor
   */
  Hub(Source<V> source, V nothing, Executor background, Timer timer) {
    this.source = source;
    this.nothing = nothing;
    this.timer = timer;
    serial = new Serial(background, this::fail);
  }

  // --- From any thread ---

  void join(ChangeSubscription<V, ?> subscription) {
    serial.execute(() -> add(subscription));
  }

  void leave(ChangeSubscription<V, ?> subscription) {
    serial.execute(() -> remove(subscription));
  }

  void close() {
    // Before the watch's own engine is closed, or a task under way takes that for a failure.
    closed = true;
    serial.execute(() -> end(null));
  }

  // --- The tasks ---

  private void add(ChangeSubscription<V, ?> subscription) {
    if (subscription.isOver()) {
      return;
    }
    if (closed) {
      subscription.end(null);
      return;
    }
    audience.add(subscription);
    State<V> state = newest;
    if (rounds == null) {
      rounds = new Rounds<>(this, source, serial, timer);
      rounds.begin();
    } else if (state != null) {
      subscription.offer(state);
    }
  }

  private void remove(ChangeSubscription<V, ?> subscription) {
    if (audience.remove(subscription) && audience.isEmpty()) {
      stop();
    }
  }

  private void stop() {
    Rounds<V> ended = rounds;
    rounds = null;
    // Whoever comes next gets what there is then.
    newest = null;
    if (ended != null) {
      ended.end();
    }
  }

  private void end(@Nullable Throwable failure) {
    Set<ChangeSubscription<V, ?>> told = Set.copyOf(audience);
    audience.clear();
    Throwable reason = closed ? null : failure;
    try {
      stop();
    } finally {
      told.forEach(subscription -> subscription.end(reason));
    }
  }

  // --- For the rounds, in a task ---

  /**
   * A read has succeeded or failed.
   *
   * @param now the state; null if the read failed
   * @param failure null if the system reports changes
   * @return whether anything is new
   */
  boolean observe(@Nullable V now, @Nullable Throwable failure) {
    State<V> before = newest;
    State<V> state =
        before == null
            ? State.first(now == null ? nothing : now, failure)
            : before.next(now, failure);
    if (before != null && state.version() == before.version()) {
      return false;
    }
    newest = state;
    audience.forEach(subscription -> subscription.offer(state));
    return true;
  }

  /** There are no more changes. A later subscriber starts the source again. */
  void fail(Throwable failure) {
    end(failure);
  }
}
