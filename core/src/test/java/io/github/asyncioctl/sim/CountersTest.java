package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlStats;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.WaitStats;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code stats()} says of each way in which an operation can go. */
@Timeout(60)
class CountersTest {
  private static final int FIONREAD = 0x4004667F;
  private static final int PENDS = 0x28000017;
  private static final int OTHER = 0x58001234;
  private static final int OVERLAPPED_BYTES = 32;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SocketHandle socket = SocketHandle.ofRaw(0x100);

  private static void await(CompletableFuture<?> future) throws Exception {
    future.handle((answer, failure) -> null).get(20, TimeUnit.SECONDS);
  }

  @Test
  void everyWayIsCounted() throws Exception {
    kernel.react(PENDS, Reaction.pend()).react(OTHER, Reaction.fail(10022));
    AsyncIoctl io = SimulatedIo.open(kernel, null);
    assertThat(io.stats())
        .isEqualTo(new IoctlStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new WaitStats(0, 0, 0, 0)));

    kernel.react(FIONREAD, Reaction.succeed(new byte[4]));
    await(io.ioctlAsync(socket, FIONREAD, null, 4));
    kernel.react(FIONREAD, Reaction.fail(10038));
    await(io.ioctlAsync(socket, FIONREAD, null, 4));
    kernel.react(FIONREAD, Reaction.succeed(new byte[4]).reporting(77));
    await(io.ioctlAsync(socket, FIONREAD, null, 4));
    IoctlStats stats = io.stats();
    assertThat(stats.started()).isEqualTo(3);
    assertThat(stats.completedAtOnce()).isEqualTo(3);
    assertThat(stats.completedLater()).isZero();
    assertThat(stats.failed()).isEqualTo(1);
    assertThat(stats.inconsistent()).isEqualTo(1);
    assertThat(stats.lanes()).isZero();

    await(io.ioctlAsync(socket, OTHER, null, 0));
    CompletableFuture<ByteBuffer> first = io.ioctlAsync(socket, PENDS, null, 0);
    CompletableFuture<ByteBuffer> second = io.ioctlAsync(socket, PENDS, null, 100);
    kernel.awaitPending(2);
    while (io.stats().started() < 6) { // it is counted when the call has returned
      Thread.sleep(1);
    }
    stats = io.stats();
    assertThat(stats.pending()).isEqualTo(2);
    assertThat(stats.started()).isEqualTo(6);
    assertThat(stats.completedLater()).isEqualTo(1);
    assertThat(stats.failed()).isEqualTo(2);
    assertThat(stats.lanes()).isEqualTo(2);

    kernel.complete(kernel.pendings().get(0), 0);
    await(first);
    second.cancel(true);
    while (io.stats().cancelled() == 0) {
      Thread.sleep(1);
    }
    CompletableFuture<ByteBuffer> kept = io.ioctlAsync(socket, PENDS, null, 100);
    kernel.awaitPending(1);
    stats = io.stats();
    assertThat(stats.pending()).isEqualTo(1);
    assertThat(stats.completedLater()).isEqualTo(3);
    assertThat(stats.cancelled()).isEqualTo(1);
    assertThat(stats.failed()).isEqualTo(2);
    assertThat(stats.wakeUps()).isPositive();

    kernel.setCancels(false);
    kernel.advance(0);
    AutoCloseable clock = advancing();
    io.close();
    clock.close();
    await(kept);
    stats = io.stats();
    assertThat(stats.pending()).isZero();
    assertThat(stats.retained()).isEqualTo(1);
    assertThat(stats.retainedBytes()).isEqualTo(OVERLAPPED_BYTES + 128);
    assertThat(stats.lanes()).isZero();
    assertThat(stats.started())
        .isEqualTo(stats.completedAtOnce() + stats.completedLater() + stats.retained());
  }

  /** Lets the simulated time pass until it is closed. */
  private AutoCloseable advancing() {
    Thread thread =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                kernel.advance(100);
                Thread.onSpinWait();
              }
            });
    thread.start();
    return thread::interrupt;
  }
}
