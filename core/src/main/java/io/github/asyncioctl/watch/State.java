package io.github.asyncioctl.watch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a watch knows at a time.
 *
 * @param version counts the states of a watch that differ from the one before
 * @param current what there is, or was when it was last read
 * @param failure why the system does not tell of changes; null if it does
 * @param outages how often it has begun to fail, so that a recovery shows to those who slept
 *     throughout the failure
 */
record State<V>(long version, V current, @Nullable Throwable failure, long outages) {

  /** The first state. */
  static <V> State<V> first(V current, @Nullable Throwable failure) {
    return new State<>(1, current, failure, failure == null ? 0 : 1);
  }

  /**
   * The state that follows.
   *
   * @param now what was read; null if nothing could be
   * @return this one if nothing is different
   */
  State<V> next(@Nullable V now, @Nullable Throwable failing) {
    boolean begins = failing != null && failure == null;
    State<V> next =
        new State<>(version + 1, now == null ? current : now, failing, outages + (begins ? 1 : 0));
    return next.looksLike(this) ? this : next;
  }

  /** Whether somebody who was told the other one need not be told this one. */
  boolean looksLike(@Nullable State<V> other) {
    return other != null
        && outages == other.outages
        && (failure == null) == (other.failure == null)
        && current.equals(other.current);
  }

  /**
   * What somebody is to be told.
   *
   * @param seen what he was told before; null if nothing
   * @param skipped how many states he was not told, if there is nothing that he was told before
   */
  Step<V> since(@Nullable State<V> seen, long skipped) {
    return new Step<>(
        seen == null ? null : seen.current,
        current,
        seen == null ? skipped : version - seen.version - 1,
        Optional.ofNullable(failure));
  }
}
