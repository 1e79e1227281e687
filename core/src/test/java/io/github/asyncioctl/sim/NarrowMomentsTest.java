package io.github.asyncioctl.sim;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens while an operation is on its way to the kernel, or being issued. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class NarrowMomentsTest {
  private static final int PENDS = 0x28000017;
  private static final int COUNTED = 0x28000018;
  private static final int WRONG = 0x48000016;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SimulatedTarget socket = new SimulatedTarget(0x1000, true);
  private final AtomicInteger counted = new AtomicInteger();
  private Engine engine;

  @BeforeEach
  void open() throws KernelException {
    kernel.react(PENDS, Reaction.pend()).react(WRONG, Reaction.pend());
    kernel.react(
        COUNTED,
        input -> {
          counted.incrementAndGet();
          return Reaction.pend();
        });
    engine =
        new Engine(
            kernel,
            new Settings(
                "moments", null, Duration.ofSeconds(10), Set.of(WRONG), Set.of(), kernel::nanoTime),
            TestFailures.failures());
  }

  @AfterEach
  void everythingIsGivenBack() {
    engine.close();
    assertThat(kernel.violations()).isEmpty();
    assertThat(engine.counters().retained()).isZero();
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
  }

  private CompletableFuture<ByteBuffer> submit(Target target, int code) {
    return engine.submit(target, code, null, 0, Form.RAW);
  }

  /** Holds the waiter in a starting call, until the gate is opened. */
  private void holdWaiter() throws InterruptedException {
    kernel.block(Call.IOCTL);
    assertThat(submit(socket, PENDS)).isNotDone();
    kernel.awaitBlocked();
  }

  /** Lets the waiter go on, and waits until it has issued what was posted until now. */
  private void releaseWaiter(int pending) throws InterruptedException {
    assertThat(submit(socket, PENDS)).isNotDone();
    kernel.open(Call.IOCTL);
    kernel.awaitPending(pending);
  }

  @Test
  void whatIsCancelledBeforeItsStartNeverReachesTheKernel() throws Exception {
    holdWaiter();
    submit(socket, COUNTED).cancel(false);
    releaseWaiter(2);
    assertThat(counted).hasValue(0);
  }

  @Test
  void nothingIsIssuedOnASocketThatWasClosedBeforeTheStart() throws Exception {
    holdWaiter();
    SimulatedTarget closing = new SimulatedTarget(0x2000, true);
    CompletableFuture<ByteBuffer> future = submit(closing, COUNTED);
    closing.close();
    releaseWaiter(2);
    assertThatThrownBy(() -> future.get(20, SECONDS)).hasMessageContaining("995");
    assertThat(counted).hasValue(0);
  }

  @Test
  void aSocketThatIsClosedDuringTheStartCancelsItsOperation() {
    SimulatedTarget closing = new SimulatedTarget(0x2000, true);
    kernel.react(
        COUNTED,
        input -> {
          closing.close();
          return Reaction.pend();
        });
    CompletableFuture<ByteBuffer> future = submit(closing, COUNTED);
    assertThatThrownBy(() -> future.get(20, SECONDS)).hasMessageContaining("995");
  }

  @Test
  void theCallerMayOverwriteItsInputAtOnce() throws Exception {
    holdWaiter();
    byte[] bytes = {1, 2, 3, 4};
    engine.submit(socket, COUNTED, ByteBuffer.wrap(bytes), 0, Form.RAW).isDone();
    bytes[0] = 9;
    releaseWaiter(3);
    assertThat(kernel.pendings())
        .filteredOn(each -> each.code == COUNTED)
        .singleElement()
        .satisfies(each -> assertThat(each.input()).containsExactly(1, 2, 3, 4));
  }

  /** A Cleaner would close the handle of a socket that nobody can reach. */
  @Test
  void theSocketIsReachableWhileTheKernelHasItsOperation() throws Exception {
    WeakReference<Target> issued = forget(PENDS);
    WeakReference<Target> adopted = forget(WRONG);
    kernel.awaitPending(2);
    for (int i = 0; i < 5; i++) {
      System.gc();
      assertThat(issued.get()).isNotNull();
      assertThat(adopted.get()).isNotNull();
    }
  }

  private WeakReference<Target> forget(int code) {
    Target target = new SimulatedTarget(0x2000, true);
    assertThat(submit(target, code)).isNotDone();
    return new WeakReference<>(target);
  }

  /** The engine waits for a caller that is in its call, and cancels what the call leaves. */
  @Test
  void whatIsAdoptedWhileTheEngineClosesIsCancelled() throws Exception {
    CompletableFuture<ByteBuffer> first = submit(socket, PENDS);
    PendingIoctl before = kernel.awaitPending(1).get(0);
    kernel.block(Call.IOCTL);
    CompletableFuture<CompletableFuture<ByteBuffer>> caller = new CompletableFuture<>();
    new Thread(() -> caller.complete(submit(socket, WRONG))).start();
    kernel.awaitBlocked();
    Thread closer = new Thread(engine::close);
    closer.start();
    assertThatThrownBy(() -> first.get(20, SECONDS)).hasMessageContaining("995");
    assertThat(before.isCancelAsked()).isTrue();

    kernel.open(Call.IOCTL);

    CompletableFuture<ByteBuffer> adopted = caller.get(20, SECONDS);
    assertThatThrownBy(() -> adopted.get(20, SECONDS)).hasMessageContaining("995");
    closer.join();
  }

  @Test
  void whatMayPendIsNotIssuedOnItsCallersThread() throws Exception {
    assertThat(submit(socket, PENDS)).isNotDone();
    assertThat(kernel.awaitPending(1).get(0).issuer()).isNotSameAs(Thread.currentThread());
  }

  /** The waiter looks at a status right after the call, and not only before it waits again. */
  @Test
  void whatHasCompletedDoesNotWaitForTheNextStart() throws Exception {
    kernel.react(
        COUNTED,
        input -> {
          kernel.block(Call.IOCTL);
          return Reaction.completeWhilePending(0);
        });
    holdWaiter();
    CompletableFuture<ByteBuffer> completed = submit(socket, COUNTED);
    assertThat(submit(socket, PENDS)).isNotDone();
    kernel.open(Call.IOCTL);
    try {
      completed.get(20, SECONDS);
    } finally {
      kernel.open(Call.IOCTL);
    }
    kernel.awaitPending(2);
  }
}
