package io.github.asyncioctl.internal.kernel;

import java.util.Set;

/**
 * What is known about a native function that starts an overlapped operation, beyond its
 * declaration.
 *
 * @param overlapped which parameter is the OVERLAPPED, -1 if that is not known
 * @param counts the parameters for counts and flags that only the call itself writes
 * @param routine which parameter is the completion routine, -1 if there is none
 * @param result what its result means
 * @param completes whether a success says that the operation is complete, and not only queued
 */
public record ForeignFunction(
    int overlapped, Set<Integer> counts, int routine, Result result, boolean completes) {

  /** What a result means. */
  public enum Result {
    /** Unknown. */
    ANY,
    /** Zero is a failure, and the thread's last error says which. */
    BOOL,
    /** Zero is a success, whatever the thread's last error is. */
    WINSOCK,
    /** The error itself. */
    ERROR
  }

  /** One that nothing is known of. */
  public static final ForeignFunction UNKNOWN =
      new ForeignFunction(-1, Set.of(), -1, Result.ANY, false);
}
