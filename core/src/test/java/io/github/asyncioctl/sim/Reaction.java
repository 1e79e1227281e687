package io.github.asyncioctl.sim;

import io.github.asyncioctl.sim.Personality.Closing;

/**
 * How the simulated kernel answers a starting call.
 *
 * @param result what the call returns: 0, 997 or another error
 * @param status what it writes to Internal; null if it writes nothing
 * @param signals whether it signals the event
 * @param answer what it writes to the output buffer
 * @param returned what it writes to the DWORD for the byte count; null if it writes nothing
 * @param info what it writes to InternalHigh; null if it writes nothing
 * @param later whether all that comes from InternalHigh on may come after the call has returned
 * @param refused whether no driver gets to see the call: it resets no event and writes no status
 * @param closing how the closing of the handle ends it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Reaction(
    int result,
    Integer status,
    boolean signals,
    byte[] answer,
    Integer returned,
    Long info,
    boolean later,
    boolean refused,
    Closing closing) {
  private static final byte[] NOTHING = {};
  private static final int IO_PENDING = 997;

  private Reaction(
      int result, Integer status, boolean signals, byte[] answer, Integer returned, Long info) {
    this(result, status, signals, answer, returned, info, false, false, Closing.IOCTL);
  }

  /** One whose count is the call's own if it says success at once, else InternalHigh. */
  public Reaction(int result, Integer status, boolean signals, byte[] answer, long count) {
    this(
        result,
        status,
        signals,
        answer,
        result == IO_PENDING ? null : (Integer) (int) count,
        result == IO_PENDING && status != null ? (Long) count : null);
  }

  /** Success at once (K10): the call's own count, InternalHigh is 0, the event is set. */
  public static Reaction succeed(byte... answer) {
    return new Reaction(0, 0, true, answer, answer.length, 0L); // F02, F19, F26
  }

  /** Success at once without touching the OVERLAPPED (K17). */
  public static Reaction succeedSilently(byte... answer) {
    return new Reaction(0, null, false, answer, answer.length);
  }

  /** Success at once with the count in InternalHigh alone, which no fact asserts or excludes. */
  public static Reaction succeedCountingInOverlapped(byte... answer) {
    return new Reaction(0, 0, true, answer, null, (long) answer.length);
  }

  /** Failure of the call itself (K6), by the driver: it has reset the event. */
  public static Reaction fail(int error) {
    return new Reaction(error, null, false, NOTHING, null, null); // F05, P03
  }

  /** The same before any driver has seen it: nothing is touched, the event stays set. */
  public static Reaction refuse(int error) {
    return new Reaction(
        error, null, false, NOTHING, null, null, false, true, Closing.IOCTL); // F09, P14
  }

  /** The same because the output buffer is too short for this many bytes. */
  public static Reaction tooShort(int error, int needed) {
    return new Reaction(
        error, null, false, NOTHING, needed, null, false, true, Closing.IOCTL); // F23, F25
  }

  /** A warning of the call itself, with data (K21): the OVERLAPPED is written, the count is 0. */
  public static Reaction warn(int error, int status, byte... answer) {
    return new Reaction(error, status, true, answer, 0, (long) answer.length); // F38, S71, P37
  }

  /** Pending until the test completes it. */
  public static Reaction pend() {
    return new Reaction(IO_PENDING, null, false, NOTHING, 0);
  }

  /** Completed before the call returns, which says pending all the same (K14). */
  public static Reaction completeWhilePending(int status, byte... answer) {
    return new Reaction(IO_PENDING, status, true, answer, answer.length);
  }

  /** Pending, and completed before the call returns or after it, as the kernel likes. */
  public static Reaction later(int status, byte... answer) {
    return new Reaction(
        IO_PENDING, status, true, answer, null, (long) answer.length, true, false, Closing.IOCTL);
  }

  /** Not supported, in the way of Wine (K4): pending, a status, and never a signal. */
  public static Reaction unsupported() {
    return new Reaction(IO_PENDING, 0xC00000BB, false, NOTHING, 0);
  }

  /** The same with another count. */
  public Reaction reporting(long otherCount) {
    return new Reaction(
        result,
        status,
        signals,
        answer,
        returned == null ? null : (Integer) (int) otherCount,
        returned == null ? (Long) otherCount : info,
        later,
        refused,
        closing);
  }

  /** The same without a count of the call's. */
  public Reaction keepingCount() {
    return new Reaction(result, status, signals, answer, null, info, later, refused, closing);
  }

  /** The same, ended in this way when its handle is closed. */
  public Reaction closing(Closing how) {
    return new Reaction(result, status, signals, answer, returned, info, later, refused, how);
  }
}
