package io.github.asyncioctl.watch;

import java.util.Objects;
import java.util.Optional;

/**
 * An element of a {@link NetworkWatch}: the state of the network, and the one that this subscriber
 * received before.
 *
 * <p>Each change differs from the previous one: in {@code current}, or because a failure began or
 * ended.
 *
 * @param current the network now; during a {@code failure} the last known state, or an empty state
 *     if none was ever known
 * @param previous the state that this subscriber received before; empty in its first change
 * @param skipped how many states in between this subscriber did not receive, because it had
 *     requested no more or was busy; 0 if it received them all
 * @param failure why the watch cannot read the state, or why the system does not report changes at
 *     present; normally empty. The watch retries automatically, at growing intervals. When it
 *     succeeds, a change without a failure follows.
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
   * @param failure why the state may be outdated
   */
  public NetworkChange {
    Objects.requireNonNull(current, "current");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(failure, "failure");
  }

  /**
   * How {@code current} differs from {@code previous}, by interface.
   *
   * @return the difference; in the first change every interface is added
   */
  public NetworkDifference difference() {
    return current.difference(previous.orElse(NetworkState.NOTHING));
  }

  /** Whether the state was ever read. */
  boolean isKnown() {
    return failure.isEmpty() || !current.equals(NetworkState.NOTHING);
  }

  /** The same state, compared with another known one. */
  NetworkChange from(NetworkState known) {
    return new NetworkChange(current, Optional.of(known), skipped, failure);
  }

  private static NetworkChange of(Step<NetworkState> step) {
    return new NetworkChange(
        step.now(), Optional.ofNullable(step.before()), step.skipped(), step.failure());
  }
}
