package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who has the last word on a future, and what its owner hears of it. */
class IoctlFutureTest {
  private final List<String> told = new ArrayList<>();
  private final IoctlFuture<String> future = new IoctlFuture<>();
  private Runnable whenAbandoned = () -> {};
  private Runnable whenWantedAgain = () -> {};
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
            whenWantedAgain.run();
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
    assertThat(future.completeExceptionally(new IllegalStateException("too late"))).isFalse();
    assertThat(future.cancel(false)).isFalse();
    future.obtrudeValue("overwritten");
    assertThat(told).containsExactly("ended");
  }

  /** What somebody outside the engine may do to it. */
  private enum Way {
    COMPLETE,
    FAIL,
    CANCEL,
    OBTRUDE,
    OBTRUDE_FAILURE;

    private boolean end(IoctlFuture<String> future) {
      return switch (this) {
        case COMPLETE -> future.complete("mine");
        case FAIL -> future.completeExceptionally(new IllegalStateException("mine"));
        case CANCEL -> future.cancel(true);
        case OBTRUDE -> {
          future.obtrudeValue("mine");
          yield true;
        }
        case OBTRUDE_FAILURE -> {
          future.obtrudeException(new IllegalStateException("mine"));
          yield true;
        }
      };
    }

    private static String outcome(IoctlFuture<String> future) {
      return future
          .handle((value, failure) -> failure == null ? value : failure.getClass().getSimpleName())
          .getNow("it is not done");
    }

    private String outcome() {
      IoctlFuture<String> alone = new IoctlFuture<>();
      assertThat(end(alone)).isTrue();
      return outcome(alone);
    }
  }

  /** Dependents run in between, and may block. */
  @ParameterizedTest
  @EnumSource
  void itsOwnerHearsThatItIsNotWantedBeforeItEnds(Way way) {
    whenAbandoned =
        () -> {
          assertThat(future).isNotDone();
          assertThat(future.isAbandoned()).isTrue();
        };
    CompletableFuture<Boolean> dependent =
        future.handle((value, failure) -> told.add("a dependent runs"));
    assertThat(way.end(future)).isTrue();
    assertThat(dependent).isCompletedWithValue(true);
    assertThat(told).containsExactly("abandoned", "a dependent runs", "ended");
    assertThat(Way.outcome(future)).isEqualTo(way.outcome());
  }

  @ParameterizedTest
  @EnumSource
  void whoFailsToEndItInAnyWayLeavesItToTheEngine(Way way) {
    whenAbandoned =
        () -> {
          throw new StackOverflowError("simulated");
        };
    assertThatThrownBy(() -> way.end(future)).isInstanceOf(StackOverflowError.class);
    assertThat(told).containsExactly("abandoned", "wanted again");
    future.deliver("the engine's");
    assertThat(future).isCompletedWithValue("the engine's");
    assertThat(told).containsExactly("abandoned", "wanted again", "ended");
  }

  /** Its owner may have a thread at hand that delivers while it is told. */
  @Test
  void whatIsWantedAgainMayBeDeliveredAtOnce() {
    whenAbandoned =
        () -> {
          throw new StackOverflowError("simulated");
        };
    whenWantedAgain = () -> future.deliver("the engine's");
    assertThatThrownBy(() -> future.cancel(true)).isInstanceOf(StackOverflowError.class);
    assertThat(future).isCompletedWithValue("the engine's");
    assertThat(told).containsExactly("abandoned", "wanted again", "ended");
  }

  @Test
  void withoutAFailureThereIsNothingToFailWith() {
    assertThatNullPointerException()
        .isThrownBy(() -> future.completeExceptionally(null))
        .withMessage("failure");
    assertThatNullPointerException()
        .isThrownBy(() -> future.obtrudeException(null))
        .withMessage("failure");
    assertThat(told).isEmpty();
    assertThat(future).isNotDone();
  }

  @Test
  void theEnginesFailureIsItsOwnersEndToo() {
    IllegalStateException failure = new IllegalStateException("the engine's");
    future.deliverFailure(failure);
    assertThat(future.handle((value, thrown) -> thrown).getNow(null)).isSameAs(failure);
    assertThat(told).containsExactly("ended");
    assertThat(future.isAbandoned()).isFalse();
  }

  @Test
  void whatNothingHasBecomeOfIsNothingToTell() {
    future.settle();
    assertThat(told).isEmpty();
    future.deliver(null);
    assertThat(future).isCompletedWithValue(null);
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

  @Test
  void whatCannotBeMadeAsynchronouslyFailsIt() {
    IllegalStateException thrown = new IllegalStateException("mine");
    List<Runnable> later = new ArrayList<>();
    CompletableFuture<String> same =
        future.completeAsync(
            () -> {
              throw thrown;
            },
            later::add);
    assertThat(same).isSameAs(future).isNotDone();
    assertThat(told).isEmpty();
    later.forEach(Runnable::run);
    assertThat(future.handle((value, failure) -> failure).getNow(null))
        .isInstanceOf(CompletionException.class)
        .hasCause(thrown);
    assertThat(told).containsExactly("abandoned", "ended");
  }
}
