package io.github.asyncioctl.watch;

import io.github.asyncioctl.IoctlException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Where a watch has its state from. All methods are called by one thread at a time. */
interface Source<V> {
  int ERROR_OPERATION_ABORTED = 995;

  /**
   * Begins.
   *
   * @param tasks runs what the session has to do by itself; never at the same time as its methods
   */
  Session<V> open(Executor tasks) throws IOException;

  /** Whether no later attempt can succeed after this failure. */
  default boolean isFinal(Throwable failure) {
    // The engine is closed, or the machine lacks the family.
    return failure instanceof IllegalStateException
        || failure instanceof UnsupportedOperationException;
  }

  /**
   * Whether an operation was cancelled. That says nothing about the next one: somebody may have
   * done it, or its thread has ended, or its engine or its socket was closed, which the next one
   * tells.
   */
  default boolean isCancellation(Throwable failure) {
    return failure instanceof IoctlException e && e.error() == ERROR_OPERATION_ABORTED;
  }

  /** The time between open and close, with the socket that it is about. */
  interface Session<V> {
    /**
     * Asks the system to tell of the next change.
     *
     * @return completes when something has changed after this was issued; not before
     */
    CompletableFuture<?> arm();

    /**
     * Reads the state. What is read is not older than the moment at which the system took the last
     * {@link #arm}.
     */
    CompletableFuture<V> read();

    /** Cancels what is pending, and closes what {@link #open} has opened. */
    void close();
  }
}
