package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has the last word on a future, and what its owner hears of it. */
class IoctlFutureTest {
  private final List<String> told = new ArrayList<>();
  private final IoctlFuture<String> future = new IoctlFuture<>();
  private Runnable whenAbandoned = () -> {};
  private Runnable whenEnded = () -> {};

  IoctlFutureTest() {
    future.ownedBy(
        new IoctlFuture.Owner() {
          @Override
          public void abandoned() {
            told.add("abandoned");
            whenAbandoned.run();
          }

          @Override
          public void wantedAgain() {
            told.add("wanted again");
          }

          @Override
          public void futureEnded() {
            whenEnded.run();
            told.add("ended");
          }
        });
  }

  @Test
  void aValueComesTooLateForWhoeverIsAboutToEndIt() {
    whenAbandoned = () -> future.deliver("the engine's");
    assertThat(future.complete("the user's")).isTrue();
    assertThat(future).isCompletedWithValue("the user's");
    assertThat(told).containsExactly("abandoned", "ended");
  }

  @Test
  void aFailureComesTooLateForWhoeverIsAboutToEndIt() {
    whenAbandoned = () -> future.deliverFailure(new IllegalStateException("the engine's"));
    assertThat(future.complete("the user's")).isTrue();
    assertThat(future).isCompletedWithValue("the user's");
  }

  @Test
  void whoFailsToEndItLeavesItToTheEngine() {
    whenAbandoned =
        () -> {
          throw new StackOverflowError("simulated");
        };
    assertThatThrownBy(() -> future.complete("the user's")).isInstanceOf(StackOverflowError.class);
    assertThat(told).containsExactly("abandoned", "wanted again");
    assertThat(future.isAbandoned()).isFalse();
    future.deliver("the engine's");
    assertThat(future).isCompletedWithValue("the engine's");
  }

  @Test
  void itsOwnerIsToldOfItsEndOnce() {
    future.deliver("the engine's");
    assertThat(future.complete("too late")).isFalse();
    assertThat(future.cancel(false)).isFalse();
    future.obtrudeValue("overwritten");
    assertThat(told).containsExactly("ended");
  }

  /** A thread's stack may be at its end just there. */
  @Test
  void anOwnerThatCouldNotBeToldOfItsEndIsToldByTheNext() {
    whenEnded =
        () -> {
          whenEnded = () -> {};
          throw new StackOverflowError("simulated");
        };
    assertThatThrownBy(() -> future.cancel(false)).isInstanceOf(StackOverflowError.class);
    assertThat(told).containsExactly("abandoned");
    future.settle();
    assertThat(told).containsExactly("abandoned", "ended");
  }

  @Test
  void whatIsCompletedAsynchronouslyIsNotWantedAnyMore() {
    assertThat(future.completeAsync(() -> "the user's", Runnable::run)).isSameAs(future);
    assertThat(told).containsExactly("abandoned", "ended");
  }
}
