package io.github.asyncioctl.watch;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An element of a {@link Watch}: the current state, and how it differs from the one that this
 * subscriber received before. For its first change that is the empty set.
 *
 * <p>Each change differs from the previous one: in {@code current}, or because a failure began or
 * ended.
 *
 * @param current the state now; during a {@code failure} the last known state
 * @param added elements that are in {@code current} and were not before
 * @param removed elements that were there before and are not in {@code current}
 * @param skipped how many states in between this subscriber did not receive, because it had
 *     requested no more or was busy; 0 if it received them all
 * @param failure why the system does not report changes at present; empty if it does. The watch
 *     retries automatically, at growing intervals. When it succeeds, a change without a failure
 *     follows, even if the state is the same.
 * @param <T> an element of the state
 */
public record Change<T>(
    Set<T> current, Set<T> added, Set<T> removed, long skipped, Optional<Throwable> failure) {

  /**
   * A change with its own unmodifiable sets.
   *
   * @param current the state now
   * @param added the new elements
   * @param removed the elements that are gone
   * @param skipped how many states were skipped
   * @param failure why the system does not report changes at present
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
   * @deprecated use {@link #skipped}; removed in 0.2
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
   * @deprecated use {@link #failure}; removed in 0.2
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
