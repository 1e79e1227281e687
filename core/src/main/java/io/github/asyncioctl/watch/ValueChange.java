package io.github.asyncioctl.watch;

import java.util.Objects;
import java.util.Optional;

/**
 * An element of a {@link ValueWatch}: the current value, and the one that this subscriber received
 * before.
 *
 * <p>Each change differs from the previous one: in {@code current}, or because a failure began or
 * ended.
 *
 * @param current the value now, empty if there is none; during a {@code failure} the last known
 *     value
 * @param previous the value that this subscriber received before; empty if there was none, or in
 *     its first change
 * @param skipped how many values in between this subscriber did not receive; 0 if it received them
 *     all
 * @param failure why the system does not report changes at present; empty if it does. See {@link
 *     Change#failure}.
 * @param <T> the type of the value
 */
public record ValueChange<T>(
    Optional<T> current, Optional<T> previous, long skipped, Optional<Throwable> failure) {

  /**
   * A change.
   *
   * @param current the value now
   * @param previous the value before
   * @param skipped how many values were skipped
   * @param failure why the system does not report changes at present
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
