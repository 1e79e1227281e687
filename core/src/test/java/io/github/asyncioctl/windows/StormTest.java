package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIOASYNC;
import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.windows.NamedPipe.FSCTL_PIPE_LISTEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/** Many threads do anything with one engine at once. */
@OnWindows
@Tag("once")
class StormTest {
  private static final int THREADS = 8;
  private static final int ACTIONS = 600;
  private static final int RECENT = 100;
  private static final int NOISE = 100;

  /** One thread's pipes, sockets and futures. Others touch nothing but the futures. */
  private static final class Actor {
    private final AsyncIoctl io;
    private final Random random;
    private final List<CompletableFuture<?>> everybodys;
    private final List<NamedPipe> pipes = new ArrayList<>();
    private final List<DatagramChannel> channels = new ArrayList<>();

    Actor(AsyncIoctl io, long seed, List<CompletableFuture<?>> everybodys) {
      this.io = io;
      this.random = new Random(seed);
      this.everybodys = everybodys;
    }

    Void run() throws Exception {
      try {
        for (int i = 0; i < ACTIONS; i++) {
          act();
        }
        return null;
      } finally {
        closeAll();
      }
    }

    private void act() throws Exception {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> listen();
        case 3, 4 -> onChannel(SIO_ADDRESS_LIST_CHANGE);
        case 5 -> onChannel(random.nextBoolean() ? FIONREAD : FIOASYNC);
        case 6 -> cancelSomebodys();
        case 7 -> connect();
        case 8 -> closePipe();
        default -> closeChannel();
      }
    }

    private void listen() throws IOException {
      NamedPipe pipe = new NamedPipe();
      pipes.add(pipe);
      CompletableFuture<?> future = io.deviceIoctlAsync(pipe.handle(), FSCTL_PIPE_LISTEN, null, 0);
      if (random.nextInt(4) == 0) {
        future.orTimeout(random.nextInt(20), TimeUnit.MILLISECONDS);
      }
      everybodys.add(future);
    }

    private void onChannel(int code) throws IOException {
      if (channels.isEmpty() || random.nextInt(3) == 0) {
        channels.add(DatagramChannel.open());
      }
      everybodys.add(io.ioctlAsync(channels.get(random.nextInt(channels.size())), code, null));
    }

    private void cancelSomebodys() {
      int size = everybodys.size();
      if (size > 0) {
        everybodys.get(size - 1 - random.nextInt(Math.min(size, RECENT))).cancel(true);
      }
    }

    private void connect() throws IOException {
      if (!pipes.isEmpty()) {
        NamedPipe pipe = pipes.remove(random.nextInt(pipes.size()));
        pipe.connect();
        // What the pipe was asked for may not be issued yet, so it stays open until it has been.
        Waits.untilIssued(io);
        pipe.close();
      }
    }

    private void closePipe() {
      if (!pipes.isEmpty()) {
        Waits.untilIssued(io);
        pipes.remove(random.nextInt(pipes.size())).close();
      }
    }

    private void closeChannel() throws IOException {
      if (!channels.isEmpty()) {
        channels.remove(random.nextInt(channels.size())).close();
      }
    }

    private void closeAll() throws IOException {
      Waits.untilIssued(io);
      pipes.forEach(NamedPipe::close);
      for (DatagramChannel channel : channels) {
        channel.close();
      }
    }
  }

  @RepeatedTest(2)
  void everythingEndsAndNothingIsLeft(RepetitionInfo repetition) throws Exception {
    if (repetition.getCurrentRepetition() == 1) {
      storm(0); // loads and opens whatever stays
    }
    int before = HandleCount.now();
    storm(System.nanoTime());
    Waits.untilNoLibraryThreads();
    System.gc();
    Waits.until("the handles are closed", () -> HandleCount.now() - before < NOISE);
  }

  private static void storm(long seed) throws Exception {
    System.out.println("StormTest: seed " + seed);
    List<CompletableFuture<?>> futures = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (AsyncIoctl io = AsyncIoctl.open()) {
      List<Future<Void>> actors = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        actors.add(threads.submit(new Actor(io, seed + i, futures)::run));
      }
      for (Future<Void> actor : actors) {
        actor.get(2 * Waits.BOUND.toSeconds(), TimeUnit.SECONDS);
      }
      for (CompletableFuture<?> future : futures) {
        assertOrdinaryEnd(future);
      }
      Waits.untilNothingPends(io);
      assertThat(io.stats().inconsistent()).isZero();
      assertThat(io.stats().retained()).isZero();
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void assertOrdinaryEnd(CompletableFuture<?> future) throws Exception {
    try {
      Waits.get(future);
    } catch (CancellationException e) {
      // as asked for
    } catch (ExecutionException e) {
      assertThat(e.getCause())
          .isInstanceOfAny(
              IoctlException.class, TimeoutException.class, ClosedChannelException.class);
      if (e.getCause() instanceof IoctlException failure) {
        // Cancelled; no such code; the pipe had a client before it was asked to listen; broken.
        assertThat(failure.error()).as(failure.getMessage()).isIn(995, 10045, 535, 109);
      }
    }
  }
}
