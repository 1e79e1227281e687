package io.github.asyncioctl.sim;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.Personality.Closing;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an engine makes of the ways in which systems answer: those of Windows, those of Wine, and
 * what either is free to do. Everything goes both by the caller's thread and by the waiter.
 */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class KernelWaysTest {
  private static final int AT_ONCE = 0x48000031;
  private static final int PENDS = 0x48000032;
  private static final int UNKNOWN = 0x48001234;
  private static final int UNKNOWN_AT_ONCE = 0x48001235;
  private static final int FAILS = 0x48001236;
  private static final int IS_REFUSED = 0x48001237;
  private static final int[] BOTH = {AT_ONCE, PENDS};

  private static final int BUFFER_OVERFLOW = 0x80000005;
  private static final int CONNECTION_ABORTED = 0xC0000241;
  private static final int CANCELLED = 0xC0000120;

  private final SimulatedTarget socket = new SimulatedTarget(0x1000, true);
  private final SimulatedTarget device = new SimulatedTarget(0x2000, false);
  private SimulatedKernel kernel;
  private Engine engine;

  private static List<?> kernels() {
    return Kernels.all();
  }

  private void open(Supplier<SimulatedKernel> made) throws KernelException {
    kernel = made.get().react(PENDS, Reaction.pend());
    Set<Integer> atOnce = Set.of(AT_ONCE, UNKNOWN_AT_ONCE);
    engine =
        new Engine(
            kernel,
            new Settings("ways", null, Duration.ofSeconds(20), Set.of(), atOnce, kernel::nanoTime),
            TestFailures.failures());
  }

  @AfterEach
  void nothingIsKept() {
    if (engine != null) {
      engine.close();
      assertThat(kernel.violations()).isEmpty();
      assertThat(kernel.packets()).isZero();
      assertThat(engine.counters().pending()).isZero();
      assertThat(engine.counters().retained()).isZero();
      assertThat(kernel.liveMemory()).isZero();
      assertThat(kernel.openEvents()).isZero();
    }
  }

  private CompletableFuture<ByteBuffer> submit(Target target, int code, int capacity) {
    return engine.submit(target, code, null, capacity, Form.RAW);
  }

  private int answer(Target target, int code, int capacity) throws Exception {
    return submit(target, code, capacity).get(20, SECONDS).remaining();
  }

  private PendingIoctl issued() throws InterruptedException {
    return kernel.awaitPending(1).get(0);
  }

  private static IoctlException failureOf(CompletableFuture<?> future) throws Exception {
    try {
      Object value = future.get(20, SECONDS);
      throw new AssertionError("succeeded: " + value);
    } catch (ExecutionException e) {
      return (IoctlException) e.getCause();
    }
  }

  private static long transferred(CompletableFuture<?> future) throws Exception {
    return TestFailures.transferred(failureOf(future));
  }

  private static void assertEnded(CompletableFuture<?> future, int error, int status)
      throws Exception {
    IoctlException failure = failureOf(future);
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure.ntStatus()).isEqualTo(status);
  }

  /** F08, K4, K20. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aCodeThatNobodyKnowsIsNotSupported(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    for (int i = 0; i < 3; i++) {
      assertEnded(submit(socket, UNKNOWN_AT_ONCE, 8), 10045, 0xC00000BB);
      assertEnded(submit(socket, UNKNOWN, 8), 10045, 0xC00000BB);
      assertEnded(submit(device, UNKNOWN, 8), 50, 0xC00000BB);
    }
  }

  /** F05, F09, K6, K17: the call's error counts, whatever Internal says. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aStartThatFailsIsOver(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    for (Reaction reaction : List.of(Reaction.fail(10014), Reaction.refuse(10014))) {
      for (int code : BOTH) {
        kernel.react(code, reaction);
        assertEnded(submit(socket, code, 8), 10014, 0);
        // Its memory is free for the next one.
        kernel.react(code, Reaction.succeed((byte) 1));
        assertThat(answer(socket, code, 8)).isEqualTo(1);
      }
    }
  }

  /** F02, F19, F26, K10: InternalHigh is 0. */
  @ParameterizedTest
  @MethodSource("kernels")
  void theCountOfASuccessAtOnceIsTheCalls(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    for (int code : BOTH) {
      kernel.react(code, Reaction.succeed(new byte[5]));
      assertThat(answer(socket, code, 8)).isEqualTo(5);
    }
  }

  /** F04, K16, K20: the count of the call before must not show. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aCountThatNobodyWroteIsNone(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    for (int code : BOTH) {
      kernel.react(code, Reaction.succeed(new byte[5]));
      assertThat(answer(socket, code, 8)).isEqualTo(5);
      kernel.reactTo(code, request -> kernel.personality().successWithoutOutput());
      assertThat(answer(socket, code, 8)).isZero();
    }
  }

  /** F18, F23, F24, F25, K20. */
  @ParameterizedTest
  @MethodSource("kernels")
  void theSizeThatWouldHaveBeenNeededIsInTheCount(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    for (int code : BOTH) {
      kernel.react(code, Reaction.tooShort(10014, 100));
      assertThat(transferred(submit(socket, code, 8))).isEqualTo(100);
      kernel.react(code, Reaction.tooShort(10022, 0));
      assertThat(transferred(submit(socket, code, 1))).isZero();
    }
  }

  /** F23, F25, F27, F28: at once with the size needed, at the end without it. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aBufferGrowsUntilTheAnswerFits(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    KnownCodes.on(kernel, new byte[76]);
    for (int code :
        new int[] {KnownCodes.SIO_ADDRESS_LIST_QUERY, KnownCodes.SIO_GET_INTERFACE_LIST}) {
      CompletableFuture<ByteBuffer> future =
          engine.submitGrowing(
              socket, code, null, 8, Form.RAW, (failure, capacity) -> larger(failure, capacity));
      assertThat(future.get(20, SECONDS).remaining()).isEqualTo(76);
    }
  }

  private static int larger(Throwable failure, int capacity) {
    assertThat(((IoctlException) failure).error()).isEqualTo(10014);
    return capacity * 4;
  }

  /** S70, P62, K21. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aWarningAtTheEndSaysHowMuchDataItLeft(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    CompletableFuture<ByteBuffer> datagram = submit(socket, PENDS, 8);
    kernel.complete(issued(), BUFFER_OVERFLOW, new byte[6]);
    assertEnded(datagram, 10040, BUFFER_OVERFLOW);
    assertThat(transferred(datagram)).isEqualTo(6);

    CompletableFuture<ByteBuffer> message = submit(device, PENDS, 8);
    kernel.complete(issued(), BUFFER_OVERFLOW, new byte[6]);
    assertEnded(message, 234, BUFFER_OVERFLOW);
    assertThat(transferred(message)).isEqualTo(6);
  }

  /** S79, S89, R26, R51, K21: this one has no data. */
  @ParameterizedTest
  @MethodSource("kernels")
  void theWarningOfAClosedHandleHasNoData(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    CompletableFuture<ByteBuffer> future = submit(device, PENDS, 8);
    kernel.complete(issued(), 0x8000000A);
    assertEnded(future, 995, 0x8000000A);
    assertThat(transferred(future)).isZero();
  }

  /** F33, F34, F35, S01, K5: a tagged operation dies with its thread, also on a port. */
  @ParameterizedTest
  @MethodSource("kernels")
  void whoAsksMayEndButNotWhoIssues(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    kernel.bindToPort(socket.handle());
    CompletableFuture<ByteBuffer> future = submit(socket, PENDS, 8);
    PendingIoctl pending = issued();
    kernel.threadExited(Thread.currentThread());
    assertThat(kernel.isPending(pending)).isTrue();

    kernel.threadExited(pending.issuer());
    assertEnded(future, 995, CANCELLED);
  }

  /** S04, P18, K8: only the last handle of an object ends what is pending. */
  @ParameterizedTest
  @MethodSource("kernels")
  void whatHasADuplicateStaysPendingAndCanBeCancelled(Supplier<SimulatedKernel> made)
      throws Exception {
    open(made);
    kernel.duplicate(socket.handle());
    CompletableFuture<ByteBuffer> first = submit(socket, PENDS, 8);
    issued();
    CompletableFuture<ByteBuffer> second = submit(socket, PENDS, 8);
    List<PendingIoctl> both = kernel.awaitPending(2);
    kernel.handleClosed(socket.handle());
    assertThat(both).allMatch(kernel::isPending);
    assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);

    second.cancel(true);
    kernel.awaitPending(1);
    kernel.handleClosed(socket.handle());
    assertEnded(first, 995, CANCELLED);
  }

  /** S15, S16, S17, F22, K8: somebody else closed it, or the connection was aborted. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aConnectionThatIsAbortedIsSaidToBe(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    CompletableFuture<ByteBuffer> future = submit(socket, PENDS, 8);
    kernel.complete(issued(), CONNECTION_ABORTED);
    assertEnded(future, 10053, CONNECTION_ABORTED);
  }

  /** P115, P67, K8. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aPipeThatIsClosedEndsItsOperations(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    for (Closing closing : List.of(Closing.PIPE_READ, Closing.PIPE_LISTEN)) {
      kernel.react(PENDS, Reaction.pend().closing(closing));
      CompletableFuture<ByteBuffer> future = submit(device, PENDS, 8);
      issued();
      kernel.handleClosed(device.handle());
      int status = kernel.personality().closed(closing);
      assertEnded(future, status == 0xC000014B ? 109 : 995, status);
    }
  }

  /** P03, P13, P14, P142, P143, K2: whether a start that fails resets the event or not. */
  @ParameterizedTest
  @MethodSource("kernels")
  void startsThatFailLoseNobodysSignal(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      futures.add(submit(socket, PENDS, 0));
    }
    List<PendingIoctl> before = kernel.awaitPending(150);
    List<CompletableFuture<ByteBuffer>> failing = new ArrayList<>();
    // The waiter is held while these end and others are queued that fail.
    kernel.react(FAILS, Reaction.fail(10057)).react(IS_REFUSED, Reaction.refuse(10038));
    kernel.block(SimulatedKernel.Call.IOCTL);
    failing.add(submit(socket, FAILS, 0));
    kernel.awaitBlocked();
    for (int i = 0; i < 150; i++) {
      failing.add(submit(socket, i % 2 == 0 ? FAILS : IS_REFUSED, 0));
    }
    before.forEach(each -> kernel.complete(each, 0));
    kernel.open(SimulatedKernel.Call.IOCTL);

    for (CompletableFuture<ByteBuffer> each : futures) {
      assertThat(each.get(20, SECONDS).remaining()).isZero();
    }
    for (CompletableFuture<ByteBuffer> each : failing) {
      assertThat(failureOf(each).error()).isIn(10057, 10038);
    }
  }

  /** K3, K14: the call returns before, between or after count, status and signal. */
  @ParameterizedTest
  @MethodSource("kernels")
  void whatCompletesWheneverItLikesCompletesOnce(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    for (int code : BOTH) {
      kernel.react(code, Reaction.later(0, (byte) 1, (byte) 2, (byte) 3));
    }
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      futures.add(submit(i % 3 == 0 ? device : socket, BOTH[i % 2], 8));
    }
    for (CompletableFuture<ByteBuffer> each : futures) {
      assertThat(each.get(20, SECONDS)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }
  }
}
