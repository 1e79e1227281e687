package io.github.asyncioctl.internal.waits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.engine.CompanionParts;
import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedWaits;
import io.github.asyncioctl.sim.SimulatedWaits.Kind;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits need of an engine and of the system, without threads of their own: a test plays the
 * workers, and {@link #play} the keeper, which has to be asked to close on the way.
 */
final class WaitParts {
  final SimulatedWaits system = new SimulatedWaits();
  final WaitCounters counters = new WaitCounters();
  final Set<Wait> live = ConcurrentHashMap.newKeySet();
  final Set<Wait> held;
  final CompanionParts lent;
  final WaitPort port = new Heard();
  final Keeper keeper;
  private final Map<String, Step> steps = new ConcurrentHashMap<>();
  private volatile AssertionError wrong;

  /** Something that happens in a call of the port's. */
  @FunctionalInterface
  interface Step {
    void run() throws KernelException;
  }

  WaitParts() {
    this(null);
  }

  WaitParts(Executor executor) {
    this(executor, ConcurrentHashMap.newKeySet());
  }

  WaitParts(Executor executor, Set<Wait> held) {
    this.held = held;
    lent = new CompanionParts(executor, WaitParts::neverStarted);
    keeper = new Keeper(port, lent.companion(), counters, held);
  }

  private static Thread neverStarted(Runnable task, String role) {
    return new Thread(task, "parts-" + role);
  }

  /** The next time that a call is made, or has been made and is about to return, this happens. */
  void at(String moment, Step step) {
    steps.put(moment, step);
  }

  private void moment(String name) throws KernelException {
    Step step = steps.remove(name);
    if (step != null) {
      try {
        step.run();
      } catch (AssertionError e) { // which the keeper takes for a failure of the system's
        wrong = e;
        throw e;
      }
    }
  }

  /** Has the keeper do all that there is to do: it ends, and does not sleep before that. */
  void play() {
    play(keeper);
    if (wrong != null) {
      throw wrong;
    }
  }

  static void play(Runnable keeper) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread playing = new Thread(keeper);
    playing.setUncaughtExceptionHandler((thread, throwable) -> thrown.set(throwable));
    playing.start();
    while (playing.isAlive()) {
      boolean sleeps =
          playing.getState() == Thread.State.WAITING
              && LockSupport.getBlocker(playing) instanceof Keeper;
      assertThat(sleeps).as("it sleeps, and nobody is going to wake it").isFalse();
      Thread.onSpinWait();
    }
    assertThat(thrown.get()).as("the keeper's end").isNull();
  }

  /** A wait that nobody has sent yet, for an object that is not signalled. */
  Wait create() {
    return create(null);
  }

  Wait create(OperationRecord event) {
    try {
      long handle = system.create(Kind.AUTO);
      WaitTarget target = new WaitTarget(WaitTarget.WAITING, handle);
      Wait wait =
          new Wait(target, system.duplicate(handle), 0, keeper, lent.companion(), live, event);
      live.add(wait);
      return wait;
    } catch (KernelException e) {
      throw new AssertionError(e);
    }
  }

  /** One that is on its way to the keeper. */
  Wait send() {
    Wait wait = create();
    counters.pending.incrementAndGet();
    held.add(wait);
    assertThat(wait.mail()).isTrue();
    return wait;
  }

  void signal(Wait wait) {
    system.signal(wait.target.handle());
  }

  /** The system has nothing but the handles of those that own the objects. */
  void assertGivenBack(int owners) {
    assertThat(system.violations()).isEmpty();
    assertThat(system.registered()).as("waits that the pool has").isZero();
    assertThat(system.openHandles()).as("handles").isEqualTo(owners);
    assertThat(counters.pending()).as("pending").isZero();
    assertThat(held).isEmpty();
  }

  /** The simulated system, whose calls are moments. */
  private final class Heard implements WaitPort {
    @Override
    public long duplicate(long handle) throws KernelException {
      moment("duplicate");
      return system.duplicate(handle);
    }

    @Override
    public long openProcess(long pid) throws KernelException {
      moment("openProcess");
      return system.openProcess(pid);
    }

    @Override
    public boolean isMutex(long handle) throws KernelException {
      moment("isMutex");
      return system.isMutex(handle);
    }

    @Override
    public boolean isSignalled(long handle) throws KernelException {
      boolean signalled = system.isSignalled(handle);
      moment("looked");
      return signalled;
    }

    @Override
    public void close(long handle) {
      try {
        moment("close");
      } catch (KernelException e) {
        throw new AssertionError(e);
      }
      system.close(handle);
    }

    @Override
    public long createEvent() throws KernelException {
      moment("createEvent");
      return system.createEvent();
    }

    @Override
    public boolean await(long event, int millis) throws KernelException {
      moment("await");
      return system.await(event, millis);
    }

    @Override
    public Registration register(long handle, Runnable signalled) throws KernelException {
      Registration registration = system.register(handle, signalled);
      moment("registered");
      return new HeardRegistration(registration);
    }
  }

  private final class HeardRegistration implements WaitPort.Registration {
    private final WaitPort.Registration registration;

    HeardRegistration(WaitPort.Registration registration) {
      this.registration = registration;
    }

    @Override
    public int unregister(long event) {
      try {
        moment("unregister");
      } catch (KernelException e) {
        return e.error();
      }
      return registration.unregister(event);
    }

    @Override
    public void forget() {
      registration.forget();
    }
  }
}
