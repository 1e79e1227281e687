package io.github.asyncioctl.faults;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Holds the waiter at its calls of the kernel until the test lets it go on. */
final class Stepper {
  /** Where it is held. */
  enum Hold {
    NOWHERE,
    /** In a starting call, when the kernel has the operation and before the call returns. */
    IN_STARTS,
    /** There, and before it starts, waits or cancels. */
    EVERYWHERE
  }

  private final SimulatedKernel sim;
  private Hold hold = Hold.NOWHERE;
  private int permits;
  private boolean waiting;
  private boolean inStart;
  private volatile boolean beforeStart;

  /** Its monitor is the simulated kernel's, so that one wait is enough for both. */
  Stepper(SimulatedKernel sim) {
    this.sim = sim;
  }

  Kernel kernel() {
    return (Kernel)
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, args) -> call(method, args));
  }

  private Object call(Method method, Object[] args) throws Throwable {
    boolean start = method.getName().endsWith("Ioctl");
    boolean held =
        start || method.getName().equals("waitForAny") || method.getName().equals("cancel");
    boolean waiter = Thread.currentThread().getName().endsWith("-waiter");
    try {
      if (held && waiter) {
        beforeStart = start;
        pass(false);
        beforeStart = false;
      }
      Object result = method.invoke(sim, args);
      if (start && waiter) {
        pass(true);
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void pass(boolean start) {
    synchronized (sim) {
      inStart = start;
      waiting = true;
      sim.notifyAll();
      while (isStopped()) {
        try {
          sim.wait();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      waiting = false;
      if (isHere()) {
        permits--;
      }
    }
  }

  private boolean isHere() {
    return hold == Hold.EVERYWHERE || (hold == Hold.IN_STARTS && inStart);
  }

  private boolean isStopped() {
    return isHere() && permits == 0;
  }

  void hold(Hold newHold) {
    synchronized (sim) {
      hold = newHold;
      permits = 0;
      sim.notifyAll();
    }
  }

  /** Lets the waiter go on, to where it is held next. */
  void step() {
    synchronized (sim) {
      if (isHeld()) {
        permits++;
        sim.notifyAll();
      }
    }
  }

  /** Whether the waiter is held. */
  boolean isHeld() {
    synchronized (sim) {
      return waiting && isStopped();
    }
  }

  /** Whether the waiter is held before a starting call. */
  boolean isHeldBeforeStart() {
    return isHeld() && beforeStart;
  }

  /** Whether the waiter is held in a starting call. */
  boolean isHeldInStart() {
    synchronized (sim) {
      return isHeld() && inStart;
    }
  }
}
