package io.github.asyncioctl.internal.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.internal.engine.Linked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the waits' futures, where the test is the only worker. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WaitEndingsTest {
  private final WaitParts parts = new WaitParts();

  private static WaitEndings endings(WaitParts of) {
    return new WaitEndings(of.lent.companion(), of.live);
  }

  private static Throwable failure(Wait wait) {
    assertThat(wait.future).isCompletedExceptionally();
    return wait.future.handle((value, failure) -> failure).getNow(null);
  }

  @Test
  void whatHasNoOutcomeFails() {
    List<Wait> waits = List.of(parts.create(), parts.create(), parts.create());
    endings(parts).begin();
    for (Wait each : waits) {
      assertThat(each.future).as("a worker does it").isNotDone();
    }
    parts.lent.work();
    for (Wait each : waits) {
      assertThat(failure(each)).hasMessageEndingWith("the engine was closed");
    }
    assertThat(parts.live).isEmpty();
  }

  /** Dependents of the first one may block for ever. */
  @Test
  void theNextOneIsHandedOverBeforeTheFirstOneEnds() {
    List<Wait> waits = List.of(parts.create(), parts.create());
    List<Linked> handedOver = new ArrayList<>();
    for (Wait each : waits) {
      CompletableFuture<Void> unused =
          each.future.handle(
              (value, failure) -> {
                handedOver.add(parts.lent.takeOne());
                return null;
              });
    }
    endings(parts).begin();
    parts.lent.takeOne().run();
    assertThat(handedOver).hasSize(1).doesNotContainNull();
    handedOver.get(0).run();
    assertThat(handedOver).hasSize(2);
    assertThat(waits).allMatch(each -> each.future.isDone());
    handedOver.get(1).run();
    assertThat(handedOver).as("there is no third").hasSize(2);
  }

  @Test
  void whatIsOnItsWayIsWaitedFor() {
    WaitEndings endings = endings(parts);
    Wait wait = parts.create();
    wait.end(new IOException("its own"));
    endings.begin();
    endings.await(); // there are no workers, so this does what there is to do
    assertThat(failure(wait)).hasMessage("its own");
  }

  /** The user's executor has dropped it. */
  @Test
  void whatDidNotComeByItselfIsDelivered() {
    WaitParts dropping = new WaitParts(task -> {});
    WaitEndings endings = endings(dropping);
    Wait wait = dropping.create();
    wait.succeed();
    endings.begin();
    endings.await();
    assertThat(wait.future).isCompletedWithValue(null);
    assertThat(dropping.live).isEmpty();
  }

  @Test
  void whatHasEndedIsNotWaitedForThoughItsDependentsRun() {
    Linked job =
        new Linked() {
          @Override
          public void run() {
            throw new AssertionError("it waits, and does what there is to do meanwhile");
          }
        };
    List<Linked> left = new ArrayList<>();
    Wait wait = parts.create();
    CompletableFuture<Void> unused =
        wait.future.thenRun(
            () -> {
              assertThat(parts.live).containsExactly(wait);
              parts.lent.companion().later(job);
              endings(parts).await();
              left.add(parts.lent.takeOne());
              left.add(parts.lent.takeOne());
            });
    assertThat(wait.future.complete(null)).isTrue();
    assertThat(left).as("and nobody is to end anything").containsExactly(job, null);
  }
}
