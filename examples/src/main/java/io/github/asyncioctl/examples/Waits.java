package io.github.asyncioctl.examples;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.examples.Step.FailedException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits that end. */
final class Waits {
  /** Far longer than anything here takes. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private static final long NO_HANDLE = 0;

  private Waits() {}

  /**
   * Waits for a result.
   *
   * @param what what comes, for the message of a failure
   */
  static <T> T get(Future<T> future, String what) throws FailedException, InterruptedException {
    return get(future, LIMIT, what);
  }

  /** Waits for a result that may take longer, or shorter. */
  static <T> T get(Future<T> future, Duration limit, String what)
      throws FailedException, InterruptedException {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new FailedException(what + ": nothing within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = cause(e);
      throw new FailedException(what + ": " + cause, cause);
    }
  }

  /** Waits for a failure. */
  static IoctlException failure(Future<?> future, String what)
      throws FailedException, InterruptedException {
    try {
      get(future, what);
    } catch (FailedException e) {
      if (e.getCause() instanceof IoctlException failure) {
        return failure;
      }
      throw e;
    }
    throw new FailedException(what + ": succeeded");
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof ExecutionException || cause instanceof CompletionException) {
      Throwable next = cause.getCause();
      if (next == null) {
        return cause;
      }
      cause = next;
    }
    return cause;
  }

  /**
   * Waits until the kernel has the operations that were submitted. The engine issues operations in
   * order, so the kernel has them when a later one has ended; this method uses one that ends at
   * once.
   */
  static void untilIssued(AsyncIoctl io) throws FailedException, InterruptedException {
    IoctlException refusal =
        failure(
            io.deviceIoctlAsync(NO_HANDLE, ControlCodes.FSCTL_PIPE_PEEK, null, 0),
            "an operation on no handle");
    if (refusal.error() != Win32.ERROR_INVALID_HANDLE) {
      throw new FailedException("an operation on no handle: " + refusal.getMessage(), refusal);
    }
  }
}
