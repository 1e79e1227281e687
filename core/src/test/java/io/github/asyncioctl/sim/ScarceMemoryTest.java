package io.github.asyncioctl.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Memory or an event cannot be had, just once, wherever the engine asks for it. At most the
 * operation that asked fails: no other one succeeds that nobody has completed, none gets another
 * one's answer, and nothing is freed that the kernel has.
 */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class ScarceMemoryTest {
  private static final int PENDS = 0x28000017;
  private static final int AT_ONCE = 0x4004667F;
  private static final int FENCE = 0x48001234;
  private static final int LARGE = 1 << 15;

  /** As many as share lanes. */
  private static final int FEW = 120;

  /** As many as need a second chunk of slots in some lanes. */
  private static final int MANY = 4000;

  /** The slots of a chunk together. */
  private static final int CHUNK_BYTES = 64 * 32;

  private final Target socket = new SimulatedTarget(0x1000, true);

  /** One engine's life. */
  private final class Life {
    final SimulatedKernel kernel;
    final List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    private final Predicate<Object[]> fails;
    private final String call;
    private int uses;
    boolean hit;
    private int thrown;

    Life(Personality personality, String call, Predicate<Object[]> fails) {
      this.call = call;
      this.fails = fails;
      kernel = new SimulatedKernel(personality);
      kernel.react(PENDS, Reaction.pend()).react(FENCE, Reaction.fail(10045));
      kernel.react(AT_ONCE, Reaction.succeed((byte) 1, (byte) 2, (byte) 3, (byte) 4));
    }

    private synchronized void count(String name, Object[] arguments) throws KernelException {
      if (name.equals(call) && !hit && fails.test(arguments)) {
        hit = true;
        if (name.equals("allocate")) {
          throw new OutOfMemoryError("simulated");
        }
        throw new KernelException("CreateEvent", 1450);
      }
    }

    synchronized int nextUse() {
      return ++uses;
    }

    void run(int operations) throws Exception {
      Kernel hooked = HookedKernel.over(kernel, this::count);
      Settings settings =
          new Settings(
              "scarce", null, Duration.ofSeconds(5), Set.of(AT_ONCE), Set.of(), kernel::nanoTime);
      Engine engine;
      try {
        engine = new Engine(hooked, settings, TestFailures.failures());
      } catch (OutOfMemoryError | KernelException e) {
        assertNothingKept();
        return;
      }
      work(engine, operations);
      engine.close();
      assertThat(engine.counters().retained()).isZero();
      assertNothingKept();
    }

    private void work(Engine engine, int operations) throws Exception {
      for (int i = 0; i < operations; i++) {
        submit(engine, PENDS, i, i % 40 == 39 ? LARGE : 8);
        if (i % 40 == 20) {
          assertAnswers(engine);
        }
      }
      fence(engine);
      List<PendingIoctl> pendings = kernel.pendings();
      List<CompletableFuture<ByteBuffer>> failed =
          futures.stream().filter(CompletableFuture::isDone).toList();
      assertThat(failed).as("ended before their time").hasSizeLessThanOrEqualTo(1);
      for (CompletableFuture<ByteBuffer> each : failed) {
        assertThat(causeOf(each)).isInstanceOfAny(OutOfMemoryError.class, KernelException.class);
      }
      assertThat(pendings).hasSize(futures.size() - failed.size());
      for (PendingIoctl each : pendings) {
        kernel.complete(each, 0, each.input());
      }
      for (int i = 0; i < futures.size(); i++) {
        CompletableFuture<ByteBuffer> future = futures.get(i);
        if (failed.stream().noneMatch(each -> each == future)) {
          assertThat(US_ASCII.decode(get(future)).toString()).isEqualTo(text(i));
        }
      }
    }

    private void submit(Engine engine, int code, int number, int out) {
      int index = futures.size();
      ByteBuffer in = US_ASCII.encode(text(index));
      try {
        futures.add(engine.submit(socket, code, in, out, Form.RAW));
      } catch (OutOfMemoryError e) {
        thrown++;
        assertThat(thrown).as("refused, operation " + number).isEqualTo(1);
      }
    }

    private String text(int number) {
      return "%08d".formatted(number);
    }

    private void assertAnswers(Engine engine) throws Exception {
      CompletableFuture<ByteBuffer> answered;
      try {
        answered = engine.submit(socket, AT_ONCE, null, 4, Form.RAW);
      } catch (OutOfMemoryError e) {
        return;
      }
      try {
        assertThat(get(answered).getInt()).isEqualTo(0x04030201);
      } catch (ExecutionException e) {
        assertThat(e.getCause()).isInstanceOfAny(OutOfMemoryError.class, KernelException.class);
      }
    }

    /** Everything that was asked for before has been issued, or has failed. */
    private void fence(Engine engine) throws Exception {
      assertThat(causeOf(engine.submit(socket, FENCE, null, 0, Form.RAW))).isNotNull();
    }

    private void assertNothingKept() {
      assertThat(kernel.violations()).isEmpty();
      assertThat(kernel.liveMemory()).isZero();
      assertThat(kernel.openEvents()).isZero();
    }
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private static Throwable causeOf(CompletableFuture<?> future) throws Exception {
    try {
      throw new AssertionError("succeeded: " + get(future));
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** Fails each use of a call in turn, until there are no more. */
  private void failEach(String call) throws Exception {
    int use = 0;
    boolean hit = true;
    while (hit) {
      int failing = ++use;
      Life[] self = new Life[1];
      Personality personality = failing % 2 == 0 ? Personality.WINDOWS : Personality.WINE;
      self[0] = new Life(personality, call, arguments -> self[0].nextUse() == failing);
      try {
        self[0].run(FEW);
      } catch (Throwable e) {
        throw new AssertionError("use " + failing + " of " + call + " failed", e);
      }
      hit = self[0].hit;
    }
    assertThat(use).isGreaterThan(20);
  }

  @Test
  void memoryThatCannotBeHadFailsNobodyElse() throws Exception {
    failEach("allocate");
  }

  @Test
  void anEventThatCannotBeHadFailsNobodyElse() throws Exception {
    failEach("createEvent");
  }

  /** The slots that a lane gets when its first ones are in use. */
  @Test
  void slotsThatCannotBeHadFailNobodyElse() throws Exception {
    int lanes = new SlotCounter().count();
    for (int failing = lanes + 1; failing < lanes + 4; failing++) {
      int chunk = failing;
      Life[] self = new Life[1];
      self[0] =
          new Life(
              Personality.WINE,
              "allocate",
              arguments -> (Integer) arguments[0] == CHUNK_BYTES && self[0].nextUse() == chunk);
      self[0].run(MANY);
      assertThat(self[0].hit).isTrue();
    }
  }

  /** How many chunks there are when every lane has its first. */
  private final class SlotCounter {
    private int chunks;

    int count() throws Exception {
      new Life(Personality.WINE, "allocate", this::isNext).run(FEW);
      return chunks;
    }

    private boolean isNext(Object[] arguments) {
      if ((Integer) arguments[0] == CHUNK_BYTES) {
        chunks++;
      }
      return false;
    }
  }
}
