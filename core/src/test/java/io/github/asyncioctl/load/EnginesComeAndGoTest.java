package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.windows.OnWindows;
import java.nio.channels.DatagramChannel;
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

  EnginesComeAndGoTest() throws KernelException {}

  @Test
  void nothingIsLeftOfThem() throws Exception {
    openUseAndClose(50);
    Belongings before = Belongings.now();
    int times = Load.times(FEW, ALL);
    long start = System.nanoTime();
    openUseAndClose(times);
    System.out.printf(
        "EnginesComeAndGoTest: %d engines in %.1f s%n", times, (System.nanoTime() - start) / 1e9);
    endings.untilAllEnded("EnginesComeAndGoTest");
    Load.untilNoThreads(CanaryIo.THREADS);
    canary.check();
    assertThat(canary.livePieces()).isZero();
    assertThat(canary.openEvents()).isZero();
    Belongings.now().assertNotMoreThan(before);
  }

  private void openUseAndClose(int times) throws Exception {
    try (DatagramChannel socket = DatagramChannel.open()) {
      for (int i = 0; i < times; i++) {
        try (CanaryIo io = new CanaryIo(canary, Load.BOUND.dividedBy(2))) {
          if (i % 2 == 0) {
            endings.expect(io.socket(socket, FIONREAD, null, 4));
          }
          if (i % 4 == 0) {
            endings.expect(io.socket(socket, SIO_ADDRESS_LIST_CHANGE, null, 0));
          }
        }
      }
    }
  }
}
