package io.github.asyncioctl.watch;

import java.util.Objects;
import java.util.Optional;

/**
 * What a subscriber of a {@link NetworkWatch} is told: the state of the network, and the one that
 * this subscriber was told before.
 *
 * <p>Each change differs from the one before: in {@code current}, or because a failure began or
 * ended.
 *
 * @param current the network now; while there is a {@code failure}, what was last known, and an
 *     empty state if nothing was ever
 * @param previous what this subscriber was told before; empty in its first change
 * @param skipped how many newer states came and went before this one without this subscriber being
 *     told, since it had requested no more or was busy; 0 if it saw them all
 * @param failure why the state cannot be read, or the system does not tell of changes at present;
 *     empty in ordinary times. The watch tries again by itself, at growing intervals, and when it
 *     succeeds there is a change without a failure.
 */
public record NetworkChange(
    NetworkState current,
    Optional<NetworkState> previous,
    long skipped,
    Optional<Throwable> failure) {

  static final ChangeForm<NetworkState, NetworkChange> FORM =
      new ChangeForm<>(NetworkState.NOTHING, NetworkChange::of, NetworkChange::current);

  /**
   * A change.
   *
   * @param current the network now
   * @param previous the network before
   * @param skipped how many states were skipped
   * @param failure why the state may be old
   */
  public NetworkChange {
    Objects.requireNonNull(current, "current");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(failure, "failure");
  }

  /**
   * How {@code current} differs from {@code previous}, by interface.
   *
   * @return the difference; in the first change everything is added
   */
  public NetworkDifference difference() {
    return current.difference(previous.orElse(NetworkState.NOTHING));
  }

  /** Whether the state was ever read. */
  boolean isKnown() {
    return failure.isEmpty() || !current.equals(NetworkState.NOTHING);
  }

  /** The same state for somebody who knows another one. */
  NetworkChange from(NetworkState known) {
    return new NetworkChange(current, Optional.of(known), skipped, failure);
  }

  private static NetworkChange of(Step<NetworkState> step) {
    return new NetworkChange(
        step.now(), Optional.ofNullable(step.before()), step.skipped(), step.failure());
  }
}
