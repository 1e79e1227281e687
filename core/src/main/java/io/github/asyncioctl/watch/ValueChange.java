package io.github.asyncioctl.watch;

import java.util.Objects;
import java.util.Optional;

/**
 * What a subscriber of a {@link ValueWatch} is told: the present value, and the one that this
 * subscriber was told before.
 *
 * <p>Each change differs from the one before: in {@code current}, or because a failure began or
 * ended.
 *
 * @param current the value now, empty if there is none; while there is a {@code failure}, what was
 *     last known
 * @param previous what this subscriber was told before; empty if there was none, or in its first
 *     change
 * @param skipped how many newer values came and went before this one without this subscriber being
 *     told; 0 if it saw them all
 * @param failure why the system does not tell of changes at present; empty if it does. See {@link
 *     Change#failure}.
 * @param <T> the value
 */
public record ValueChange<T>(
    Optional<T> current, Optional<T> previous, long skipped, Optional<Throwable> failure) {

  /**
   * A change.
   *
   * @param current the value now
   * @param previous the value before
   * @param skipped how many values were skipped
   * @param failure why the system does not tell of changes at present
   */
  public ValueChange {
    Objects.requireNonNull(current, "current");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(failure, "failure");
  }

  static <T> ChangeForm<Optional<T>, ValueChange<T>> form() {
    return new ChangeForm<>(Optional.empty(), ValueChange::of, ValueChange::current);
  }

  private static <T> ValueChange<T> of(Step<Optional<T>> step) {
    Optional<T> seen = step.before();
    return new ValueChange<>(
        step.now(), seen == null ? Optional.empty() : seen, step.skipped(), step.failure());
  }
}
