package io.github.asyncioctl.watch;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a subscriber of a {@link Watch} is told: the present state, and how it differs from the one
 * that this subscriber was told before. For its first change that is the empty set.
 *
 * <p>Each change differs from the one before: in {@code current}, or because a failure began or
 * ended.
 *
 * @param current what there is now; while there is a {@code failure}, what was last known
 * @param added what is in {@code current} and was not before
 * @param removed what was there before and is not in {@code current}
 * @param skipped how many newer states came and went before this one without this subscriber being
 *     told, since it had requested no more or was busy; 0 if it saw them all
 * @param failure why the system does not tell of changes at present; empty if it does. The watch
 *     tries again by itself, at growing intervals, and when it succeeds there is a change without a
 *     failure, whether the state is another one or not.
 * @param <T> an element of the state
 */
public record Change<T>(
    Set<T> current, Set<T> added, Set<T> removed, long skipped, Optional<Throwable> failure) {

  /**
   * A change with its own unmodifiable sets.
   *
   * @param current what there is now
   * @param added what is new in it
   * @param removed what is not in it any more
   * @param skipped how many states were skipped
   * @param failure why the system does not tell of changes at present
   */
  public Change {
    current = Set.copyOf(current);
    added = Set.copyOf(added);
    removed = Set.copyOf(removed);
    Objects.requireNonNull(failure, "failure");
  }

  /**
   * The name of {@link #skipped} before 0.1.
   *
   * @return the same
   * @deprecated for {@link #skipped}; goes with 0.2
   */
  @Deprecated(since = "0.1", forRemoval = true)
  @SuppressWarnings("InlineMeSuggester") // needs a dependency
  public long collapsed() {
    return skipped;
  }

  /**
   * The name of {@link #failure} before 0.1.
   *
   * @return the same
   * @deprecated for {@link #failure}; goes with 0.2
   */
  @Deprecated(since = "0.1", forRemoval = true)
  @SuppressWarnings("InlineMeSuggester") // needs a dependency
  public Optional<Throwable> trouble() {
    return failure;
  }

  static <T> ChangeForm<Set<T>, Change<T>> form() {
    return new ChangeForm<>(Set.of(), Change::of, Change::current);
  }

  private static <T> Change<T> of(Step<Set<T>> step) {
    Set<T> seen = step.before();
    Set<T> before = seen == null ? Set.of() : seen;
    return new Change<>(
        step.now(),
        without(step.now(), before),
        without(before, step.now()),
        step.skipped(),
        step.failure());
  }

  private static <T> Set<T> without(Set<T> all, Set<T> some) {
    Set<T> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
