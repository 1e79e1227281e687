package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.windows.OnWindows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Eight threads submit, cancel, time out, complete by hand, connect, close sockets, pipes and
 * engines at random, with thousands of operations pending, while the machine's addresses change.
 * Nothing hangs, and nothing is left.
 */
@OnWindows
@Tag("load")
class SoakTest {
  private static final int THREADS = 8;
  private static final long KEPT_BYTES = 128L << 20;

  private final CanaryKernel canary = new CanaryKernel(new Win32Kernel(), KEPT_BYTES);

  SoakTest() throws KernelException {}

  @Test
  void everythingEndsAndNothingIsLeft() throws Exception {
    soak("warm-up", 0, 2, false); // loads and opens whatever stays
    Belongings before = Belongings.now();
    soak("SoakTest", Load.seed("SoakTest"), Load.duration(15).toSeconds(), false);
    Belongings.now().assertNotMoreThan(before);
  }

  @Test
  void hostileDependentsHarmNobody() throws Exception {
    soak("hostile soak", Load.seed("hostile soak"), Load.duration(8).toSeconds(), true);
  }

  private void soak(String name, long seed, long seconds, boolean hostile) throws Exception {
    long changing = Math.max(0, seconds - 2);
    AddressChanges changes = AddressChanges.start(changing);
    Soak soak = new Soak(canary);
    soak.run(THREADS, seed, seconds, hostile);
    changes.await();
    soak.endings.untilAllEnded(name);
    Load.untilNoThreads(CanaryIo.THREADS);
    System.out.printf(
        "%s: %d engines, at most %d pending, closing took %d ms at most,"
            + " %d pieces of memory released, %d threads blocked%n",
        name,
        soak.enginesOpened.get(),
        soak.mostPending.get(),
        soak.longestCloseMillis(),
        canary.freed(),
        Math.min(HostileDependents.BLOCKED, soak.blocked.get()));
    canary.releaseKept();
    canary.check();
    assertThat(canary.livePieces()).isZero();
    assertThat(canary.openEvents()).isZero();
  }
}
