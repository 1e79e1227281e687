package io.github.asyncioctl.internal.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who owns the waiter's state while the waiter's thread is in code that may not come back: a wait,
 * a call that a provider blocks, an executor of the user's. Whoever closes the engine may then take
 * the state over, and the thread finds out when it returns.
 */
final class Custody {
  /** Ends a waiter's thread that has lost its state. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostException() {
      super("the engine was closed while its waiter was away", null, false, false);
    }
  }

  private enum State {
    HOME,
    AWAY,
    TAKEN
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.HOME);

  // Written by the waiter before it leaves, read by anybody.
  private volatile @Nullable Operation<?> errand;
  private volatile long awaySince;

  /**
   * The waiter's thread leaves the engine's code.
   *
   * @param errand the operation that is being issued, which ought to take no time; null for
   *     anything else
   */
  void leave(@Nullable Operation<?> errand, long now) {
    awaySince = now;
    this.errand = errand;
    state.set(State.AWAY);
  }

  /**
   * The waiter's thread is back.
   *
   * @throws LostException if the state belongs to somebody else now: touch nothing
   */
  void back() {
    if (!state.compareAndSet(State.AWAY, State.HOME)) {
      throw new LostException();
    }
    errand = null;
  }

  /** Takes the state for good, if the waiter's thread is away. */
  boolean take() {
    return state.compareAndSet(State.AWAY, State.TAKEN);
  }

  /** The operation that the waiter's thread is issuing, or null. */
  @Nullable Operation<?> errand() {
    return errand;
  }

  /** The operation that has been in its starting call since before {@code deadline}, or null. */
  @Nullable Operation<?> overdue(long deadline) {
    Operation<?> operation = errand;
    long since = awaySince;
    // The same before and after: so the time in between is that of this operation.
    return operation != null && operation == errand && since - deadline < 0 ? operation : null;
  }
}
