package io.github.asyncioctl.faults;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.faults.Fault.Call;
import io.github.asyncioctl.faults.Fault.Way;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The simulated kernel, of which certain uses of one call fail once it is armed. */
final class FaultyKernel {
  private final Fault fault;
  private final AtomicInteger uses = new AtomicInteger();
  private final AtomicInteger hits = new AtomicInteger();
  private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
  private volatile boolean armed;
  private volatile boolean fatal; // one thread at a time is in a call that fails

  FaultyKernel(Fault fault) {
    this.fault = fault;
  }

  /** Counts uses from now on. */
  void arm() {
    armed = true;
  }

  /** Nothing fails until it is armed again. */
  void disarm() {
    armed = false;
  }

  /** How many uses have failed. */
  int hits() {
    return hits.get();
  }

  /** Whether a use failed that an engine cannot survive. */
  boolean isFatal() {
    return fatal;
  }

  /** Whether a failure has its origin here. */
  boolean isCauseOf(Throwable failure) {
    // A wait that returns what it cannot return throws nothing by itself.
    boolean absurd = fault.call() == Call.WAIT && fault.way() == Way.RETURNS_AFTER;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (thrown.contains(each) || (absurd && each instanceof IndexOutOfBoundsException)) {
        return true;
      }
    }
    return false;
  }

  Kernel over(SimulatedKernel sim) {
    return (Kernel)
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, args) ->
                isHit(method) ? fail(sim, method, args) : invoke(sim, method, args));
  }

  private boolean isHit(Method method) {
    return armed
        && fault.call().method.equals(method.getName())
        && fault.covers(uses.incrementAndGet());
  }

  private Object fail(SimulatedKernel sim, Method method, Object[] args) throws Throwable {
    hits.incrementAndGet();
    if (fault.way() == Way.RETURNS_AFTER || fault.way() == Way.RUNS_OUT_AFTER) {
      Object unused = invoke(sim, method, args);
    }
    fatal |= isFatalHere();
    switch (fault.way()) {
      case RETURNS, RETURNS_AFTER -> {
        return fault.error();
      }
      case IGNORES -> {
        return null;
      }
      case THROWS -> throw remembered(new KernelException(method.getName(), fault.error()));
      default -> throw remembered(new OutOfMemoryError("simulated in " + method.getName()));
    }
  }

  private Throwable remembered(Throwable failure) {
    thrown.add(failure);
    return failure;
  }

  /** An engine survives what fails one operation only, and what fails on a caller's thread. */
  private boolean isFatalHere() {
    boolean error = fault.way() == Way.RUNS_OUT || fault.way() == Way.RUNS_OUT_AFTER;
    boolean onWaiter = Thread.currentThread().getName().endsWith("-waiter");
    return switch (fault.call()) {
      case WAIT -> true;
      case SET_EVENT -> !error;
      case FREE, CANCEL, DEVICE_ERROR -> error && onWaiter;
      default -> false;
    };
  }

  private static Object invoke(SimulatedKernel sim, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(sim, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Which call it is about. */
  Call call() {
    return fault.call();
  }

  /** Whether an operation that failed like this failed by the fault. */
  boolean explains(Throwable failure) {
    return isCauseOf(failure)
        || (failure instanceof IoctlException ioctl
            && (ioctl.error() == fault.error()
                || (fault.error() == Kernel.FAULTED
                    && String.valueOf(ioctl.getMessage()).contains("access violation"))));
  }
}
