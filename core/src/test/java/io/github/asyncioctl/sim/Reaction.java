package io.github.asyncioctl.sim;

/**
 * How the simulated kernel answers a starting call.
 *
 * @param result what the call returns: 0, 997 or another error
 * @param status what it writes to Internal; null if it writes nothing
 * @param signals whether it signals the event
 * @param answer what it writes to the output buffer
 * @param count the byte count that it reports
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Reaction(int result, Integer status, boolean signals, byte[] answer, long count) {
  private static final byte[] NOTHING = {};

  /** Success at once (K10): the call's own count, InternalHigh stays 0, the event is set. */
  public static Reaction succeed(byte... answer) {
    return new Reaction(0, 0, true, answer, answer.length);
  }

  /** Success at once without touching the OVERLAPPED (K17). */
  public static Reaction succeedSilently(byte... answer) {
    return new Reaction(0, null, false, answer, answer.length);
  }

  /** Failure of the call itself (K6). */
  public static Reaction fail(int error) {
    return new Reaction(error, null, false, NOTHING, 0);
  }

  /** Failure of the call because the output buffer is too short for this many bytes. */
  public static Reaction tooShort(int error, long needed) {
    return new Reaction(error, null, false, NOTHING, needed);
  }

  /** Pending until the test completes it. */
  public static Reaction pend() {
    return new Reaction(997, null, false, NOTHING, 0);
  }

  /** Completed before the call returns, which says pending all the same (K14). */
  public static Reaction completeWhilePending(int status, byte... answer) {
    return new Reaction(997, status, true, answer, answer.length);
  }

  /** Not supported, in the way of Wine (K4): pending, a status, and never a signal. */
  public static Reaction unsupported() {
    return new Reaction(997, 0xC00000BB, false, NOTHING, 0);
  }

  /** The same with another count. */
  public Reaction reporting(long otherCount) {
    return new Reaction(result, status, signals, answer, otherCount);
  }
}
