package io.github.asyncioctl.watch;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a subscriber of a {@link Watch} is told: the present state, and how it differs from the one
 * that this subscriber was told before. For its first change that is the empty set.
 *
 * <p>Each change differs from the one before: in {@code current}, or because trouble began or
 * ended.
 *
 * @param current what there is now; while there is {@code trouble}, what was last known
 * @param added what is in {@code current} and was not before
 * @param removed what was there before and is not in {@code current}
 * @param collapsed how many newer states came and went before this one without this subscriber
 *     being told, since it had requested no more or was busy; 0 if it saw them all
 * @param trouble why the system does not tell of changes at present; empty if it does. The watch
 *     tries again by itself, at growing intervals, and when it succeeds there is a change without
 *     trouble, whether the state is another one or not.
 * @param <T> an element of the state
 */
public record Change<T>(
    Set<T> current, Set<T> added, Set<T> removed, long collapsed, Optional<Throwable> trouble) {

  /**
   * A change with its own unmodifiable sets.
   *
   * @param current what there is now
   * @param added what is new in it
   * @param removed what is not in it any more
   * @param collapsed how many states were skipped
   * @param trouble why the system does not tell of changes at present
   */
  public Change {
    current = Set.copyOf(current);
    added = Set.copyOf(added);
    removed = Set.copyOf(removed);
    Objects.requireNonNull(trouble, "trouble");
  }
}
