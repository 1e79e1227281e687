package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.CanariedIo;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.windows.OnWindows;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wine answers SIO_BASE_HANDLE with a whole SOCKET, however short the output is. */
@OnWindows
@Tag("load")
class ShortOutputTest {
  private static final int POISONED_BYTES = 1 << 24;

  /** More than fits an inline slot, so that a block ends where the output does. */
  private static final int INPUT = 20_000;

  @Test
  void nothingIsWrittenBehindTheMemory() throws Exception {
    CanaryKernel canary = new CanaryKernel(new Win32Kernel(), POISONED_BYTES);
    try (AsyncIoctl io = CanariedIo.open(canary, CanaryIo.THREADS + "short", Load.BOUND);
        DatagramChannel socket = DatagramChannel.open()) {
      for (int capacity = 1; capacity <= Long.BYTES; capacity++) {
        boolean ended =
            io.ioctlAsync(
                    socket, ControlCodes.SIO_BASE_HANDLE, ByteBuffer.allocate(INPUT), capacity)
                .handle((answer, failure) -> true)
                .get(Load.BOUND.toSeconds(), TimeUnit.SECONDS);
        assertThat(ended).isTrue();
      }
    }
    canary.check();
    assertThat(canary.livePieces()).isZero();
  }
}
