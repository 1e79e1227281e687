package io.github.asyncioctl.benchmarks.peers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What this process uses. */
final class Usage {
  /** sizeof(PROCESS_MEMORY_COUNTERS) (psapi.h) and where WorkingSetSize is in it. */
  private static final int COUNTERS_SIZE = 72;

  private static final int WORKING_SET_SIZE = 16;

  private static final int COLLECTIONS = 10;
  private static final int NOISE_BYTES = 1024;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Usage() {}

  static double cpuMillis() {
    return SYSTEM.getProcessCpuTime() / 1e6;
  }

  /** Resident memory in KB. With a heap of fixed size, touched at the start, it grows natively. */
  static double residentKilobytes() {
    byte[] counters = new byte[COUNTERS_SIZE];
    if (Native32.K32GetProcessMemoryInfo(Native32.GetCurrentProcess(), counters, counters.length)
        == 0) {
      throw new IllegalStateException("GetProcessMemoryInfo failed");
    }
    return ByteBuffer.wrap(counters).order(ByteOrder.LITTLE_ENDIAN).getLong(WORKING_SET_SIZE)
        / 1024.0;
  }

  /** The heap that is reachable, in bytes: what is left when collecting frees no more. */
  static double heapBytes() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      if (now >= used - NOISE_BYTES) {
        return now;
      }
      used = now;
    }
    return used;
  }

  static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
