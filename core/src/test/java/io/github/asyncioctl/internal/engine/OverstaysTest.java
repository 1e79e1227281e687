package io.github.asyncioctl.internal.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.sim.Logged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When operations that were cancelled are told of, one look at a time. */
class OverstaysTest {
  private static final long PATIENCE = SECONDS.toNanos(10);

  private final EngineParts parts = new EngineParts();
  private final Overstays overstays = new Overstays(parts.shared.calls, parts.shared.notices);
  private final List<Operation<?>> inFlight = new ArrayList<>();
  private final Logged log = new Logged();

  @AfterEach
  void close() {
    log.close();
  }

  private Operation<?> cancelled(long now) {
    Operation<?> operation = parts.operation(Form.RAW);
    inFlight.add(operation);
    overstays.cancelled(operation, now);
    return operation;
  }

  private int look(long now) {
    return overstays.look(now, action -> inFlight.forEach(action::completed));
  }

  /** What was said since this was asked last. */
  private List<String> said() {
    int before = log.messages().size();
    for (Linked job = parts.workers.takeOne(); job != null; job = parts.workers.takeOne()) {
      job.run();
    }
    return log.messages().subList(before, log.messages().size());
  }

  @Test
  void whereThereIsNothingNobodyLooksAgain() {
    assertThat(overstays.isEmpty()).isTrue();
    assertThat(look(0)).isEqualTo(Kernel.INFINITE);
    inFlight.add(parts.operation(Form.RAW)); // it was not cancelled
    assertThat(look(PATIENCE)).isEqualTo(Kernel.INFINITE);
    assertThat(said()).isEmpty();
  }

  @Test
  void itIsToldOfOnceWhenItsTimeHasCome() {
    cancelled(5);
    assertThat(overstays.isEmpty()).isFalse();
    assertThat(look(5)).isEqualTo(10_001);
    assertThat(look(5 + PATIENCE - 1)).as("not before its time").isEqualTo(1);
    assertThat(said()).isEmpty();
    assertThat(look(5 + PATIENCE)).isEqualTo(Kernel.INFINITE);
    assertThat(said())
        .singleElement()
        .asString()
        .contains("was cancelled more than 10 s ago")
        .contains("on SOCKET 0x1000");
    assertThat(overstays.isEmpty()).isTrue();
    assertThat(look(5 + 2 * PATIENCE)).isEqualTo(Kernel.INFINITE);
    assertThat(said()).isEmpty();
  }

  /** Thousands may be in flight. */
  @Test
  void nobodyIsLookedAtBeforeItsTime() {
    Overstays.All nobody =
        action -> {
          throw new AssertionError("looked at");
        };
    assertThat(overstays.look(0, nobody)).isEqualTo(Kernel.INFINITE);
    cancelled(5);
    assertThat(overstays.look(5 + PATIENCE - 1, nobody)).isEqualTo(1);
  }

  @Test
  void eachHasItsTime() {
    cancelled(0);
    cancelled(SECONDS.toNanos(6));
    cancelled(SECONDS.toNanos(4));
    assertThat(look(SECONDS.toNanos(6))).as("until the first").isEqualTo(4_001);
    assertThat(look(PATIENCE)).as("until the second").isEqualTo(4_001);
    assertThat(said()).hasSize(1);
    assertThat(look(SECONDS.toNanos(15))).as("until the third").isEqualTo(1_001);
    assertThat(said()).hasSize(1);
    assertThat(look(SECONDS.toNanos(16))).isEqualTo(Kernel.INFINITE);
    assertThat(said()).hasSize(1);
  }

  @Test
  void whatIsGoneIsCountedOnce() {
    Operation<?> first = cancelled(0);
    cancelled(0);
    overstays.gone(first);
    overstays.gone(first);
    overstays.gone(parts.operation(Form.RAW));
    assertThat(overstays.isEmpty()).isFalse();
    look(PATIENCE);
    assertThat(said()).hasSize(1);
    assertThat(overstays.isEmpty()).isTrue();
  }

  @Test
  void theFirstTenAreNamed() {
    for (int i = 0; i < 12; i++) {
      cancelled(0);
    }
    look(PATIENCE);
    List<String> said = said();
    assertThat(said).hasSize(11);
    assertThat(said.get(10)).contains("and 2 further operations");
    for (int i = 0; i < 10; i++) {
      cancelled(PATIENCE);
    }
    look(2 * PATIENCE);
    assertThat(said()).hasSize(10).noneMatch(text -> text.contains("further"));
  }

  @Test
  void whereThereIsNoMemoryTheNextLookTells() {
    cancelled(0);
    Overstays.All noMemory =
        action -> {
          throw new OutOfMemoryError("simulated");
        };
    assertThat(overstays.look(PATIENCE, noMemory)).isEqualTo(10_001);
    assertThat(said()).isEmpty();
    look(2 * PATIENCE);
    assertThat(said()).hasSize(1);
  }

  /** One that is soon due must not have it look again and again while there is no memory. */
  @Test
  void whereThereIsNoMemoryItLooksAgainWhenAllItsTimeHasPassed() {
    cancelled(0);
    Operation<?> later = cancelled(SECONDS.toNanos(5));
    Overstays.All noMemory =
        action -> {
          action.completed(later);
          throw new OutOfMemoryError("simulated");
        };
    assertThat(overstays.look(PATIENCE, noMemory)).isEqualTo(10_001);
  }
}
