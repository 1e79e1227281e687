package io.github.asyncioctl.internal.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.internal.engine.CompanionParts;
import io.github.asyncioctl.internal.engine.IoctlFuture;
import io.github.asyncioctl.internal.engine.Linked;
import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One wait, step by step: when it is sent, and how its future ends. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WaitTest {
  private final WaitParts parts = new WaitParts();
  private final Recording recording = new Recording();

  private static final class Recording implements OperationRecord {
    private final List<String> told = new ArrayList<>();
    private Error thrown;

    @Override
    public void outcome(int error, int status, long bytes) {
      if (thrown != null) {
        throw thrown;
      }
      told.add(error + " " + status + " " + bytes);
    }

    @Override
    public boolean ends() {
      return true;
    }

    @Override
    public void commit(
        String engine,
        String function,
        String code,
        long handle,
        boolean atOnce,
        Throwable failure) {
      told.add((atOnce ? "at once: " : "later: ") + failure);
    }
  }

  private static Throwable failure(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return future.handle((value, failure) -> failure).getNow(null);
  }

  private void endKeeper() {
    parts.keeper.askToClose();
    parts.play();
  }

  // --- On its way to the keeper ---

  @Test
  void itIsSentOnceUntilTheKeeperHasIt() {
    Wait wait = parts.create();
    Wait other = parts.create();
    assertThat(wait.mail()).isTrue();
    assertThat(other.mail()).isTrue();
    wait.signalled();
    wait.abandoned();
    assertThat(wait.mail()).as("it is on its way").isTrue();
    assertThat(wait.nextInMailbox()).as("what was sent before it").isNull();
    wait.received();
    assertThat(wait.mail()).isTrue();
    assertThat(wait.nextInMailbox()).isSameAs(other);
  }

  @Test
  void whoSendsItAfterTheEndIsTold() {
    endKeeper();
    Wait wait = parts.create();
    assertThat(wait.mail()).isFalse();
  }

  @Test
  void aSignalIsNotedAndSent() {
    Wait wait = parts.create();
    assertThat(wait.isSignalled()).isFalse();
    wait.signalled();
    assertThat(wait.isSignalled()).isTrue();
    Wait other = parts.create();
    assertThat(other.mail()).isTrue();
    assertThat(other.nextInMailbox()).isSameAs(wait);
    assertThat(wait.future).as("the keeper's business").isNotDone();
  }

  @Test
  void itIsSentWhenNobodyWantsItAnyMore() {
    Wait wait = parts.create();
    assertThat(wait.isUnwanted()).isFalse();
    assertThat(wait.future.cancel(false)).isTrue();
    assertThat(wait.isUnwanted()).isTrue();
    Wait other = parts.create();
    assertThat(other.mail()).isTrue();
    assertThat(other.nextInMailbox()).isSameAs(wait);
  }

  /** Whoever ends it is not there yet, and the keeper need not wait for that. */
  @Test
  void itIsNotWantedAsSoonAsSomebodyIsAboutToEndIt() {
    Wait wait = parts.create();
    List<Boolean> seen = new ArrayList<>();
    wait.future.ownedBy(new Owner(wait, () -> seen.add(wait.isUnwanted())));
    assertThat(wait.future.complete(null)).isTrue();
    assertThat(seen).containsExactly(true);
  }

  // --- Its outcome ---

  @Test
  void aSignalIsASuccessThatAWorkerDelivers() {
    Wait wait = parts.create(recording);
    assertThat(wait.hasOutcome()).isFalse();
    wait.succeed();
    assertThat(wait.hasOutcome()).isTrue();
    assertThat(wait.future).isNotDone();
    assertThat(parts.lent.takeOne()).isSameAs(wait);
    wait.run();
    assertThat(wait.future).isCompletedWithValue(null);
    assertThat(recording.told).containsExactly("0 0 0", "later: null");
    assertThat(parts.live).isEmpty();
    assertThat(parts.lent.takeOne()).as("it is done").isNull();
  }

  @Test
  void theUsersExecutorDeliversIt() {
    List<Runnable> executed = new ArrayList<>();
    Wait wait = new WaitParts(executed::add).create();
    wait.succeed();
    assertThat(executed).containsExactly(wait);
  }

  /** Whoever gets it finds all of its outcome. */
  @Test
  void anExecutorMayDeliverItAtOnce() {
    IOException reason = new IOException("simulated");
    Wait wait = new WaitParts(Runnable::run).create();
    wait.end(reason);
    assertThat(failure(wait.future)).isSameAs(reason);
  }

  @Test
  void whatTheSystemRefusesFailsWithItsFunctionAndItsError() {
    Wait wait = parts.create(recording);
    wait.fail(new KernelException("RegisterWait", 1450));
    assertThat(parts.lent.work()).isEqualTo(1);
    IoctlException failure = (IoctlException) failure(wait.future);
    assertThat(failure.error()).isEqualTo(1450);
    assertThat(failure)
        .hasMessageStartingWith("RegisterWait failed")
        .hasMessageContaining("on handle 0x" + Long.toHexString(wait.target.handle()));
    assertThat(recording.told).containsExactly("1450 0 0", "later: " + failure);
  }

  /** Its future has ended, or nobody would have taken it back: the recorder may want to know. */
  @Test
  void whatIsTakenBackIsRecordedThoughItsFutureHasEnded() {
    Wait wait = parts.create(recording);
    Wait atTheEnd = parts.create(recording);
    assertThat(wait.future.complete(null)).isTrue();
    assertThat(atTheEnd.future.complete(null)).isTrue();
    wait.withdraw(false);
    atTheEnd.withdraw(true);
    assertThat(parts.lent.work()).isEqualTo(2);
    assertThat(wait.future).isCompletedWithValue(null);
    assertThat(recording.told).hasSize(4);
    assertThat(recording.told.get(0)).isEqualTo("995 0 0");
    assertThat(recording.told.get(1)).endsWith("the wait was withdrawn");
    assertThat(recording.told.get(3)).endsWith("the engine was closed");
  }

  @Test
  void whatInterestsNobodyIsNotHandedOver() {
    Wait wait = parts.create();
    assertThat(wait.future.cancel(false)).isTrue();
    wait.withdraw(false);
    assertThat(wait.hasOutcome()).isFalse();
    wait.succeed();
    assertThat(wait.hasOutcome()).isTrue();
    assertThat(parts.lent.takeOne()).isNull();
  }

  @Test
  void aFailureThatFindsNoMemoryIsTheFailureAllTheSame() {
    Error noMemory = new StackOverflowError("as good as that, and JUnit goes on");
    CompanionParts hungry =
        new CompanionParts(
            null,
            (task, role) -> new Thread(task),
            (target, code, error, status, transferred, output, detail) -> {
              throw noMemory;
            });
    Wait wait =
        new Wait(
            new WaitTarget("Function", 0x44),
            0,
            0,
            parts.keeper,
            hungry.companion(),
            parts.live,
            null);
    wait.withdraw(false);
    assertThat(hungry.work()).isEqualTo(1);
    assertThat(failure(wait.future)).isSameAs(noMemory);
  }

  @Test
  void whatItEndsWithIsItsFailure() {
    IOException reason = new IOException("simulated");
    Wait wait = parts.create();
    wait.end(reason);
    assertThat(parts.lent.work()).isEqualTo(1);
    assertThat(failure(wait.future)).isSameAs(reason);
  }

  @Test
  void itIsRecordedOnceHoweverOftenItRuns() {
    Wait wait = parts.create(recording);
    wait.succeed();
    wait.run();
    wait.run();
    assertThat(recording.told).hasSize(2);
  }

  /** The memory for its record, say, is not there: the future matters more. */
  @Test
  void aRecorderThatFailsKeepsNoFutureFromItsEnd() {
    recording.thrown = new StackOverflowError("simulated");
    Wait wait = parts.create(recording);
    wait.succeed();
    Linked job = parts.lent.takeOne();
    assertThatThrownBy(job::run).isSameAs(recording.thrown);
    assertThat(wait.future).isNotDone();
    assertThat(parts.lent.takeOne()).as("again").isSameAs(wait);
    wait.run();
    assertThat(wait.future).isCompletedWithValue(null);
  }

  /** Whoever is about to end it has the last word, and sends the wait again if that fails. */
  @Test
  void aDeliveryLeavesTheFutureToWhoeverIsAboutToEndIt() {
    Wait wait = parts.create();
    wait.succeed();
    parts.lent.takeOne();
    List<Linked> sentAgain = new ArrayList<>();
    wait.future.ownedBy(
        new Owner(
            wait,
            () -> {
              wait.run();
              sentAgain.add(parts.lent.takeOne());
              throw new StackOverflowError("simulated");
            }));
    assertThatThrownBy(() -> wait.future.complete(null)).isInstanceOf(StackOverflowError.class);
    assertThat(sentAgain).as("while he was about to").containsOnlyNulls().hasSize(1);
    assertThat(wait.future).isNotDone();
    assertThat(parts.lent.takeOne()).as("he has failed").isSameAs(wait);
    wait.run();
    assertThat(wait.future).isCompletedWithValue(null);
  }

  @Test
  void whoComesAgainBeforeThereIsAnOutcomeChangesNothing() {
    parts.create().wantedAgain();
    assertThat(parts.lent.takeOne()).isNull();
  }

  @Test
  void whatHasEndedIsNotAmongTheLiveOnes() {
    Wait wait = parts.create();
    Wait other = parts.create();
    assertThat(wait.future.cancel(false)).isTrue();
    assertThat(parts.live).containsExactly(other);
  }

  // --- The end of the engine ---

  @Test
  void withoutAnOutcomeItFailsWithTheEndOfTheEngine() {
    Wait wait = parts.create();
    wait.endWithoutOutcome();
    IoctlException failure = (IoctlException) failure(wait.future);
    assertThat(failure.error()).isEqualTo(995);
    assertThat(failure).hasMessageEndingWith("the engine was closed");
  }

  @Test
  void aSignalThatCameInTimeCounts() {
    Wait wait = parts.create();
    wait.signalled();
    wait.endWithoutOutcome();
    assertThat(wait.future).isCompletedWithValue(null);
  }

  @Test
  void anOutcomeThatIsOnItsWayIsNotReplacedByTheEndOfTheEngine() {
    IOException reason = new IOException("simulated");
    Wait wait = parts.create();
    wait.end(reason);
    wait.endWithoutOutcome();
    assertThat(wait.future).isNotDone();
    wait.endWithOutcome();
    assertThat(failure(wait.future)).isSameAs(reason);
  }

  @Test
  void whereThereIsNoOutcomeTheEndOfTheEngineIsOne() {
    Wait wait = parts.create();
    wait.endWithOutcome();
    assertThat(failure(wait.future)).hasMessageEndingWith("the engine was closed");
  }

  @Test
  void aWaitIsOnAHandleThatNobodyCanAsk() {
    WaitTarget target = new WaitTarget("Function", 0x44);
    assertThat(target.isSocket()).isFalse();
    assertThat(target.refusal()).isNull();
  }

  /** An owner that does something when the future is abandoned, and then is the wait. */
  private record Owner(Wait owned, Runnable first) implements IoctlFuture.Owner {
    @Override
    public void abandoned() {
      first.run();
      owned.abandoned();
    }

    @Override
    public void wantedAgain() {
      owned.wantedAgain();
    }

    @Override
    public void futureEnded() {
      owned.futureEnded();
    }
  }
}
