package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.sim.Logged;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a starting call is told of, and in which words. */
class OverdueTest {
  private final EngineParts parts = new EngineParts();
  private final Overdue overdue = parts.shared.overdue;
  private final SimulatedTarget device = new SimulatedTarget(0x2000, false);
  private final Logged log = new Logged();

  @AfterEach
  void close() {
    log.close();
  }

  /** What is said now; null if nothing is. */
  private String said() {
    overdue.look(parts.shared.calls, parts.shared.notices);
    Linked notice = parts.workers.takeOne();
    if (notice == null) {
      return null;
    }
    notice.run();
    return log.messages().get(log.messages().size() - 1);
  }

  @Test
  void aCallIsToldOfOnceWhenItHasTakenMoreThanASecond() {
    assertThat(said()).isNull();
    parts.kernel.advance(5_000);
    overdue.begin(parts.socket, 1);
    assertThat(said()).isNull();
    parts.kernel.advance(1_000);
    assertThat(said()).as("a second is not more than a second").isNull();
    parts.kernel.advance(1);
    assertThat(said()).isNotNull();
    parts.kernel.advance(5_000);
    assertThat(said()).as("once").isNull();
    overdue.end();
    assertThat(said()).isNull();
    overdue.begin(parts.socket, 1);
    assertThat(said()).as("another one").isNull();
    parts.kernel.advance(1_001);
    assertThat(said()).isNotNull();
  }

  @Test
  void betweenTwoCallsNothingIsOverdue() {
    overdue.begin(parts.socket, 1);
    overdue.end();
    parts.kernel.advance(5_000);
    assertThat(said()).isNull();
  }

  /** What is known of the next one then is half of it, and half of the one before. */
  @Test
  void whoeverLooksWhileACallBeginsSeesNone() {
    AtomicReference<Runnable> whenAskedForTime = new AtomicReference<>(() -> {});
    Overdue asking =
        new Overdue(
            () -> {
              whenAskedForTime.get().run();
              return parts.kernel.nanoTime();
            });
    asking.begin(device, 1);
    asking.end();
    parts.kernel.advance(5_000);
    whenAskedForTime.set(
        () -> {
          whenAskedForTime.set(() -> {});
          asking.look(parts.shared.calls, parts.shared.notices);
        });
    asking.begin(parts.socket, 1);
    assertThat(parts.workers.takeOne()).isNull();
  }

  /** The program has closed it, it may be, and has no other use for it. */
  @Test
  void whatACallWasMadeOnIsNotKeptAfterIt() {
    WeakReference<Target> called = callOnce();
    for (int i = 0; i < 100 && called.get() != null; i++) {
      System.gc();
    }
    assertThat(called.get()).isNull();
  }

  private WeakReference<Target> callOnce() {
    Target target = new SimulatedTarget(0x3000, true);
    overdue.begin(target, 1);
    overdue.end();
    return new WeakReference<>(target);
  }

  private String saidOf(Target target, int code) {
    overdue.begin(target, code);
    parts.kernel.advance(2_000);
    String text = said();
    overdue.end();
    return text;
  }

  @Test
  void theRemedyIsThatOfTheCall() {
    assertThat(saidOf(parts.socket, 0x28000017))
        .startsWith("parts: WSAIoctl ")
        .contains("0x28000017")
        .contains("declare it with atOnce");
    assertThat(saidOf(parts.socket, 0)).contains("opened with FILE_FLAG_OVERLAPPED");
    assertThat(saidOf(device, 0x28000017))
        .contains("on handle 0x2000")
        .contains("opened with FILE_FLAG_OVERLAPPED");
  }
}
