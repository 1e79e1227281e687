package io.github.asyncioctl.watch;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a watch knows at a time.
 *
 * @param version counts the states of a watch that differ from the one before
 * @param current what there is, or was when it was last read
 * @param trouble why the system does not tell of changes; null if it does
 * @param outages how often trouble has begun, so that a recovery shows to those who slept
 *     throughout the trouble
 */
record State<T>(long version, Set<T> current, @Nullable Throwable trouble, long outages) {

  /**
   * The state that follows.
   *
   * @param before null if there is none
   * @param now what was read; null if nothing could be
   * @return {@code before} itself if nothing is different
   */
  static <T> State<T> after(
      @Nullable State<T> before, @Nullable Set<T> now, @Nullable Throwable trouble) {
    if (before == null) {
      return new State<>(
          1, now == null ? Set.of() : Set.copyOf(now), trouble, trouble == null ? 0 : 1);
    }
    boolean begins = trouble != null && before.trouble == null;
    State<T> after =
        new State<>(
            before.version + 1,
            now == null ? before.current : Set.copyOf(now),
            trouble,
            before.outages + (begins ? 1 : 0));
    return after.looksLike(before) ? before : after;
  }

  /** Whether somebody who was told the other one need not be told this one. */
  boolean looksLike(@Nullable State<T> other) {
    return other != null
        && outages == other.outages
        && (trouble == null) == (other.trouble == null)
        && current.equals(other.current);
  }

  /**
   * What somebody is to be told.
   *
   * @param seen what he was told before; null if nothing
   * @param skipped how many states he was not told, if there is nothing that he was told before
   */
  Change<T> since(@Nullable State<T> seen, long skipped) {
    Set<T> before = seen == null ? Set.of() : seen.current;
    return new Change<>(
        current,
        without(current, before),
        without(before, current),
        seen == null ? skipped : version - seen.version - 1,
        Optional.ofNullable(trouble));
  }

  private static <T> Set<T> without(Set<T> all, Set<T> some) {
    Set<T> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
