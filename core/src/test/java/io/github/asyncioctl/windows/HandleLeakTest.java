package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.windows.NamedPipe.FSCTL_PIPE_LISTEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Engines that come and go leave nothing behind. */
@OnWindows
@Tag("once")
class HandleLeakTest {
  private static final int ENGINES = 300;

  /** The JVM itself opens handles now and then: for threads, for files. */
  private static final int NOISE = 100;

  @Test
  void handlesAreCountedRightly() {
    int before = HandleCount.now();
    List<Long> events = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      events.add(RawWin32.CreateEventW(0, 1, 0, 0));
    }
    int during = HandleCount.now();
    events.forEach(RawWin32::CloseHandle);
    assertThat(during - before).isBetween(500 - NOISE, 500 + NOISE);
    assertThat(HandleCount.now() - before).isBetween(-NOISE, NOISE);
  }

  @Test
  void enginesThatAreClosedWithWorkPendingLeaveNothing() throws Exception {
    try (NamedPipe pipe = new NamedPipe();
        RawSocket socket = RawSocket.udp()) {
      openUseAndClose(10, pipe, socket);
      int before = HandleCount.now();
      openUseAndClose(ENGINES, pipe, socket);
      assertThat(HandleCount.now() - before).isLessThan(NOISE);
    }
    Waits.untilNoLibraryThreads();
  }

  private static void openUseAndClose(int times, NamedPipe pipe, RawSocket socket)
      throws Exception {
    SocketHandle handle = SocketHandle.ofRaw(socket.handle());
    for (int i = 0; i < times; i++) {
      List<CompletableFuture<ByteBuffer>> pending = new ArrayList<>();
      try (AsyncIoctl io = AsyncIoctl.open()) {
        Waits.get(io.ioctlAsync(handle, FIONREAD, null));
        pending.add(io.deviceIoctlAsync(pipe.handle(), FSCTL_PIPE_LISTEN, null, 0));
        pending.add(io.ioctlAsync(handle, SIO_ADDRESS_LIST_CHANGE, null));
        if (i % 2 == 0) {
          Waits.untilIssued(io);
        }
      }
      for (CompletableFuture<ByteBuffer> future : pending) {
        assertThat(Waits.ioctlFailure(future).error()).isEqualTo(995);
      }
    }
  }
}
