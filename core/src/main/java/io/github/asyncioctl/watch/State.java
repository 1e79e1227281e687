package io.github.asyncioctl.watch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a watch knows at a time.
 *
 * @param version counts the states that differ from the one before
 * @param current the state when it was last read
 * @param failure why the system does not report changes; null if it does
 * @param outages how often it has begun to fail, so that a subscriber that missed the whole failure
 *     still sees the recovery
 */
record State<V>(long version, V current, @Nullable Throwable failure, long outages) {

  /** The first state. */
  static <V> State<V> first(V current, @Nullable Throwable failure) {
    return new State<>(1, current, failure, failure == null ? 0 : 1);
  }

  /**
   * The state that follows.
   *
   * @param now what was read; null if the read failed
   * @return this one if nothing differs
   */
  State<V> next(@Nullable V now, @Nullable Throwable failing) {
    boolean begins = failing != null && failure == null;
    State<V> next =
        new State<>(version + 1, now == null ? current : now, failing, outages + (begins ? 1 : 0));
    return next.looksLike(this) ? this : next;
  }

  /** Whether a subscriber that has received the other state does not need this one. */
  boolean looksLike(@Nullable State<V> other) {
    return other != null
        && outages == other.outages
        && (failure == null) == (other.failure == null)
        && current.equals(other.current);
  }

  /**
   * The next step for a subscriber.
   *
   * @param seen the state that it received before; null if none
   * @param skipped how many states it did not receive, if it received none before
   */
  Step<V> since(@Nullable State<V> seen, long skipped) {
    return new Step<>(
        seen == null ? null : seen.current,
        current,
        seen == null ? skipped : version - seen.version - 1,
        Optional.ofNullable(failure));
  }
}
