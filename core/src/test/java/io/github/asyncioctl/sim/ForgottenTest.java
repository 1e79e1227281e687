package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A future that has ended, and that somebody keeps, keeps neither the socket nor the bytes from
 * which its value was made; nor does the engine, which goes on.
 */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
@SuppressWarnings("ByteBufferBackingArray") // the answer is what may be held
class ForgottenTest {
  private static final int SMALL = 8;
  private static final int LARGE = 1 << 20;

  /** What was held while the operation was under way. */
  private static final class Held {
    final AtomicReference<WeakReference<byte[]>> answer = new AtomicReference<>();
    WeakReference<Object> socket;
    CompletableFuture<String> future;

    Form<String> form() {
      return (memory, address, transferred) -> {
        answer.set(new WeakReference<>(memory.array()));
        return "a value";
      };
    }
  }

  private static Held submit(Engine engine, int code, int out) {
    Held held = new Held();
    SimulatedTarget target = new SimulatedTarget(0x2000, true);
    held.socket = new WeakReference<>(target);
    held.future = engine.submit(target, code, null, out, held.form());
    return held;
  }

  private static void assertForgotten(WeakReference<?> reference) throws InterruptedException {
    Duress.until(
        "it is collected",
        () -> {
          System.gc();
          return reference.get() == null;
        });
  }

  private static void assertForgottenAfterSuccess(int code, int out) throws Exception {
    try (Duress duress = new Duress()) {
      Held held = submit(duress.engine, code, out);
      duress.kernel.complete(duress.only(held.future), 0, (byte) 1, (byte) 2);
      assertThat(Duress.get(held.future)).isEqualTo("a value");
      duress.awaitIdle();
      assertForgotten(held.answer.get());
      assertForgotten(held.socket);
      assertThat(held.future).as("kept until now").isCompletedWithValue("a value");
    }
  }

  @Test
  void whatPended() throws Exception {
    assertForgottenAfterSuccess(Duress.PENDS, SMALL);
  }

  @Test
  void whatWasLarge() throws Exception {
    assertForgottenAfterSuccess(Duress.PENDS, LARGE);
  }

  @Test
  void whatPendedOnItsCallersThread() throws Exception {
    assertForgottenAfterSuccess(Duress.WRONG, SMALL);
  }

  @Test
  void whatWasCancelled() throws Exception {
    try (Duress duress = new Duress()) {
      Held held = submit(duress.engine, Duress.PENDS, SMALL);
      duress.only(held.future);
      held.future.cancel(false);
      duress.kernel.awaitPending(0);
      duress.awaitIdle();
      assertForgotten(held.socket);
      assertThat(held.future).as("kept until now").isCancelled();
    }
  }

  /** The system keeps its memory, and nobody needs the socket any more. */
  @Test
  void whatWasEndedByTheEngine() throws Exception {
    try (Duress duress = new Duress()) {
      Held held = submit(duress.engine, Duress.PENDS, SMALL);
      duress.only(held.future);
      duress.engine.close();
      assertThat(Duress.ioctlFailure(held.future).error()).isEqualTo(995);
      assertForgotten(held.socket);
      assertThat(held.future).as("kept until now").isCompletedExceptionally();
    }
  }

  /** A raw answer is the value itself: it is the future's then, and goes with it. */
  @Test
  void aRawAnswerGoesWithItsFuture() throws Exception {
    try (Duress duress = new Duress()) {
      WeakReference<byte[]> answer = rawAnswer(duress);
      duress.awaitIdle();
      assertForgotten(answer);
    }
  }

  private static WeakReference<byte[]> rawAnswer(Duress duress) throws Exception {
    CompletableFuture<ByteBuffer> future = duress.submit(SMALL);
    duress.kernel.complete(duress.only(future), 0, (byte) 1);
    return new WeakReference<>(Duress.get(future).array());
  }
}
