package io.github.asyncioctl.internal.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.internal.engine.CompanionParts;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.waits.Wait.Phase;
import io.github.asyncioctl.sim.Logged;
import io.github.asyncioctl.windows.Waits;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the keeper does with a wait, in the order in which it does it. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class KeeperTest {
  private final Held held = new Held();
  private final WaitParts parts = new WaitParts(Runnable::run, held);
  private final Keeper keeper = parts.keeper;

  private static IoctlException failure(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return (IoctlException) future.handle((value, failure) -> failure).getNow(null);
  }

  // --- From the mailbox to the system and back ---

  @Test
  void aSignalCompletesTheFutureBeforeTheSystemIsAskedToForget() {
    Wait wait = parts.send();
    parts.at("registered", () -> parts.signal(wait));
    parts.at(
        "unregister",
        () -> {
          assertThat(wait.future).isCompletedWithValue(null);
          assertThat(wait.phase).isEqualTo(Phase.LEAVING);
          keeper.askToClose();
        });
    parts.play();
    assertThat(wait.phase).isEqualTo(Phase.GONE);
    assertThat(parts.counters.signalled()).isEqualTo(1);
    assertThat(parts.counters.withdrawn()).isZero();
    parts.assertGivenBack(1);
  }

  /** The keeper looks at both waits before it would sleep, and leaves the other one alone. */
  @Test
  void aWaitThatIsNeitherSignalledNorUnwantedStays() {
    Wait staying = parts.send();
    Wait leaving = parts.send();
    parts.at(
        "registered",
        () -> {
          assertThat(staying.mail()).as("it is looked at again").isTrue();
          parts.at("registered", () -> leaving.future.cancel(false));
        });
    parts.at(
        "unregister",
        () -> {
          assertThat(leaving.phase).isEqualTo(Phase.LEAVING);
          assertThat(staying.phase).isEqualTo(Phase.WAITING);
          assertThat(staying.future).isNotDone();
          keeper.askToClose();
        });
    parts.play();
    assertThat(failure(staying.future)).hasMessageEndingWith("the engine was closed");
    assertThat(parts.counters.withdrawn()).isEqualTo(2);
    parts.assertGivenBack(2);
  }

  @Test
  void whatNobodyWantsIsWithdrawn() {
    Wait wait = parts.send();
    parts.at("registered", () -> assertThat(wait.future.cancel(false)).isTrue());
    parts.at("unregister", keeper::askToClose);
    parts.play();
    assertThat(parts.counters.withdrawn()).isEqualTo(1);
    assertThat(parts.counters.signalled()).isZero();
    parts.assertGivenBack(1);
  }

  @Test
  void whatNobodyWantsAnyMoreIsNotRegistered() {
    Wait wait = parts.send();
    assertThat(wait.future.cancel(false)).isTrue();
    parts.at(
        "registered",
        () -> {
          throw new AssertionError("registered");
        });
    parts.at("close", keeper::askToClose);
    parts.play();
    assertThat(parts.counters.withdrawn()).isEqualTo(1);
    parts.assertGivenBack(1);
  }

  @Test
  void whatTheSystemRefusesFailsAndIsGivenBack() {
    Wait wait = parts.send();
    parts.system.refuseRegister(true);
    parts.at("close", keeper::askToClose);
    parts.play();
    assertThat(failure(wait.future).error()).isEqualTo(1450);
    assertThat(parts.counters.withdrawn()).as("it never was there").isZero();
    parts.assertGivenBack(1);
  }

  /** The future has ended before the signal comes: whoever ended it has the last word. */
  @Test
  void aSignalThatMeetsACancelIsLookedAtLast() {
    Wait wait = parts.send();
    parts.at("registered", () -> assertThat(wait.future.cancel(false)).isTrue());
    parts.at(
        "unregister",
        () -> {
          parts.signal(wait);
          keeper.askToClose();
        });
    parts.play();
    assertThat(parts.counters.signalled()).isEqualTo(1);
    assertThat(parts.counters.withdrawn()).isZero();
    assertThat(wait.future).isCancelled();
    parts.assertGivenBack(1);
  }

  @Test
  void aSignalCountsOnce() {
    Wait wait = parts.send();
    parts.at("registered", () -> parts.signal(wait));
    parts.at(
        "unregister",
        () -> {
          wait.signalled(); // as if it had not heard
          keeper.askToClose();
        });
    parts.play();
    assertThat(parts.counters.signalled()).isEqualTo(1);
    parts.assertGivenBack(1);
  }

  /** A signal may be on its way while the keeper closes the handle: it finds nothing to do. */
  @Test
  void whatComesWhenItIsGoneChangesNothing() {
    Wait wait = parts.send();
    parts.at(
        "registered",
        () -> {
          assertThat(wait.future.cancel(false)).isTrue();
          keeper.askToClose();
        });
    held.whenAsked =
        () -> {
          assertThat(wait.phase).isEqualTo(Phase.LEAVING);
          held.whenAsked =
              () -> {
                assertThat(wait.phase).isEqualTo(Phase.GONE);
                wait.signalled();
              };
        };
    parts.play();
    assertThat(parts.counters.withdrawn()).isEqualTo(1);
    assertThat(parts.counters.signalled()).isZero();
    assertThat(wait.mail()).as("the keeper has it, and has ended").isFalse();
    parts.assertGivenBack(1);
  }

  // --- What the system keeps ---

  @Test
  void whatTheSystemDoesNotForgetIsRetainedAndHeldAndToldOf() {
    Wait wait = parts.send();
    parts.at("registered", keeper::askToClose);
    parts.system.refuseUnregister(true);
    held.whenAsked =
        () -> {
          assertThat(wait.phase).isEqualTo(Phase.GONE);
          assertThat(held).as("what the system would call").containsExactly(wait);
          assertThat(keeper.ended().getCount()).as("as long as it may call").isEqualTo(1);
          letGo();
        };
    try (Logged log = new Logged()) {
      parts.play();
      assertThat(parts.lent.work()).isEqualTo(1);
      assertThat(log.messages())
          .singleElement()
          .asString()
          .endsWith("Could not unregister a wait; its handle stays open");
    }
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(parts.counters.pending()).isZero();
    assertThat(parts.counters.withdrawn()).isZero();
    assertThat(wait.future.handle((value, failure) -> failure).getNow(null))
        .isInstanceOfSatisfying(
            KernelException.class, reason -> assertThat(reason.error()).isEqualTo(6));
    assertThat(parts.system.registered()).isEqualTo(1);
    assertThat(parts.system.violations()).isEmpty();
  }

  @Test
  void aSignalCountsThoughTheSystemDoesNotForget() {
    Wait wait = parts.send();
    parts.at(
        "registered",
        () -> {
          parts.signal(wait);
          keeper.askToClose();
        });
    parts.system.refuseUnregister(true);
    held.whenAsked = this::letGo;
    parts.play();
    assertThat(wait.future).isCompletedWithValue(null);
    assertThat(parts.counters.signalled()).isEqualTo(1);
    assertThat(parts.counters.retained()).isEqualTo(1);
  }

  /** JNA is gone, say, and nobody knows what the system has got. */
  @Test
  void oneThatFailsKeepsNoOtherFromItsTurn() {
    NoClassDefFoundError gone = new NoClassDefFoundError("simulated");
    Wait failing = parts.send();
    Wait other = parts.send();
    parts.at(
        "registered",
        () -> {
          parts.at("registered", keeper::askToClose);
          throw gone;
        });
    held.whenAsked = this::letGo;
    parts.play();
    assertThat(failing.future.handle((value, failure) -> failure).getNow(null)).isSameAs(gone);
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(other.phase).isEqualTo(Phase.GONE);
    assertThat(parts.counters.withdrawn()).isEqualTo(1);
    assertThat(parts.counters.pending()).isZero();
  }

  // --- The end ---

  /** While the second one is being registered; nobody has anything new to say of the first. */
  private List<Wait> sendThreeAndCloseAtTheSecond() {
    List<Wait> waits = List.of(parts.send(), parts.send(), parts.send());
    parts.at("registered", () -> parts.at("registered", keeper::askToClose));
    return waits;
  }

  @Test
  void closingWithdrawsWhatIsRegisteredAndWhatIsNot() {
    List<Wait> waits = sendThreeAndCloseAtTheSecond();
    parts.play();
    assertThat(keeper.ended().getCount()).isZero();
    for (Wait each : waits) {
      assertThat(failure(each.future).error()).isEqualTo(995);
      assertThat(failure(each.future)).hasMessageEndingWith("the engine was closed");
    }
    assertThat(parts.counters.withdrawn()).isEqualTo(3);
    parts.assertGivenBack(3);
  }

  /** What the mailbox has accepted is nobody else's. */
  @Test
  void whatComesAtTheVeryEndIsWithdrawn() {
    Wait late = parts.create();
    parts.counters.pending.incrementAndGet();
    held.whenAsked = () -> assertThat(late.mail()).isTrue();
    keeper.askToClose();
    parts.play();
    assertThat(late.phase).isEqualTo(Phase.GONE);
    assertThat(failure(late.future).error()).isEqualTo(995);
    parts.assertGivenBack(1);
  }

  @Test
  void whatFailsHalfwayIsDoneAgain() {
    List<Wait> waits = sendThreeAndCloseAtTheSecond();
    held.thrownByForEach = new StackOverflowError("simulated");
    try (Logged log = new Logged()) {
      parts.play();
      assertThat(parts.lent.work()).isEqualTo(1);
      assertThat(log.messages())
          .singleElement()
          .asString()
          .endsWith("The thread that keeps the waits has failed");
    }
    assertThat(waits).allMatch(each -> failure(each.future).error() == 995);
    parts.assertGivenBack(3);
  }

  /** Nobody means it: left as it is, an interrupt would keep it from sleeping ever again. */
  @Test
  void anInterruptIsForgotten() {
    List<Boolean> seen = new ArrayList<>();
    parts.send();
    parts.at(
        "registered",
        () -> {
          keeper.askToClose();
          Thread.currentThread().interrupt();
        });
    held.whenAsked = () -> seen.add(Thread.currentThread().isInterrupted());
    parts.play();
    assertThat(seen).containsExactly(false);
    parts.assertGivenBack(1);
  }

  // --- Its thread ---

  @Test
  void whoeverHasSomethingForItWakesIt() {
    List<Thread> threads = new ArrayList<>();
    CompanionParts lent =
        new CompanionParts(
            null,
            (task, role) -> {
              threads.add(new Thread(task, "parts-" + role));
              return threads.get(0);
            });
    Keeper sleeping = new Keeper(parts.port, lent.companion(), parts.counters, parts.held);
    Thread thread = threads.get(0);
    assertThat(thread.getName()).isEqualTo("parts-waits");
    assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
    sleeping.start();
    Waits.until("it sleeps", () -> thread.getState() == Thread.State.WAITING);
    Wait wait =
        new Wait(
            new WaitTarget(WaitTarget.WAITING, 0x44),
            parts.create().duplicate,
            0,
            sleeping,
            lent.companion(),
            parts.live,
            null);
    parts.held.add(wait);
    assertThat(wait.mail()).isTrue();
    Waits.until("it is registered", () -> parts.system.registered() == 1);
    Waits.until("it sleeps again", () -> thread.getState() == Thread.State.WAITING);
    sleeping.askToClose();
    Waits.until("it has ended", () -> sleeping.ended().getCount() == 0);
    assertThat(sleeping.isCurrentThread()).isFalse();
    assertThat(parts.system.registered()).isZero();
  }

  @Test
  void itKnowsItsOwnThread() {
    CompanionParts lent = new CompanionParts(null, (task, role) -> Thread.currentThread());
    Keeper own = new Keeper(parts.port, lent.companion(), parts.counters, parts.held);
    assertThat(own.isCurrentThread()).isTrue();
    assertThat(keeper.isCurrentThread()).isFalse();
  }

  /** Nothing is held any more, as if the system had given up the last one, and it looks again. */
  private void letGo() {
    held.clear();
    LockSupport.unpark(Thread.currentThread());
  }

  /** A set that tells when it is asked whether it is empty, and may fail in the middle. */
  private static final class Held extends AbstractSet<Wait> {
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private Runnable whenAsked;
    private Error thrownByForEach;

    @Override
    public boolean add(Wait wait) {
      return waits.add(wait);
    }

    @Override
    public boolean isEmpty() {
      boolean empty = waits.isEmpty();
      Runnable step = whenAsked;
      whenAsked = null;
      if (step != null) {
        step.run();
      }
      return empty;
    }

    @Override
    public void forEach(Consumer<? super Wait> action) {
      Error thrown = thrownByForEach;
      thrownByForEach = null;
      if (thrown != null) {
        LockSupport.unpark(Thread.currentThread()); // so that the pause after it is none
        throw thrown;
      }
      waits.forEach(action);
    }

    @Override
    public Iterator<Wait> iterator() {
      return waits.iterator();
    }

    @Override
    public int size() {
      return waits.size();
    }
  }
}
