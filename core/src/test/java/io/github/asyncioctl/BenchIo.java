package io.github.asyncioctl;

import io.github.asyncioctl.contract.Bench;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

/** The public API on the kernel of a bench. */
public final class BenchIo {
  private BenchIo() {}

  /**
   * Opens an engine.
   *
   * @param executor null for the default
   */
  public static AsyncIoctl open(Bench bench, Executor executor) throws KernelException {
    Settings settings =
        new Settings(
            "bench", executor, Duration.ofSeconds(20), AtOnce.CODES, Set.of(), bench.clock());
    return new AsyncIoctl(new Engine(bench.kernel(), settings, Names.FAILURES));
  }
}
