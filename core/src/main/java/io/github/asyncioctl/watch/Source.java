package io.github.asyncioctl.watch;

import io.github.asyncioctl.IoctlException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The source of a watch's state. One thread at a time calls the methods. */
interface Source<V> {
  int ERROR_OPERATION_ABORTED = 995;

  /**
   * Begins.
   *
   * @param tasks runs the session's own tasks; never at the same time as its methods
   */
  Session<V> open(Executor tasks) throws IOException;

  /** Whether no later attempt can succeed after this failure. */
  default boolean isFinal(Throwable failure) {
    // The engine is closed, or the machine lacks the family.
    return failure instanceof IllegalStateException
        || failure instanceof UnsupportedOperationException;
  }

  /**
   * Whether an operation was cancelled. That says nothing about the next one: other code may have
   * cancelled it, or its thread has ended. If its engine or its socket was closed, the next
   * operation shows that.
   */
  default boolean isCancellation(Throwable failure) {
    return failure instanceof IoctlException e && e.error() == ERROR_OPERATION_ABORTED;
  }

  /** The time between open and close, with its socket. */
  interface Session<V> {
    /**
     * Asks the system to report the next change.
     *
     * @return completes when something has changed after this was issued, not earlier
     */
    CompletableFuture<?> arm();

    /**
     * Reads the state, which is not older than the moment at which the system accepted the last
     * {@link #arm}.
     */
    CompletableFuture<V> read();

    /** Cancels pending operations, and closes what {@link #open} has opened. */
    void close();
  }
}
