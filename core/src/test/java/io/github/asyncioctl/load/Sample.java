package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.RawWin32;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;

/**
 * What the process has between two rounds of a mixed run, when nothing is under way.
 *
 * @param seconds since the run began
 * @param operations so far, of all kinds
 * @param belongings handles and heap
 * @param threads of this JVM
 * @param nativeBytes bytes that the engines have allocated and not released; what is kept is among
 *     them
 * @param kept operations whose memory is kept for good
 * @param workingSet resident bytes of the process
 * @param ofJvm how many of these are of the JVM's heap, code and classes, as it tells
 */
record Sample(
    long seconds,
    long operations,
    Belongings belongings,
    int threads,
    long nativeBytes,
    int kept,
    long workingSet,
    long ofJvm) {
  static final String TITLES =
      "seconds,operations,handles,native KB,kept,heap KB,threads,working set KB,of the JVM KB";

  private static final int WORDS = 9;
  private static final int WORKING_SET = 2;

  static Sample now(long seconds, long operations, long nativeBytes, int kept)
      throws InterruptedException {
    Belongings belongings = Belongings.now();
    long[] counters = new long[WORDS];
    int done =
        RawWin32.K32GetProcessMemoryInfo(
            RawWin32.GetCurrentProcess(), counters, WORDS * Long.BYTES);
    assertThat(done).as("GetProcessMemoryInfo").isNotZero();
    return new Sample(
        seconds,
        operations,
        belongings,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        nativeBytes,
        kept,
        counters[WORKING_SET],
        touchedByJvm());
  }

  /**
   * What the JVM has from the system it need not have touched, so that it is not resident yet. Of
   * the heap it has touched what it has ever used.
   */
  private static long touchedByJvm() {
    long used =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return Math.min(used, memory.getHeapMemoryUsage().getCommitted())
        + memory.getNonHeapMemoryUsage().getCommitted();
  }

  /** Resident bytes that the JVM does not know of: what was allocated natively, and stacks. */
  long besideJvm() {
    return workingSet - ofJvm;
  }

  /** A line of a table, in the order of the {@link #TITLES}. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%d,%d,%d,%d,%d,%d,%d,%d,%d",
        seconds,
        operations,
        belongings.handles(),
        nativeBytes >> 10,
        kept,
        belongings.heap() >> 10,
        threads,
        workingSet >> 10,
        ofJvm >> 10);
  }
}
