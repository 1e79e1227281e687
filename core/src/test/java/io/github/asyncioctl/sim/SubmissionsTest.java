package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.SocketHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is submitted: in which order it is issued, how much of it there may be, and who sees it. */
@Timeout(60)
class SubmissionsTest {
  private static final int FIONREAD = 0x4004667F;
  private static final int PENDS = 0x28000017;

  private final SimulatedKernel kernel =
      new SimulatedKernel()
          .react(PENDS, Reaction.pend())
          .react(FIONREAD, Reaction.succeed(new byte[4]));
  private final SocketHandle socket = SocketHandle.ofRaw(0x100);
  private AsyncIoctl io;

  @AfterEach
  void closeEngine() {
    io.close();
    assertThat(io.pending()).isEmpty();
    assertThat(io.stats().retained()).isZero();
  }

  private CompletableFuture<ByteBuffer> submit(int number) {
    ByteBuffer in = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, number);
    return io.ioctlAsync(socket, PENDS, in, 0);
  }

  private static void assertRefused(CompletableFuture<?> future, String why) {
    Throwable refusal = future.handle((answer, failure) -> failure).getNow(null);
    assertThat(refusal).isInstanceOf(RejectedExecutionException.class).hasMessageContaining(why);
  }

  @Test
  void operationsOfOneSocketAreIssuedInTheOrderOfSubmission() throws Exception {
    io = SimulatedIo.open(kernel, null);
    List<Integer> numbers = IntStream.range(0, 500).boxed().toList();
    List<CompletableFuture<ByteBuffer>> futures = numbers.stream().map(this::submit).toList();
    kernel.awaitPending(futures.size());
    List<Integer> issued = new ArrayList<>();
    for (PendingIoctl each : kernel.pendings()) {
      issued.add(ByteBuffer.wrap(each.input()).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }
    assertThat(issued).isEqualTo(numbers);
  }

  @Test
  void operationsBeyondTheBoundAreRefusedUntilThereIsRoom() throws Exception {
    io = SimulatedIo.open(kernel, null, 2, Long.MAX_VALUE);
    CompletableFuture<ByteBuffer> first = submit(1);
    CompletableFuture<ByteBuffer> second = submit(2);
    assertRefused(submit(3), "maxPending: 2 operations");
    assertThat(io.ioctlAsync(socket, FIONREAD, null, 4)).isCompleted();
    kernel.awaitPending(2);
    kernel.complete(kernel.pendings().get(0), 0);
    first.get(20, TimeUnit.SECONDS);
    assertThat(submit(4)).isNotDone();
    assertThat(second).isNotDone();
    assertRefused(submit(5), "maxPending");
  }

  @Test
  void bytesBeyondTheBoundAreRefusedUntilThereIsRoom() throws Exception {
    io = SimulatedIo.open(kernel, null, Integer.MAX_VALUE, 100_000);
    CompletableFuture<ByteBuffer> first = io.ioctlAsync(socket, PENDS, null, 60_000);
    assertRefused(io.ioctlAsync(socket, PENDS, null, 60_000), "maxPendingBytes: 60000 bytes");
    assertThat(io.ioctlAsync(socket, PENDS, null, 40_000)).isNotDone();
    kernel.awaitPending(2);
    kernel.complete(kernel.pendings().get(0), 0);
    first.get(20, TimeUnit.SECONDS);
    assertThat(io.ioctlAsync(socket, PENDS, null, 60_000)).isNotDone();
  }

  @Test
  void whatHasNotEndedIsShown() throws Exception {
    io = SimulatedIo.open(kernel, null);
    CompletableFuture<ByteBuffer> first = submit(1);
    kernel.awaitPending(1);
    kernel.advance(1500);
    CompletableFuture<ByteBuffer> second = io.deviceIoctlAsync(0x200, PENDS, null, 0);
    assertThat(io.pending())
        .extracting(
            each -> each.function(),
            each -> each.code(),
            each -> each.handle(),
            each -> each.isSocket(),
            each -> each.age())
        .containsExactlyInAnyOrder(
            tuple("WSAIoctl", PENDS, 0x100L, true, Duration.ofMillis(1500)),
            tuple("DeviceIoControl", PENDS, 0x200L, false, Duration.ZERO));
    first.cancel(true);
    assertThat(io.pending()).extracting(each -> each.handle()).containsExactly(0x200L);
    assertThat(second).isNotDone();
  }
}
