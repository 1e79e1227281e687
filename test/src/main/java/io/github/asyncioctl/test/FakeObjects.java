package io.github.asyncioctl.test;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.waits.WaitPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waitable objects with their handles and their waits. A signal is delivered on the thread that
 * signals, while Windows uses a thread of its own.
 */
final class FakeObjects implements WaitPort {
  /** What a signal does to an object. */
  enum Kind {
    MANUAL_RESET,
    AUTO_RESET,
    SEMAPHORE,
    MUTEX
  }

  private static final class Thing {
    final Kind kind;

    /** How many waits they satisfy; one signal of a manual-reset event satisfies all. */
    int signals;

    Thing(Kind kind) {
      this.kind = kind;
    }

    void signal() {
      signals = kind == Kind.SEMAPHORE ? signals + 1 : 1;
    }
  }

  private final class Wait implements Registration {
    final Thing thing;
    final Runnable signalled;

    Wait(Thing thing, Runnable signalled) {
      this.thing = thing;
      this.signalled = signalled;
    }

    @Override
    public int unregister(long event) {
      synchronized (FakeObjects.this) {
        waits.remove(this);
        require(event).signal();
        FakeObjects.this.notifyAll();
        return Kernel.SUCCESS;
      }
    }

    @Override
    public void forget() {
      // Nothing is kept of it.
    }
  }

  private final Map<Long, Thing> handles = new HashMap<>();
  private final Set<Long> owned = new HashSet<>();
  private final List<Wait> waits = new ArrayList<>();
  private long next = 0x1000;

  // --- The test's ---

  synchronized long create(Kind kind) {
    long handle = open(new Thing(kind));
    owned.add(handle);
    return handle;
  }

  private long open(Thing thing) {
    next += 4;
    handles.put(next, thing);
    return next;
  }

  private Thing require(long handle) {
    Thing thing = handles.get(handle);
    if (thing == null) {
      throw new IllegalArgumentException("not a handle of this fake: " + handle);
    }
    return thing;
  }

  void signal(long handle) {
    Thing thing;
    synchronized (this) {
      thing = require(handle);
    }
    signal(thing);
  }

  private void signal(Thing thing) {
    List<Wait> told;
    synchronized (this) {
      thing.signal();
      told = take(thing);
    }
    told.forEach(each -> each.signalled.run());
  }

  /** The waits that get the signal: all of them, or as many as there are signals. */
  private List<Wait> take(Thing thing) {
    List<Wait> told = new ArrayList<>();
    for (Wait each : List.copyOf(waits)) {
      if (each.thing == thing && takeSignal(thing)) {
        waits.remove(each);
        told.add(each);
      }
    }
    return told;
  }

  private static boolean takeSignal(Thing thing) {
    boolean signalled = thing.signals > 0;
    if (signalled && thing.kind != Kind.MANUAL_RESET) {
      thing.signals--;
    }
    return signalled;
  }

  synchronized void reset(long handle) {
    require(handle).signals = 0;
  }

  /** Handles that the library has created and not closed. */
  synchronized int duplicates() {
    return handles.size() - owned.size();
  }

  /** Waits whose signal is still to be delivered. */
  synchronized int waits() {
    return waits.size();
  }

  // --- The port ---

  @Override
  public synchronized long duplicate(long handle) throws KernelException {
    Thing thing = handles.get(handle);
    if (thing == null) {
      throw new KernelException("DuplicateHandle", Kernel.INVALID_HANDLE);
    }
    return open(thing);
  }

  /** A process of this machine; one that no longer exists has ended. */
  @Override
  public long openProcess(long pid) {
    Thing process = new Thing(Kind.MANUAL_RESET);
    Optional<ProcessHandle> running = ProcessHandle.of(pid);
    if (running.isPresent()) {
      CompletableFuture<Void> unused = running.get().onExit().thenRun(() -> signal(process));
    } else {
      process.signal();
    }
    synchronized (this) {
      return open(process);
    }
  }

  @Override
  public synchronized boolean isMutex(long handle) {
    return require(handle).kind == Kind.MUTEX;
  }

  @Override
  public synchronized boolean isSignalled(long handle) {
    return takeSignal(require(handle));
  }

  @Override
  public synchronized void close(long handle) {
    handles.remove(handle);
    owned.remove(handle);
  }

  @Override
  public synchronized long createEvent() {
    return open(new Thing(Kind.AUTO_RESET));
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

  @SuppressWarnings("WaitNotInLoop") // its caller loops
  private void sleep(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Registration register(long handle, Runnable signalled) {
    Wait wait;
    @Nullable Runnable at = null;
    synchronized (this) {
      wait = new Wait(require(handle), signalled);
      if (takeSignal(wait.thing)) {
        at = signalled;
      } else {
        waits.add(wait);
      }
    }
    if (at != null) {
      at.run();
    }
    return wait;
  }
}
