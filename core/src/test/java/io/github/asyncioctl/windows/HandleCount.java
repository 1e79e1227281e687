package io.github.asyncioctl.windows;

import java.util.stream.LongStream;

/**
 * How many handles this process has open. Wine does not count them, but gives a new one the lowest
 * free value, a multiple of 4: so when enough are opened to fill the gaps, the highest value tells.
 */
public final class HandleCount {
  private static final int PROBES = 1024;
  private static final int STEP = 4;

  private HandleCount() {}

  public static int now() {
    int[] count = new int[1];
    if (RawWin32.GetProcessHandleCount(RawWin32.GetCurrentProcess(), count) != 0 && count[0] > 0) {
      return count[0];
    }
    long[] probes =
        LongStream.generate(() -> RawWin32.CreateEventW(0, 1, 0, 0)).limit(PROBES).toArray();
    LongStream.of(probes).forEach(RawWin32::CloseHandle);
    return (int) (LongStream.of(probes).max().orElseThrow() / STEP) - PROBES;
  }
}
