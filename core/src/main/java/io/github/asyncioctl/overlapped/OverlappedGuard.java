package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.Overlapped;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Checks an OVERLAPPED before a call that you make yourself, on a file or socket that is bound to a
 * completion port of other code (the JDK's, for instance), and keeps reachable what the kernel
 * uses. If the call breaks an {@link OverlappedRule}, the guard throws an {@link
 * OverlappedRuleException} before anything is issued.
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
 * <p><b>Ownership.</b> The caller owns the OVERLAPPED, the buffers and the event. From {@code
 * before} until the operation has ended the kernel uses them. Do not write or free them during that
 * time. The guard keeps the objects that it was given reachable, so that the garbage collector does
 * not free them either. The guard writes one field, {@code Internal}, which it sets to
 * STATUS_PENDING because not every provider does, and resets the event, as the start of the
 * operation would. If you free native memory by hand, do it after {@link #release}, or at least
 * after the end of the operation.
 *
 * <p><b>When an operation has ended.</b> A call that fails with any error but 997 leaves nothing in
 * flight. Otherwise the operation has ended when the call has returned and {@code Internal} says
 * so. If its event is a {@link TaggedEvent} that was not reset, the event must also be signalled,
 * or {@code Internal} must hold a failure; that detects memory that was cleared too early. While
 * {@code Internal} says pending, the operation has not ended, whatever happens to the event. Each
 * {@code before} of any guard checks a few operations, including those of unreachable guards;
 * {@link #pending} checks all operations of its guard. Until then the guard keeps what it was
 * given.
 *
 * <p><b>Threads.</b> All methods are thread-safe. None blocks, except for about 50 ms before the
 * guard refuses memory whose operation seems to have just ended. Note that Windows may cancel a
 * thread's operations in flight when the thread ends. A guard knows only the operations that were
 * started under it: use one guard for all.
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
   * Creates a guard.
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
   * Checks an OVERLAPPED and prepares it: resets its event and sets {@code Internal} to
   * STATUS_PENDING. The call must follow at once, on this thread.
   *
   * @param overlapped its address
   * @param kept objects that stay reachable until the operation has ended: buffers, the socket
   * @return a ticket, which takes the result of the call
   * @throws OverlappedRuleException if a rule is broken
   */
  public Ticket before(long overlapped, Object... kept) {
    return before(overlapped, () -> {}, kept.clone());
  }

  /**
   * The same for an OVERLAPPED that is not in its memory yet.
   *
   * @param fill writes it there, once nothing in flight uses that memory
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

  /** The thread that leaves ensures that the guard stays reachable while something is in flight. */
  private void unlock() {
    try {
      if (flights.size() == 0) {
        BusyGuards.remove(number);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Checks what has ended, for {@link BusyGuards}; never blocks. */
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
   * How many operations are in flight. Releases all that have ended.
   *
   * @return the number, including operations whose call has not returned yet
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
   * Call this before you free or reuse the memory of an OVERLAPPED.
   *
   * @param overlapped its address
   * @throws OverlappedRuleException if its operation is in flight: then the memory must stay
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
   * Guards every method of a JNA interface that takes an OVERLAPPED. That is a structure whose
   * class or superclass has a name that ends in OVERLAPPED (JNA's {@code WinBase.OVERLAPPED} is
   * one), or a parameter that is annotated with {@link OverlappedParameter}, in this interface or
   * in a superinterface. Well-known functions (DeviceIoControl, ReadFile, WSARecv and others) need
   * no annotation. A call that passes null for it is synchronous and unguarded. Other methods are
   * unguarded, too. The body of a default method runs on the guarded interface, so the methods that
   * it calls are guarded; the default method itself is not.
   *
   * <p>All arguments of a call stay reachable until its operation has ended. The guard refuses
   * arrays, strings and heap buffers, because JNA passes a copy that it frees when the call
   * returns. It accepts an {@code int[1]} or {@code long[1]} where a well-known function has a
   * count that only the call writes. It refuses callbacks, because a completion routine replaces
   * the event. Whether the operation is in flight follows from the result (as documented for
   * well-known functions; otherwise BOOL, 0 or SOCKET_ERROR, an error, NTSTATUS or HRESULT) and
   * {@code Native.getLastError()}, which the caller can still read. A {@code LastErrorException} of
   * 997 means in flight; the caller gets it, too. After any other exception, except that the
   * function could not be called, the operation counts as in flight.
   *
   * <p>At the start of an operation the guard writes a structure to its memory, and switches JNA's
   * own writing off for it permanently ({@code setAutoWrite(false)}): any later call with the
   * structure would overwrite the kernel's status with an old one. {@code GetOverlappedResult},
   * {@code GetOverlappedResultEx}, {@code WSAGetOverlappedResult}, {@code CancelIoEx}, {@code
   * PostQueuedCompletionStatus}, {@code CancelIPChangeNotify} and {@code UnenableRouter} start no
   * operation, so the guard does not check them.
   *
   * <p>Direct-mapped natives have no interface: call {@link #before} yourself.
   *
   * @param api the interface
   * @param library JNA's implementation of it
   * @param <T> the interface
   * @return the guarded implementation
   * @throws IllegalArgumentException if the type is not an interface, or has methods that the guard
   *     cannot call, or an annotated parameter cannot be an address
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
     * Reports what the call returned. Until you call this or {@link #completed}, the operation
     * counts as in flight. So call it after an exception, too; with 997 unless you know better.
     * After a failure {@code Internal} has its former value again, unless the kernel wrote it.
     *
     * @param error 0 if it succeeded, otherwise the error from GetLastError or WSAGetLastError: 997
     *     (ERROR_IO_PENDING, WSA_IO_PENDING) if the operation is in flight. Some functions report
     *     success when they have only queued the operation (ReadDirectoryChangesW), so after a 0
     *     the OVERLAPPED decides.
     * @throws IllegalStateException if the ticket already has a result
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
     * Reports that the call returned success and the operation is complete, as success of WSAIoctl,
     * WSARecv, DeviceIoControl, ReadFile or LockFileEx means. Then nothing is in flight. If the
     * provider has not touched the OVERLAPPED, {@code Internal} becomes 0.
     *
     * @throws IllegalStateException if the ticket already has a result
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
     * Whether the operation is in flight. Releases it if it has ended.
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
