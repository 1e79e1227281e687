package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FIOASYNC;
import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.OnWindows;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls from threads whose stack is at its end, thousands of times, while others work. */
@OnWindows
@Tag("load")
class StackEndTest {
  private static final int FEW_DIVES = 5;
  private static final int MANY_DIVES = 100;
  private static final int CALLS_PER_DIVE = 40;

  /** How many frames to go up between two calls: then one of them has just enough stack. */
  private static final int STEP = 3;

  private static final long STACK_BYTES = 256 << 10;

  private final Io io = Io.open();
  private final Queue<CompletableFuture<?>> futures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger overflows = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();

  /** Something that may need more stack than there is. */
  private interface Call {
    void run();
  }

  /** Goes down to the end of the stack, and on the way back calls from each depth. */
  private final class Dive {
    private final Call call;
    private int left = CALLS_PER_DIVE * STEP;

    Dive(Call call) {
      this.call = call;
    }

    @SuppressWarnings("InfiniteRecursion") // until the stack ends
    void descend() {
      try {
        descend();
      } catch (StackOverflowError e) {
        left--;
        if (left % STEP == 0) {
          attempt();
        }
        if (left > 0) {
          throw e;
        }
      }
    }

    private void attempt() {
      calls.incrementAndGet();
      try {
        call.run();
      } catch (StackOverflowError e) {
        overflows.incrementAndGet();
      }
    }
  }

  private void dive(int times, Call call) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable dives =
        () -> {
          try {
            for (int i = 0; i < times; i++) {
              new Dive(call).descend();
            }
          } catch (Throwable thrown) {
            failure.set(thrown);
          }
        };
    Thread thread = new Thread(null, dives, "diver", STACK_BYTES);
    thread.start();
    thread.join(5 * Load.BOUND.toMillis());
    assertThat(thread.isAlive()).as("still diving").isFalse();
    assertThat(failure.get()).isNull();
  }

  @Test
  void engineStaysUsableAndEverythingEnds() throws Exception {
    int dives = Load.times(FEW_DIVES, MANY_DIVES);
    try (DatagramChannel socket = DatagramChannel.open()) {
      Thread ordinary = new Thread(() -> workOrdinarily(socket, dives), "ordinary");
      ordinary.start();
      dive(dives, () -> submit(socket, FIONREAD, 4));
      dive(dives, () -> submit(socket, FIOASYNC, 0));
      dive(dives, () -> submit(socket, SIO_ADDRESS_LIST_CHANGE, 0));
      dive(dives, this::cancelOne);
      ordinary.join(5 * Load.BOUND.toMillis());
      assertThat(ordinary.isAlive()).isFalse();
      assertUsable(socket);
      io.close();
    }
    for (CompletableFuture<?> future : List.copyOf(futures)) {
      future.handle((value, failure) -> value).get(Load.BOUND.toSeconds(), TimeUnit.SECONDS);
    }
    System.out.printf(
        "StackEndTest: %d calls, %d of them overflowed; %d futures; %d pending, %d retained%n",
        calls.get(), overflows.get(), futures.size(), io.pending(), io.retained());
  }

  private void submit(DatagramChannel socket, int code, int outCapacity) {
    futures.add(io.socket(socket, code, null, outCapacity));
  }

  private void cancelOne() {
    for (CompletableFuture<?> future : futures) {
      if (!future.isDone()) {
        future.cancel(true);
        return;
      }
    }
  }

  private void workOrdinarily(DatagramChannel socket, int times) {
    List<CompletableFuture<?>> own = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      own.add(io.socket(socket, FIONREAD, null, 4));
      own.add(io.socket(socket, FIOASYNC, null, 0));
      own.add(io.socket(socket, SIO_ADDRESS_LIST_CHANGE, null, 0));
      io.untilIssued();
    }
    futures.addAll(own);
  }

  private void assertUsable(DatagramChannel socket) throws Exception {
    for (int i = 0; i < 10; i++) {
      CompletableFuture<?> pending = io.socket(socket, SIO_ADDRESS_LIST_CHANGE, null, 0);
      io.untilIssued();
      assertThat(pending.isDone()).isFalse();
      pending.cancel(true);
      assertThat(io.socket(socket, FIONREAD, null, 4).get().getInt()).isZero();
    }
  }
}
