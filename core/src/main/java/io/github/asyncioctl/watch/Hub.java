package io.github.asyncioctl.watch;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The middle of a watch: who is in the audience, what is known, and whether the source is at work,
 * which it is as long as there is an audience. Its own tasks and those of its rounds run one at a
 * time on {@link #serial}, and all fields are theirs alone.
 */
final class Hub<T> {
  private final Source<T> source;
  private final Timer timer;
  private final Serial serial;

  private final Set<ChangeSubscription<T>> audience = new LinkedHashSet<>();
  private @Nullable Rounds<T> rounds;
  private @Nullable State<T> newest;
  private boolean closed;

  /**
   * @param background runs the tasks; never the subscribers' methods, unless it is their executor
   *     too
   */
  Hub(Source<T> source, Executor background, Timer timer) {
    this.source = source;
    this.timer = timer;
    serial = new Serial(background, this::fail);
  }

  // --- From any thread ---

  void join(ChangeSubscription<T> subscription) {
    serial.execute(() -> add(subscription));
  }

  void leave(ChangeSubscription<T> subscription) {
    serial.execute(() -> remove(subscription));
  }

  void close() {
    serial.execute(
        () -> {
          closed = true;
          end(null);
        });
  }

  // --- The tasks ---

  private void add(ChangeSubscription<T> subscription) {
    if (subscription.isOver()) {
      return;
    }
    if (closed) {
      subscription.end(null);
      return;
    }
    audience.add(subscription);
    State<T> state = newest;
    if (rounds == null) {
      rounds = new Rounds<>(this, source, serial, timer);
      rounds.begin();
    } else if (state != null) {
      subscription.offer(state);
    }
  }

  private void remove(ChangeSubscription<T> subscription) {
    if (audience.remove(subscription) && audience.isEmpty()) {
      stop();
    }
  }

  private void stop() {
    Rounds<T> ended = rounds;
    rounds = null;
    // Whoever comes next gets what there is then.
    newest = null;
    if (ended != null) {
      ended.end();
    }
  }

  private void end(@Nullable Throwable failure) {
    Set<ChangeSubscription<T>> told = Set.copyOf(audience);
    audience.clear();
    stop();
    told.forEach(subscription -> subscription.end(failure));
  }

  // --- For the rounds, in a task ---

  /**
   * Something was read, or could not be.
   *
   * @param now null if nothing could be read
   * @param trouble null if the system tells of changes
   * @return whether that is news
   */
  boolean observe(@Nullable Set<T> now, @Nullable Throwable trouble) {
    State<T> before = newest;
    State<T> state = State.after(before, now, trouble);
    if (state.equals(before)) {
      return false;
    }
    newest = state;
    audience.forEach(subscription -> subscription.offer(state));
    return true;
  }

  /** No more will come. Whoever subscribes later begins anew. */
  void fail(Throwable failure) {
    end(failure);
  }
}
