package io.github.asyncioctl.internal.engine;

import static io.github.asyncioctl.internal.engine.ScheduledEngine.LARGE;
import static io.github.asyncioctl.internal.engine.ScheduledEngine.PATIENCE_MILLIS;
import static io.github.asyncioctl.internal.engine.ScheduledEngine.PENDS;
import static io.github.asyncioctl.internal.engine.ScheduledEngine.SMALL;
import static io.github.asyncioctl.internal.engine.ScheduledEngine.SUPPOSED_AT_ONCE;
import static io.github.asyncioctl.internal.engine.ScheduledEngine.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A whole engine with all of its threads on the simulated kernel, under many schedules. Whatever
 * they are, every future ends, as it should; everything is given back; no rule of the kernel's is
 * broken; and every thread ends.
 */
@Tag("schedules")
@Timeout(300)
class EngineSchedulesTest {
  private static final Duration DRAIN = Duration.ofMillis(50);
  private static final int ABORTED = 995;

  /** In ms: closing gives the waiter up after 300, its drain time and 250. */
  private static final int[] DELAYS = {0, 1, 100, 299, 300, 301, 400, 600, 2000, 2000};

  private final List<Thread> threads = new ArrayList<>();

  private interface Task {
    void run() throws Exception;
  }

  /** Starts somebody. What he throws is what Fray reports. */
  private void by(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    threads.add(thread);
    thread.start();
  }

  private void awaitAll() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }

  private static int delay(Random choice) {
    return DELAYS[choice.nextInt(DELAYS.length)];
  }

  private static SimulatedKernel kernel(Personality personality, Random choice) {
    SimulatedKernel kernel = new SimulatedKernel(personality);
    return choice.nextBoolean() ? kernel.delay(choice.nextLong()) : kernel;
  }

  /** What happens to an engine. */
  private interface Life {
    void run(Random choice, ScheduledEngine engine) throws Exception;
  }

  /** With an engine of its own for each schedule, on a kernel that may be slow. */
  private static void explore(Personality personality, Life life) {
    Schedules.explore(
        choice -> {
          SimulatedKernel kernel = kernel(personality, choice);
          life.run(choice, new ScheduledEngine(kernel, executor(choice), DRAIN));
        });
  }

  private static Executor executor(Random choice) {
    return choice.nextBoolean() ? null : Runnable::run;
  }

  private static void complete(SimulatedKernel kernel, byte... answer) throws Exception {
    synchronized (kernel) {
      for (PendingIoctl each : kernel.pendings()) {
        kernel.complete(each, 0, answer);
      }
    }
  }

  private static <T> void add(List<T> all, T one) {
    synchronized (all) {
      all.add(one);
    }
  }

  /** No wake-up is lost: nobody's time passes, so nothing but a signal wakes the waiter. */
  @ParameterizedTest
  @EnumSource
  void everySenderIsHeard(Personality personality) {
    Schedules.explore(
        choice -> {
          ScheduledEngine engine =
              new ScheduledEngine(new SimulatedKernel(personality), executor(choice), DRAIN);
          List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
          int code = choice.nextBoolean() ? PENDS : SUPPOSED_AT_ONCE;
          for (int i = 0; i < 2; i++) {
            by(() -> add(futures, engine.submit(code, SMALL)));
          }
          for (int left = 2; left > 0; left--) {
            engine.kernel.complete(engine.awaitIssued(), 0, (byte) 7);
          }
          awaitAll();
          for (CompletableFuture<ByteBuffer> each : futures) {
            awaitEnd(each);
            assertThat(each.join().get(0)).isEqualTo((byte) 7);
          }
          engine.close();
          engine.awaitNothingKept();
        });
  }

  /** The kernel ends it, the user cancels it, the engine is closed. */
  @ParameterizedTest
  @EnumSource
  void anEndIsOneEnd(Personality personality) {
    explore(
        personality,
        (choice, engine) -> {
          engine.kernel.setCancelsLater(choice.nextBoolean());
          int code = choice.nextBoolean() ? PENDS : SUPPOSED_AT_ONCE;
          CompletableFuture<ByteBuffer> future =
              engine.submit(code, choice.nextBoolean() ? SMALL : LARGE);
          by(() -> complete(engine.kernel, (byte) 7));
          if (choice.nextBoolean()) {
            by(() -> future.cancel(false));
          }
          by(engine::close);
          awaitAll();
          assertThat(errorOf(future)).isIn(0, ABORTED, -1);
          assertThat(engine.decoded).as("decoded").hasValueLessThan(2);
          // A kernel that cancels some time later does so now, when the waiter was given up.
          complete(engine.kernel);
          engine.awaitNothingKept();
        });
  }

  /** Whoever submits while the engine is being closed is refused, or his future ends. */
  @ParameterizedTest
  @EnumSource
  void submittedWhileClosing(Personality personality) {
    explore(
        personality,
        (choice, engine) -> {
          for (int i = 0; i < 3; i++) {
            int code = choice.nextInt(3) > 0 ? PENDS : SUPPOSED_AT_ONCE;
            int capacity = choice.nextBoolean() ? SMALL : LARGE;
            int sentAfter = delay(choice);
            by(() -> awaitAborted(engine.submitSlowly(sentAfter, code, capacity)));
          }
          by(engine::close);
          engine.close();
          awaitAll();
          engine.awaitNothingKept();
        });
  }

  private static void awaitAborted(CompletableFuture<ByteBuffer> accepted) throws Exception {
    if (accepted != null) {
      awaitEnd(accepted);
      assertThat(errorOf(accepted)).isEqualTo(ABORTED);
    }
  }

  private static void awaitEnd(CompletableFuture<ByteBuffer> future) throws Exception {
    future.handle((answer, failure) -> 0).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * A waiter that is kept in a call while its engine is closed, is given up, and comes back: before
   * that, in the middle of it, or after it.
   */
  @ParameterizedTest
  @EnumSource
  void anAbandonedWaiterComesBack(Personality personality) {
    explore(
        personality,
        (choice, engine) -> {
          Call call = choice.nextBoolean() ? Call.IOCTL : Call.CANCEL;
          List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
          futures.add(engine.submit(PENDS, SMALL));
          if (choice.nextBoolean()) {
            engine.kernel.awaitPending(1);
          }
          engine.kernel.block(call);
          futures.add(engine.submit(PENDS, choice.nextBoolean() ? SMALL : LARGE));
          int openedAfter = delay(choice);
          by(
              () -> {
                TimeUnit.MILLISECONDS.sleep(openedAfter);
                engine.kernel.open(call);
              });
          if (choice.nextBoolean()) {
            CompletableFuture<ByteBuffer> cancelled = futures.get(choice.nextInt(2));
            by(() -> cancelled.cancel(false));
          }
          if (choice.nextBoolean()) {
            by(() -> complete(engine.kernel, (byte) 7));
          }
          int sentAfter = delay(choice);
          by(
              () -> {
                CompletableFuture<ByteBuffer> late = engine.submitSlowly(sentAfter, PENDS, LARGE);
                if (late != null) {
                  awaitEnd(late);
                }
              });
          if (choice.nextBoolean()) {
            TimeUnit.MILLISECONDS.sleep(1); // so that the late one has been let in
          }
          engine.close();
          for (CompletableFuture<ByteBuffer> each : futures) {
            assertThat(errorOf(each)).isIn(0, ABORTED, -1);
          }
          awaitAll();
          engine.awaitNothingKept();
        });
  }

  /**
   * A sender that is kept in SetEvent keeps nobody else from being heard, nor the engine from being
   * closed; and the event lives until he has come back.
   */
  @ParameterizedTest
  @EnumSource
  void aSenderIsSuspendedWhileItWakes(Personality personality) {
    explore(
        personality,
        (choice, engine) -> {
          SimulatedKernel kernel = engine.kernel;
          List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
          futures.add(engine.submit(PENDS, SMALL));
          by(() -> awaitAborted(engine.submit(PENDS, SMALL)));
          kernel.block(Call.SET_EVENT, threads.get(0));
          long other = 0x2000;
          futures.add(engine.submit(other, PENDS, SMALL));
          engine.awaitIssued(other);
          engine.close();
          for (CompletableFuture<ByteBuffer> each : futures) {
            assertThat(errorOf(each)).isEqualTo(ABORTED);
          }
          kernel.open(Call.SET_EVENT);
          awaitAll();
          assertThat(engine.isDead()).as("he has set an event that was closed").isFalse();
          engine.awaitNothingKept();
        });
  }

  /** The waiter's wait fails, or its event cannot be set any more, and every future ends. */
  @ParameterizedTest
  @EnumSource
  void aWaiterDiesOrIsLost(Personality personality) {
    explore(
        personality,
        (choice, engine) -> {
          SimulatedKernel kernel = engine.kernel;
          List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
          futures.add(engine.submit(PENDS, SMALL));
          for (int i = 0; i < 2; i++) {
            int capacity = choice.nextBoolean() ? SMALL : LARGE;
            by(() -> add(futures, engine.submit(PENDS, capacity)));
          }
          boolean dies = choice.nextBoolean();
          by(
              () -> {
                kernel.failNext(dies ? Call.WAIT : Call.SET_EVENT, 1);
                kernel.stir();
              });
          by(() -> complete(kernel, (byte) 7));
          if (choice.nextBoolean()) {
            engine.close();
          }
          awaitAll();
          if (!dies && !engine.isDead()) { // nobody has tried to wake it
            engine.close();
          }
          for (CompletableFuture<ByteBuffer> each : futures) {
            if (each != null) {
              awaitEnd(each);
            }
          }
          if (dies) {
            engine.awaitThreads();
          }
          engine.close();
          kernel.signalAll(); // for a waiter that nobody could wake
          assertThat(kernel.violations()).isEmpty();
          engine.awaitThreads();
        });
  }
}
