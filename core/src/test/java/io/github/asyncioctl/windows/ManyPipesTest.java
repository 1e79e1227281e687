package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.NamedPipe.FSCTL_PIPE_LISTEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of operations that pend at once on one engine, and end in any order and way. */
@OnWindows
@Tag("once")
class ManyPipesTest {
  private static final int PIPES = 2000;
  private static final int OF_EACH_OTHER_END = 200;
  private static final long SEED = 20260131;

  private final AsyncIoctl io = AsyncIoctl.open();
  private final List<NamedPipe> pipes = new ArrayList<>();
  private final List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();

  @AfterEach
  void close() {
    io.close();
    pipes.forEach(NamedPipe::close);
  }

  private void listenOnAll() throws IOException {
    for (int i = 0; i < PIPES; i++) {
      NamedPipe pipe = new NamedPipe();
      pipes.add(pipe);
      futures.add(io.deviceIoctlAsync(pipe.handle(), FSCTL_PIPE_LISTEN, null, 0));
    }
    Waits.untilIssued(io);
    assertThat(io.stats().pending()).isEqualTo(PIPES);
    assertThat(futures).noneMatch(CompletableFuture::isDone);
  }

  private static List<Integer> shuffled() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, PIPES).boxed().toList());
    Collections.shuffle(order, new Random(SEED));
    return order;
  }

  @Test
  void eachFutureCompletesForItsOwnPipe() throws Exception {
    listenOnAll();
    List<Integer> order = shuffled();
    for (int from = 0; from < PIPES; from += 100) {
      List<Integer> connected = order.subList(from, from + 100);
      for (int i : connected) {
        pipes.get(i).connect();
      }
      for (int i : connected) {
        assertThat(Waits.get(futures.get(i)).limit()).isZero();
      }
      assertThat(order.subList(from + 100, PIPES)).noneMatch(i -> futures.get(i).isDone());
    }
    assertThat(Waits.libraryThreads()).hasSizeBetween(2, 3);
    Waits.untilNothingPends(io);
    assertThat(io.stats().inconsistent()).isZero();
  }

  @Test
  void operationsEndInAnyWayAtTheSameTime() throws Exception {
    listenOnAll();
    List<Integer> order = shuffled();
    List<Integer> cancelled = order.subList(0, OF_EACH_OTHER_END);
    List<Integer> timedOut = order.subList(OF_EACH_OTHER_END, 2 * OF_EACH_OTHER_END);
    List<Integer> closed = order.subList(2 * OF_EACH_OTHER_END, 3 * OF_EACH_OTHER_END);
    List<Integer> connected = order.subList(3 * OF_EACH_OTHER_END, PIPES);
    Random random = new Random(SEED);
    for (int i = 0; i < connected.size(); i++) {
      if (i < OF_EACH_OTHER_END) {
        futures.get(cancelled.get(i)).cancel(true);
        futures.get(timedOut.get(i)).orTimeout(1 + random.nextInt(50), TimeUnit.MILLISECONDS);
        pipes.get(closed.get(i)).close();
      }
      pipes.get(connected.get(i)).connect();
    }
    for (int i : connected) {
      assertThat(Waits.get(futures.get(i)).limit()).isZero();
    }
    for (int i : timedOut) {
      assertThat(Waits.failure(futures.get(i))).isInstanceOf(TimeoutException.class);
    }
    for (int i : closed) {
      // Windows may say of a pipe whose end is closed that it is broken.
      assertThat(Waits.ioctlFailure(futures.get(i)).error()).isIn(995, 109);
    }
    assertThat(cancelled).allMatch(i -> futures.get(i).isCancelled());
    Waits.untilNothingPends(io);
    assertThat(Waits.libraryThreads()).hasSizeBetween(2, 3);
  }

  @Test
  void closingTheEngineEndsThemAll() throws Exception {
    listenOnAll();
    io.close();
    for (CompletableFuture<ByteBuffer> future : futures) {
      assertThat(Waits.ioctlFailure(future).error()).isEqualTo(995);
    }
    assertThat(io.stats().pending()).isZero();
    assertThat(io.stats().retained()).isZero();
    Waits.untilNoLibraryThreads();
  }
}
