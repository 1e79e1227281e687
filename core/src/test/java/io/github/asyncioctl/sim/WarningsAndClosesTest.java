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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts that are in the OVERLAPPED alone, and what a close says that is known to be one. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WarningsAndClosesTest {
  private static final int AT_ONCE = 0x48000031;
  private static final int PENDS = 0x48000032;
  private static final int[] BOTH = {AT_ONCE, PENDS};
  private static final int BUFFER_OVERFLOW = 0x80000005;

  private final SimulatedTarget socket = new SimulatedTarget(0x1000, true);
  private final SimulatedTarget device = new SimulatedTarget(0x2000, false);
  private SimulatedKernel kernel;
  private Engine engine;

  private static List<?> kernels() {
    return Kernels.all();
  }

  private void open(Supplier<SimulatedKernel> made) throws KernelException {
    kernel = made.get();
    engine =
        new Engine(
            kernel,
            new Settings(
                "closes",
                null,
                Duration.ofSeconds(20),
                Set.of(),
                Set.of(AT_ONCE),
                kernel::nanoTime),
            TestFailures.failures());
  }

  @AfterEach
  void nothingIsKept() {
    if (engine != null) {
      engine.close();
      assertThat(kernel.violations()).isEmpty();
      assertThat(kernel.liveMemory()).isZero();
    }
  }

  private CompletableFuture<ByteBuffer> submit(Target target, int code, int capacity) {
    return engine.submit(target, code, null, capacity, Form.RAW);
  }

  private static IoctlException failureOf(CompletableFuture<ByteBuffer> future) throws Exception {
    try {
      ByteBuffer value = future.get(20, SECONDS);
      throw new AssertionError("succeeded: " + value);
    } catch (ExecutionException e) {
      return (IoctlException) e.getCause();
    }
  }

  /** Where the call's own DWORD was left alone, the count is in InternalHigh. */
  @ParameterizedTest
  @MethodSource("kernels")
  void theCountOfASuccessMayBeInTheOverlappedAlone(Supplier<SimulatedKernel> made)
      throws Exception {
    open(made);
    for (int code : BOTH) {
      kernel.react(code, Reaction.succeedCountingInOverlapped(new byte[5]));
      assertThat(submit(device, code, 8).get(20, SECONDS).remaining()).isEqualTo(5);
    }
  }

  /** F38, S71, P23, P37, K21: the call's DWORD says 0, and data was consumed all the same. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aWarningAtOnceSaysHowMuchDataItLeft(Supplier<SimulatedKernel> made) throws Exception {
    open(made);
    for (int code : BOTH) {
      assertWarned(device, code, 234);
      assertWarned(socket, code, 10040);
    }
  }

  private void assertWarned(Target target, int code, int error) throws Exception {
    kernel.react(code, Reaction.warn(error, BUFFER_OVERFLOW, new byte[6]));
    IoctlException failure = failureOf(submit(target, code, 8));
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure.ntStatus()).isEqualTo(BUFFER_OVERFLOW);
    assertThat(TestFailures.transferred(failure)).isEqualTo(6);
  }

  /** S16, S17, K8, K21: it ends as the system likes, and was aborted by its own program. */
  @ParameterizedTest
  @MethodSource("kernels")
  void whatEndsBecauseItsSocketWasClosedHereIsAborted(Supplier<SimulatedKernel> made)
      throws Exception {
    open(made);
    long handle = 0x3000;
    for (Closing closing : List.of(Closing.TCP_RECEIVE, Closing.UDP_RECEIVE, Closing.IOCTL)) {
      kernel.react(PENDS, Reaction.pend().closing(closing));
      SimulatedTarget closed = new SimulatedTarget(handle++, true);
      CompletableFuture<ByteBuffer> future = submit(closed, PENDS, 8);
      kernel.awaitPending(1);
      closed.close();
      kernel.handleClosed(closed.handle());
      IoctlException failure = failureOf(future);
      assertThat(failure.error()).as("%s", closing).isEqualTo(995);
      assertThat(failure.ntStatus()).isEqualTo(kernel.personality().closed(closing));
    }
  }
}
