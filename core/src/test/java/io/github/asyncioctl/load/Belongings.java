package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.RawWin32;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * What this process has at a moment.
 *
 * @param handles open handles. Wine does not count them, but gives a new one the lowest free value,
 *     a multiple of 4: so when enough are opened to fill the gaps, the highest value tells
 * @param heap bytes of live objects
 */
record Belongings(int handles, long heap) {
  private static final int PROBES = 4096;
  private static final int STEP = 4;
  private static final int HANDLE_NOISE = 200;
  private static final long HEAP_NOISE = 16L << 20;

  static Belongings now() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(50); // for cleaners
    }
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Belongings(countHandles(), heap);
  }

  private static int countHandles() {
    int[] count = new int[1];
    if (RawWin32.GetProcessHandleCount(RawWin32.GetCurrentProcess(), count) != 0 && count[0] > 0) {
      return count[0];
    }
    long[] probes =
        LongStream.generate(() -> RawWin32.CreateEventW(0, 1, 0, 0)).limit(PROBES).toArray();
    LongStream.of(probes).forEach(RawWin32::CloseHandle);
    return (int) (LongStream.of(probes).max().orElseThrow() / STEP) - PROBES;
  }

  /** Not more than before, but for what the JVM itself opens and keeps now and then. */
  void assertNotMoreThan(Belongings before) {
    System.out.println("before: " + before + ", after: " + this);
    assertThat(handles - before.handles).as("more handles").isLessThan(HANDLE_NOISE);
    assertThat(heap - before.heap).as("more heap").isLessThan(HEAP_NOISE);
  }
}
