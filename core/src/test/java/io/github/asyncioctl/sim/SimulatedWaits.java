package io.github.asyncioctl.sim;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.waits.WaitPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The system's part of waits, simulated: objects, handles, and a thread pool that calls back when
 * the test says so. What would be undefined in the system is a violation here: a handle that is
 * closed while the pool may still wait for it, a mutex in the pool, an event that is used twice.
 */
public final class SimulatedWaits implements WaitPort {
  private static final int ACCESS_DENIED = 5;
  private static final int INVALID_HANDLE = 6;
  private static final int NO_RESOURCES = 1450;
  private static final int IO_PENDING = 997;

  /** What can be waited for. */
  public enum Kind {
    MANUAL,
    AUTO,
    SEMAPHORE,
    MUTEX,
    /** Something without the right to wait. */
    DENIED
  }

  private static final class Thing {
    final Kind kind;
    int signals;

    Thing(Kind kind) {
      this.kind = kind;
    }
  }

  private final class Wait implements Registration {
    final long handle;
    final Thing thing;
    final Runnable signalled;
    boolean armed = true;
    boolean isInCall;
    boolean isForgotten;
    long left;

    Wait(long handle, Thing thing, Runnable signalled) {
      this.handle = handle;
      this.thing = thing;
      this.signalled = signalled;
    }

    boolean isOver() {
      return !armed && !isInCall && left == 0;
    }

    @Override
    public int unregister(long event) {
      synchronized (SimulatedWaits.this) {
        if (refusesUnregister) {
          return INVALID_HANDLE;
        }
        require(left == 0 && !isForgotten, "unregistered twice");
        require(
            waits.stream().noneMatch(other -> other.left == event), "an event of two departures");
        armed = false;
        left = event;
        boolean pending = isInCall;
        leaveIfPossible(this);
        return pending ? IO_PENDING : 0;
      }
    }

    @Override
    public void forget() {
      synchronized (SimulatedWaits.this) {
        require(isOver() && !isForgotten, "forgotten too early, or twice");
        isForgotten = true;
        waits.remove(this);
      }
    }
  }

  private final Map<Long, Thing> handles = new HashMap<>();
  private final List<Wait> waits = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private long lastHandle = 0x1000;
  private boolean holdsRegister;
  private boolean isHeldInRegister;
  private boolean holdsCalls;
  private boolean refusesRegister;
  private boolean refusesUnregister;
  private boolean leavesLater;
  private int refusedEvents;

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }

  // --- The test's ---

  /** Opens a handle of a new object. */
  public synchronized long create(Kind kind) {
    return open(new Thing(kind));
  }

  private long open(Thing thing) {
    lastHandle += 4;
    handles.put(lastHandle, thing);
    return lastHandle;
  }

  /** The owner closes his handle. */
  public synchronized void closeOwners(long handle) {
    handles.remove(handle);
  }

  /** Signals an object; the pool calls back at once, on this thread, if it waits for it. */
  public void signal(long handle) {
    List<Wait> called = new ArrayList<>();
    synchronized (this) {
      Thing thing = handles.get(handle);
      thing.signals++;
      for (Wait each : List.copyOf(waits)) {
        if (each.thing == thing && each.armed && thing.signals > 0) {
          take(thing);
          each.armed = false;
          each.isInCall = true;
          called.add(each);
        }
      }
    }
    called.forEach(each -> each.signalled.run());
    if (!holdsCalls) {
      callsReturn();
    }
  }

  private static void take(Thing thing) {
    if (thing.kind != Kind.MANUAL) {
      thing.signals--;
    }
  }

  /** The signals that nobody has taken. */
  public synchronized int signals(long handle) {
    return handles.get(handle).signals;
  }

  /** Whether calls of the system's stay in the callback until {@link #callsReturn}. */
  public void holdCalls(boolean hold) {
    holdsCalls = hold;
  }

  /** The callbacks return to the system. */
  public synchronized void callsReturn() {
    for (Wait each : waits) {
      each.isInCall = false;
      leaveIfPossible(each);
    }
  }

  private void leaveIfPossible(Wait wait) {
    if (wait.left != 0 && !wait.isInCall && !leavesLater) {
      handles.get(wait.left).signals = 1;
      wait.left = 0;
      notifyAll();
    }
  }

  /** Whether the pool says success when it is asked to forget, and forgets later, as Wine does. */
  public synchronized void setLeavesLater(boolean later) {
    leavesLater = later;
    callsReturn();
  }

  /** Whether the call that registers does not return, though the wait is registered. */
  public synchronized void holdRegister(boolean hold) {
    holdsRegister = hold;
    notifyAll();
  }

  /** Whether a thread is held there. */
  public synchronized boolean isHeldInRegister() {
    return isHeldInRegister;
  }

  public synchronized void refuseRegister(boolean refuse) {
    refusesRegister = refuse;
  }

  public synchronized void refuseUnregister(boolean refuse) {
    refusesUnregister = refuse;
  }

  /** The next events cannot be created. */
  public synchronized void refuseEvents(int count) {
    refusedEvents = count;
  }

  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  public synchronized int openHandles() {
    return handles.size();
  }

  /** Waits that the pool has. */
  public synchronized int registered() {
    return waits.size();
  }

  // --- The port ---

  @Override
  public synchronized long duplicate(long handle) throws KernelException {
    Thing thing = handles.get(handle);
    if (thing == null) {
      throw new KernelException("DuplicateHandle", INVALID_HANDLE);
    }
    if (thing.kind == Kind.DENIED) {
      throw new KernelException("DuplicateHandle", ACCESS_DENIED);
    }
    return open(thing);
  }

  /** Its pid is the value of one of its handles. */
  @Override
  public long openProcess(long pid) throws KernelException {
    return duplicate(pid);
  }

  @Override
  public synchronized boolean isMutex(long handle) {
    return handles.get(handle).kind == Kind.MUTEX;
  }

  @Override
  public synchronized boolean isSignalled(long handle) {
    Thing thing = handles.get(handle);
    boolean signalled = thing.signals > 0;
    if (signalled) {
      take(thing);
    }
    return signalled;
  }

  @Override
  public synchronized void close(long handle) {
    require(handles.remove(handle) != null, "closed twice");
    require(
        waits.stream().noneMatch(each -> each.handle == handle || each.left == handle),
        "closed while the pool has it");
  }

  @Override
  public synchronized long createEvent() throws KernelException {
    if (refusedEvents > 0) {
      refusedEvents--;
      throw new KernelException("CreateEvent", NO_RESOURCES);
    }
    return open(new Thing(Kind.AUTO));
  }

  @Override
  public synchronized boolean await(long event, int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!isSignalled(event)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      sleep(TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }
    return true;
  }

  @SuppressWarnings("WaitNotInLoop") // the callers loop
  private void sleep(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Registration register(long handle, Runnable signalled) throws KernelException {
    Wait wait;
    boolean already;
    synchronized (this) {
      if (refusesRegister) {
        throw new KernelException("RegisterWaitForSingleObject", NO_RESOURCES);
      }
      Thing thing = handles.get(handle);
      require(thing != null, "a handle that is closed");
      require(thing.kind != Kind.MUTEX, "a mutex in the pool ends the process");
      wait = new Wait(handle, thing, signalled);
      waits.add(wait);
      already = thing.signals > 0;
      if (already) {
        take(thing);
        wait.armed = false;
        wait.isInCall = holdsCalls;
      }
    }
    if (already) {
      signalled.run();
    }
    synchronized (this) {
      isHeldInRegister = holdsRegister;
      notifyAll();
      while (holdsRegister) {
        sleep(0);
      }
      isHeldInRegister = false;
    }
    return wait;
  }
}
