package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.windows.OnWindows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Engines that are opened and closed, with work at hand and without, thousands of times. */
@OnWindows
@Tag("load")
class EnginesComeAndGoTest {
  private static final int FEW = 500;
  private static final int ALL = 10_000;
  private static final long KEPT_BYTES = 32L << 20;

  private final CanaryKernel canary = new CanaryKernel(new Win32Kernel(), KEPT_BYTES);
  private final Endings endings = new Endings();
  private final Visitors visitors = new Visitors(canary, endings);

  EnginesComeAndGoTest() throws KernelException {}

  @Test
  void nothingIsLeftOfThem() throws Exception {
    visitors.come(50);
    Belongings before = Belongings.now();
    int times = Load.times(FEW, ALL);
    long start = System.nanoTime();
    visitors.come(times);
    System.out.printf(
        "EnginesComeAndGoTest: %d engines in %.1f s%n", times, (System.nanoTime() - start) / 1e9);
    endings.untilAllEnded("EnginesComeAndGoTest");
    Load.untilNoThreads(CanaryIo.THREADS);
    canary.check();
    assertThat(canary.livePieces()).isZero();
    assertThat(canary.openEvents()).isZero();
    Belongings.now().assertNotMoreThan(before);
  }
}
