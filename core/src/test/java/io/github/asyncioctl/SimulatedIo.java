package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.waits.WaitPort;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

/** The public API on a simulated kernel. */
public final class SimulatedIo {
  private SimulatedIo() {}

  /**
   * Opens an engine.
   *
   * @param executor null for the default
   */
  public static AsyncIoctl open(SimulatedKernel kernel, Executor executor) throws KernelException {
    return open(kernel, executor, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Opens an engine that refuses what goes beyond these bounds. */
  public static AsyncIoctl open(
      SimulatedKernel kernel, Executor executor, int maxPending, long maxPendingBytes)
      throws KernelException {
    Settings settings =
        new Settings(
            "simulated",
            executor,
            Duration.ofSeconds(5),
            AtOnce.CODES,
            Set.of(),
            kernel::nanoTime,
            maxPending,
            maxPendingBytes);
    return new AsyncIoctl(new Engine(kernel, settings, Names.FAILURES));
  }

  /** Opens an engine that waits through this port. */
  public static AsyncIoctl open(SimulatedKernel kernel, Executor executor, WaitPort waits)
      throws KernelException {
    return open("simulated", kernel, executor, waits, Duration.ofSeconds(5));
  }

  /** The same with a name for its threads, and a time for what does not come back. */
  public static AsyncIoctl open(
      String name, SimulatedKernel kernel, Executor executor, WaitPort waits, Duration drain)
      throws KernelException {
    Settings settings =
        new Settings(name, executor, drain, AtOnce.CODES, Set.of(), kernel::nanoTime);
    return new AsyncIoctl(new Engine(kernel, settings, Names.FAILURES), () -> waits);
  }
}
