package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.Overlapped;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import io.github.asyncioctl.internal.kernel.WinError;

/** The rules of one guard, under its lock. */
final class OverlappedChecks {
  private static final long TAG = 1;

  private final OverlappedPort port;
  private final Flights flights;

  OverlappedChecks(OverlappedPort port, Flights flights) {
    this.port = port;
    this.flights = flights;
  }

  static void requireAddress(long overlapped) {
    if (overlapped == 0) {
      throw new OverlappedRuleException(OverlappedRule.ADDRESS_PRESENT, "it is 0");
    }
    if ((overlapped & 7) != 0) {
      throw broken(OverlappedRule.ADDRESS_ALIGNED, overlapped, "is not");
    }
  }

  void requireFree(long overlapped) {
    InFlight other = flights.overlapping(overlapped, Overlapped.SIZE);
    // Two can overlap, one from each side.
    for (; other != null; other = flights.overlapping(overlapped, Overlapped.SIZE)) {
      if (!other.isOverSoon()) {
        boolean same = other.address() == overlapped && other.isUntouched();
        throw broken(
            same ? OverlappedRule.NOT_IN_FLIGHT : OverlappedRule.MEMORY_NOT_REUSED,
            overlapped,
            same
                ? "has an operation in flight"
                : "is in the memory of an operation in flight (OVERLAPPED "
                    + hex(other.address())
                    + (other.isUntouched() ? ")" : "), and it was written to"));
      }
      flights.remove(other);
    }
  }

  /** Resets the event, too, as the start of the operation is going to do. */
  void requireEvent(long overlapped, long event) {
    if (TaggedEvent.untagged(event) == 0) {
      throw broken(OverlappedRule.EVENT_PRESENT, overlapped, "has none");
    }
    if ((event & TAG) == 0) {
      throw broken(
          OverlappedRule.EVENT_TAGGED, overlapped, "has hEvent " + hex(event) + ", untagged");
    }
    InFlight other = flights.withEvent(event);
    if (other != null) {
      if (!other.isOver()) {
        throw broken(
            OverlappedRule.EVENT_OF_ITS_OWN,
            overlapped,
            "shares hEvent " + hex(event) + " with the one at " + hex(other.address()));
      }
      flights.remove(other);
    }
    int error = port.resetEvent(TaggedEvent.untagged(event));
    if (error != Kernel.SUCCESS) {
      throw broken(
          OverlappedRule.EVENT_IS_AN_EVENT,
          overlapped,
          "has hEvent " + hex(event) + ", and ResetEvent fails: " + WinError.describe(error));
    }
  }

  static OverlappedRuleException broken(OverlappedRule rule, long address, String found) {
    return new OverlappedRuleException(rule, "the one at " + hex(address) + " " + found);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
