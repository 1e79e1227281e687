package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.Overlapped;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Checks an OVERLAPPED before a call that people make themselves, on a file or socket that is bound
 * to a completion port of somebody else's (the JDK's, say), and keeps what the kernel has in its
 * hands. Each broken {@link OverlappedRule} is refused with an {@link OverlappedRuleException}
 * before anything is issued.
 *
 * <pre>{@code
 * OverlappedGuard.Ticket ticket = guard.before(overlapped, buffer, socket);
 * if (MyWinsock.WSARecvMsg(socket, message, 0, overlapped, 0) == 0) {
 *   ticket.completed();
 * } else {
 *   ticket.returned(Native.getLastError());
 * }
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
 * While {@code Internal} says pending it is never over, whatever happens to the event. At each
 * {@code before} of any guard a few operations are looked at, those of guards that nobody has any
 * more among them, and all of one guard in {@link #pending}; until then it keeps what it was given.
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
  private static final int EVENT_OFFSET = 24;

  private final long number = BusyGuards.number();
  private final OverlappedPort port;
  private final ReentrantLock lock = new ReentrantLock();

  // Both under the lock.
  private final Flights flights = new Flights();
  private final OverlappedChecks checks;

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
    checks = new OverlappedChecks(port, flights);
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
    OverlappedChecks.requireAddress(overlapped);
    BusyGuards.sweepSome();
    lock.lock();
    try {
      flights.sweepSome();
      NativeMemory memory = port.memory(overlapped, Overlapped.SIZE);
      if (memory == null) {
        throw OverlappedChecks.broken(OverlappedRule.MEMORY_WRITABLE, overlapped, "is not");
      }
      checks.requireFree(overlapped);
      fill.run();
      long event = memory.buffer().getLong(EVENT_OFFSET);
      checks.requireEvent(overlapped, event);
      Ticket ticket = new Ticket(new InFlight(port, memory, event, kept));
      BusyGuards.add(number, this);
      ticket.flight.prepare(memory);
      flights.add(ticket.flight);
      return ticket;
    } finally {
      unlock();
    }
  }

  /** Whoever leaves sees to it that the guard stays as long as something is in flight. */
  private void unlock() {
    try {
      if (flights.size() == 0) {
        BusyGuards.remove(number);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A look at what has ended, for {@link BusyGuards}; waits for nobody. */
  void sweepUnlessInUse() {
    if (lock.tryLock()) {
      try {
        flights.sweepSome();
      } finally {
        unlock();
      }
    }
  }

  /**
   * How many operations are in flight. Lets go of all that have ended.
   *
   * @return those whose call has not returned yet included
   */
  public int pending() {
    lock.lock();
    try {
      flights.sweep();
      return flights.size();
    } finally {
      unlock();
    }
  }

  /**
   * To be asked before the memory of an OVERLAPPED is freed or used for something else.
   *
   * @param overlapped its address
   * @throws OverlappedRuleException if its operation is in flight: then it must stay
   */
  public void release(long overlapped) {
    lock.lock();
    try {
      InFlight flight = flights.overlapping(overlapped, Overlapped.SIZE);
      // Two can overlap, one from each side.
      for (; flight != null; flight = flights.overlapping(overlapped, Overlapped.SIZE)) {
        if (!flight.isOverSoon()) {
          throw OverlappedChecks.broken(
              OverlappedRule.MEMORY_NOT_REUSED, flight.address(), "has an operation in flight");
        }
        flights.remove(flight);
      }
    } finally {
      unlock();
    }
  }

  /**
   * Puts this guard before every method of a JNA interface that takes an OVERLAPPED: a structure
   * whose class, or one that it extends, has a name that ends in OVERLAPPED (JNA's {@code
   * WinBase.OVERLAPPED} is one), or a parameter that is marked with {@link OverlappedParameter},
   * there or in an interface above. Well-known functions (DeviceIoControl, ReadFile, WSARecv and
   * others) need no mark. Calls with null for it pass unguarded: they are synchronous. Other
   * methods pass as they are. The body of a default method runs on the guarded interface, so the
   * methods that it calls are guarded; the default method itself is not.
   *
   * <p>All arguments of a call stay reachable until its operation has ended. Arrays, strings and
   * heap buffers are refused, since JNA passes a copy on that it frees when the call returns; an
   * {@code int[1]} or {@code long[1]} is let through where a well-known function has a count that
   * only the call writes. Callbacks are refused, since a completion routine takes the event's
   * place. Whether the operation is in flight follows from the result (of well-known functions as
   * documented; otherwise BOOL, 0 or SOCKET_ERROR, an error, NTSTATUS or HRESULT) and {@code
   * Native.getLastError()}, which the caller can ask for as ever. A {@code LastErrorException} of
   * 997 means in flight, and is passed on, too. After any other exception than that of a function
   * that could not be called, the operation counts as in flight.
   *
   * <p>A structure is written to its memory at the start of an operation, and JNA's own writing is
   * switched off for it for good ({@code setAutoWrite(false)}): any later call with it would write
   * the status that it remembers over the kernel's. {@code GetOverlappedResult}, {@code
   * GetOverlappedResultEx}, {@code WSAGetOverlappedResult}, {@code CancelIoEx}, {@code
   * PostQueuedCompletionStatus}, {@code CancelIPChangeNotify} and {@code UnenableRouter} start no
   * operation and are not checked.
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
    private boolean said;

    private Ticket(InFlight flight) {
      this.flight = flight;
    }

    /**
     * Says what the call returned. Until this or {@link #completed} is said the operation counts as
     * in flight, so it must be said after an exception of the call, too: 997 then, if nobody knows
     * better. After a failure {@code Internal} is what it was before, unless the kernel wrote it.
     *
     * @param error 0 if it succeeded, otherwise what GetLastError or WSAGetLastError says: 997
     *     (ERROR_IO_PENDING, WSA_IO_PENDING) if the operation is in flight. Some functions succeed
     *     when the operation has only been queued (ReadDirectoryChangesW), so after a 0 the
     *     OVERLAPPED decides.
     * @throws IllegalStateException if it was said before
     */
    public void returned(int error) {
      lock.lock();
      try {
        say();
        if (error == Kernel.IO_PENDING || error == Kernel.SUCCESS) {
          flight.callReturned();
          flights.removeIfOver(flight);
        } else {
          flight.callEnded(false);
          flights.remove(flight);
        }
      } finally {
        unlock();
      }
    }

    /**
     * Says that the call returned a success which means that the operation is complete, as that of
     * WSAIoctl, WSARecv, DeviceIoControl, ReadFile or LockFileEx does. Nothing is in flight then,
     * also if the provider has not touched the OVERLAPPED: then {@code Internal} becomes 0.
     *
     * @throws IllegalStateException if something was said before
     */
    public void completed() {
      lock.lock();
      try {
        say();
        flight.callEnded(true);
        flights.remove(flight);
      } finally {
        unlock();
      }
    }

    private void say() {
      if (said) {
        throw new IllegalStateException("the call has returned already");
      }
      said = true;
    }

    /**
     * Whether the operation is in flight. Lets go of it if it has ended.
     *
     * @return true until the kernel is done with it
     */
    public boolean isPending() {
      lock.lock();
      try {
        if (flights.contains(flight)) {
          flights.removeIfOver(flight);
        }
        return flights.contains(flight);
      } finally {
        unlock();
      }
    }
  }
}
