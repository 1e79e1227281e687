package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.Overlapped;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import io.github.asyncioctl.internal.kernel.WinError;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks an OVERLAPPED before a call that people make themselves, on a file or socket that is bound
 * to a completion port of somebody else's (the JDK's, say), and keeps what the kernel has in its
 * hands. Each broken {@link OverlappedRule} is refused with an {@link OverlappedRuleException}
 * before anything is issued.
 *
 * <pre>{@code
 * OverlappedGuard.Ticket ticket = guard.before(overlapped, buffer, socket);
 * int error = MyWinsock.WSARecvMsg(socket, message, 0, overlapped, 0) == 0
 *     ? 0 : Native.getLastError();
 * ticket.returned(error);
 * }</pre>
 *
 * <p><b>Who owns what.</b> The OVERLAPPED, the buffers and the event are the caller's. From {@code
 * before} until the operation has ended they are lent to the kernel: the caller neither writes nor
 * frees them, and the guard keeps the objects reachable that it was given, so that no garbage
 * collector frees them either. The guard itself writes one field, {@code Internal}, which it sets
 * to STATUS_PENDING because not every provider does, and resets the event, as the start of the
 * operation would. Native memory that is freed by hand is freed after {@link #release}, or at least
 * after the end of the operation.
 *
 * <p><b>When an operation has ended.</b> A call that fails with anything but 997 leaves nothing in
 * flight. Otherwise the operation has ended when the call has returned and {@code Internal} says
 * so; if its event is a {@link TaggedEvent} that was not reset, only when the event is signalled or
 * {@code Internal} has a failure, so that memory that somebody has cleared too early is noticed.
 * The guard looks at a few operations at each {@code before}, and at all of them in {@link
 * #pending}; until then it keeps what it was given.
 *
 * <p><b>Threads.</b> All methods are for any thread; none blocks, but for some 50 ms before memory
 * is refused that looks as if its operation had just ended. Mind that Windows may cancel what a
 * thread has in flight when that thread ends. Operations are known to the guard that they were
 * started under: one guard for all is best.
 *
 * <p>Source: Microsoft, "Synchronization and Overlapped Input and Output", "OVERLAPPED structure
 * (minwinbase.h)", "HasOverlappedIoCompleted macro (winbase.h)".
 */
public final class OverlappedGuard {
  private static final long TAG = 1;
  private static final int EVENT_OFFSET = 24;

  /** Guards with operations in flight: what they keep must stay though nobody has them. */
  private static final Set<OverlappedGuard> BUSY = ConcurrentHashMap.newKeySet();

  private final OverlappedPort port;
  private final Object lock = new Object();
  private final Flights flights = new Flights(); // under the lock

  /**
   * Makes a guard.
   *
   * @throws UnsupportedOperationException if this is not Windows
   */
  public OverlappedGuard() {
    this(Win32.port());
  }

  OverlappedGuard(OverlappedPort port) {
    this.port = port;
  }

  /**
   * Checks an OVERLAPPED and makes it ready for the call that must follow at once, on this thread:
   * resets its event and sets {@code Internal} to STATUS_PENDING.
   *
   * @param overlapped its address
   * @param kept objects that stay reachable until the operation has ended: buffers, the socket
   * @return to be told what the call returned
   * @throws OverlappedRuleException if a rule is broken
   */
  public Ticket before(long overlapped, Object... kept) {
    return before(overlapped, () -> {}, kept.clone());
  }

  /**
   * The same for an OVERLAPPED that is not in its memory yet.
   *
   * @param fill brings it there, once nothing in flight is there
   */
  Ticket before(long overlapped, Runnable fill, Object[] kept) {
    if (overlapped == 0) {
      throw new OverlappedRuleException(OverlappedRule.ADDRESS_PRESENT, "it is");
    }
    if ((overlapped & 7) != 0) {
      throw broken(OverlappedRule.ADDRESS_ALIGNED, overlapped, "is not");
    }
    synchronized (lock) {
      flights.sweepSome();
      NativeMemory memory = port.memory(overlapped, Overlapped.SIZE);
      if (memory == null) {
        throw broken(OverlappedRule.MEMORY_WRITABLE, overlapped, "is not");
      }
      requireFree(overlapped);
      fill.run();
      long event = memory.buffer().getLong(EVENT_OFFSET);
      requireEvent(overlapped, event);
      InFlight flight = new InFlight(port, overlapped, event, kept);
      long status = memory.buffer().getLong(0);
      prepare(memory, event);
      flights.add(flight);
      noteBusy();
      return new Ticket(flight, memory, status);
    }
  }

  /** Under the lock. */
  private void noteBusy() {
    if (flights.size() > 0) {
      BUSY.add(this);
    } else {
      BUSY.remove(this);
    }
  }

  private void requireFree(long overlapped) {
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

  private void requireEvent(long overlapped, long event) {
    if ((event & ~TAG) == 0) {
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
    // The start of the operation is going to reset it anyway.
    int error = port.resetEvent(event & ~TAG);
    if (error != Kernel.SUCCESS) {
      throw broken(
          OverlappedRule.EVENT_IS_AN_EVENT,
          overlapped,
          "has hEvent " + hex(event) + ", and ResetEvent fails: " + WinError.describe(error));
    }
  }

  /** Everything but the status stays as it is: the caller's position in a file, above all. */
  private static void prepare(NativeMemory memory, long event) {
    long position = memory.buffer().getLong(16);
    new Overlapped(memory, 0, event & ~TAG).prepare(position);
  }

  private static OverlappedRuleException broken(OverlappedRule rule, long address, String found) {
    return new OverlappedRuleException(rule, "the one at " + hex(address) + " " + found);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  /**
   * How many operations are in flight. Lets go of all that have ended.
   *
   * @return those whose call has not returned yet included
   */
  public int pending() {
    synchronized (lock) {
      flights.sweep();
      noteBusy();
      return flights.size();
    }
  }

  /**
   * To be asked before the memory of an OVERLAPPED is freed or used for something else.
   *
   * @param overlapped its address
   * @throws OverlappedRuleException if its operation is in flight: then it must stay
   */
  public void release(long overlapped) {
    synchronized (lock) {
      InFlight flight = flights.overlapping(overlapped, Overlapped.SIZE);
      if (flight == null) {
        return;
      }
      if (!flight.isOverSoon()) {
        throw broken(
            OverlappedRule.MEMORY_NOT_REUSED, flight.address(), "has an operation in flight");
      }
      flights.remove(flight);
      noteBusy();
    }
  }

  /**
   * Puts this guard before every method of a JNA interface that takes an OVERLAPPED: a structure
   * whose class, or one that it extends, has a name that ends in OVERLAPPED (JNA's {@code
   * WinBase.OVERLAPPED} is one), or a parameter that is marked with {@link OverlappedParameter}.
   * Calls with null for it pass unguarded: they are synchronous. Other methods pass as they are.
   *
   * <p>All arguments of a call stay reachable until its operation has ended. Arrays and heap
   * buffers are refused, since JNA passes a copy on that it frees when the call returns; one {@code
   * int[1]} or {@code long[1]} for a count is let through. Whether the operation is in flight
   * follows from the result (BOOL, 0 or SOCKET_ERROR, an error, NTSTATUS or HRESULT) and {@code
   * Native.getLastError()}, which the caller can ask for as ever. A {@code LastErrorException} of
   * 997 means in flight, and is passed on, too. After any other exception than that of a function
   * that could not be called, the operation counts as in flight.
   *
   * <p>A structure is written to its memory at the start of an operation, and JNA's own writing is
   * switched off for it for good ({@code setAutoWrite(false)}): any later call with it would write
   * the status that it remembers over the kernel's. {@code GetOverlappedResult}, {@code
   * GetOverlappedResultEx}, {@code WSAGetOverlappedResult}, {@code CancelIoEx} and {@code
   * PostQueuedCompletionStatus} start no operation and are not checked.
   *
   * <p>Direct-mapped natives have no interface: call {@link #before} by hand.
   *
   * @param api an interface
   * @param library what JNA made of it
   * @param <T> the interface
   * @return the same with the guard
   * @throws IllegalArgumentException if the type is no interface, or one that this cannot call, or
   *     a parameter is marked that cannot be an address
   */
  public <T> T wrap(Class<T> api, T library) {
    Objects.requireNonNull(library, "library");
    return GuardedCalls.wrap(this, Win32.calls(), api, library);
  }

  /** One call under the guard. */
  public final class Ticket {
    private final InFlight flight;
    private final NativeMemory memory;
    private final long statusBefore;
    private boolean returned;

    private Ticket(InFlight flight, NativeMemory memory, long statusBefore) {
      this.flight = flight;
      this.memory = memory;
      this.statusBefore = statusBefore;
    }

    /**
     * Says what the call returned.
     *
     * @param error 0 if it succeeded, otherwise what GetLastError or WSAGetLastError says: 997
     *     (ERROR_IO_PENDING, WSA_IO_PENDING) if the operation is in flight. Some functions succeed
     *     when the operation has only been queued (ReadDirectoryChangesW), so after a 0 the
     *     OVERLAPPED decides.
     * @throws IllegalStateException if it was said before
     */
    public void returned(int error) {
      synchronized (lock) {
        if (returned) {
          throw new IllegalStateException("the call has returned already");
        }
        returned = true;
        flight.returned();
        if (error != Kernel.IO_PENDING && error != Kernel.SUCCESS) {
          // Nothing is in flight, and the status that was set for it must not say so.
          memory.buffer().putLong(0, statusBefore);
          flights.remove(flight);
        } else if (flight.isOver()) {
          flights.remove(flight);
        }
        noteBusy();
      }
    }

    /**
     * Whether the operation is in flight. Lets go of it if it has ended.
     *
     * @return true until the kernel is done with it
     */
    public boolean isPending() {
      synchronized (lock) {
        if (flights.contains(flight) && flight.isOver()) {
          flights.remove(flight);
          noteBusy();
        }
        return flights.contains(flight);
      }
    }
  }
}
