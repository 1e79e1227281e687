package io.github.asyncioctl.internal.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Waits on their way out of the system, which says of each when nothing of it is left. */
class DeparturesTest {
  private static final int MANY = 32;
  private static final int IO_PENDING = 997;
  private static final int INVALID_HANDLE = 6;

  private final WaitParts parts = new WaitParts();
  private final Events events = new Events();
  private final List<Wait> gone = new ArrayList<>();
  private final List<Wait> lost = new ArrayList<>();
  private final List<Throwable> reasons = new ArrayList<>();
  private RuntimeException thrownByGone;

  private final Departures departures =
      new Departures(
          events,
          wait -> {
            if (thrownByGone != null) {
              throw thrownByGone;
            }
            gone.add(wait);
          },
          (wait, reason) -> {
            lost.add(wait);
            reasons.add(reason);
          });

  /** Events alone: which there are, which are set, and who has waited for them, and how long. */
  private static final class Events implements WaitPort {
    private final List<Long> open = new ArrayList<>();
    private final Set<Long> set = new HashSet<>();
    private final List<Integer> patience = new ArrayList<>();
    private long last;
    private boolean refuses;
    private KernelException thrownByAwait;

    @Override
    public long createEvent() throws KernelException {
      if (refuses) {
        throw new KernelException("CreateEvent", 1450);
      }
      open.add(++last);
      return last;
    }

    @Override
    public boolean await(long event, int millis) throws KernelException {
      patience.add(millis);
      if (thrownByAwait != null) {
        throw thrownByAwait;
      }
      return set.remove(event);
    }

    @Override
    public void close(long handle) {
      assertThat(open.remove(handle)).as("open").isTrue();
    }

    @Override
    public long duplicate(long handle) {
      throw new AssertionError();
    }

    @Override
    public long openProcess(long pid) {
      throw new AssertionError();
    }

    @Override
    public boolean isMutex(long handle) {
      throw new AssertionError();
    }

    @Override
    public boolean isSignalled(long handle) {
      throw new AssertionError();
    }

    @Override
    public Registration register(long handle, Runnable signalled) {
      throw new AssertionError();
    }
  }

  /** What the system answers when it is asked to forget, and whether it has then. */
  private Wait registered(int answer, boolean leavesAtOnce) {
    Wait wait = parts.create();
    wait.registration =
        new WaitPort.Registration() {
          @Override
          public int unregister(long event) {
            if (leavesAtOnce) {
              events.set.add(event);
            }
            return answer;
          }

          @Override
          public void forget() {
            throw new AssertionError("that is the keeper's");
          }
        };
    return wait;
  }

  private Wait staying() {
    return registered(IO_PENDING, false);
  }

  @Test
  void itIsGoneWhenItsEventSaysSo() {
    Wait wait = staying();
    assertThat(departures.isEmpty()).isTrue();
    departures.begin(wait);
    assertThat(departures.isEmpty()).isFalse();
    departures.look();
    assertThat(gone).isEmpty();
    assertThat(departures.isEmpty()).isFalse();
    events.set.add(wait.left);
    departures.look();
    assertThat(gone).containsExactly(wait);
    assertThat(wait.left).isZero();
    assertThat(departures.isEmpty()).isTrue();
    assertThat(lost).isEmpty();
  }

  /** Wine's threads may still wait for the duplicate then. */
  @Test
  void aSuccessOfTheCallAloneIsNoEnd() {
    Wait wait = registered(0, false);
    departures.begin(wait);
    departures.look();
    assertThat(gone).isEmpty();
    events.set.add(wait.left);
    departures.look();
    assertThat(gone).containsExactly(wait);
  }

  @Test
  void whatTheSystemDoesNotForgetIsLost() {
    Wait wait = registered(INVALID_HANDLE, false);
    departures.begin(wait);
    assertThat(lost).containsExactly(wait);
    assertThat(reasons)
        .singleElement()
        .isInstanceOfSatisfying(
            KernelException.class,
            reason -> {
              assertThat(reason.call()).isEqualTo("UnregisterWaitEx");
              assertThat(reason.error()).isEqualTo(INVALID_HANDLE);
            });
    assertThat(departures.isEmpty()).isTrue();
  }

  @Test
  void whatIsNotRegisteredCannotLeave() {
    Wait wait = parts.create();
    assertThatThrownBy(() -> departures.begin(wait)).isInstanceOf(IllegalStateException.class);
    assertThat(events.open).isEmpty();
  }

  // --- Events ---

  @Test
  void anEventServesOneAfterTheOther() {
    departures.begin(registered(0, true));
    departures.begin(registered(0, true));
    departures.look();
    assertThat(gone).hasSize(2);
    assertThat(events.open).hasSize(2);
    Wait third = registered(0, true);
    departures.begin(third);
    departures.begin(registered(0, true));
    assertThat(events.open).as("no further ones").hasSize(2);
    departures.look();
    assertThat(gone).hasSize(4);
    departures.close();
    assertThat(events.open).isEmpty();
  }

  @Test
  void withoutAnEventTheSystemIsAskedLater() {
    events.refuses = true;
    Wait wait = registered(0, true);
    departures.begin(wait);
    assertThat(departures.isEmpty()).isFalse();
    departures.look();
    assertThat(departures.isEmpty()).isFalse();
    assertThat(events.patience).as("nothing to wait for").isEmpty();
    events.refuses = false;
    departures.look();
    assertThat(wait.left).as("asked").isNotZero();
    assertThat(gone).isEmpty();
    departures.look();
    assertThat(gone).containsExactly(wait);
    assertThat(lost).isEmpty();
  }

  @Test
  void whatTheSystemDoesNotForgetWhenItIsAskedLaterIsLostToo() {
    events.refuses = true;
    Wait wait = registered(INVALID_HANDLE, false);
    departures.begin(wait);
    events.refuses = false;
    departures.look();
    assertThat(lost).containsExactly(wait);
    assertThat(departures.isEmpty()).isTrue();
  }

  @Test
  void anEventThatCannotBeWaitedForLosesItsWait() {
    Wait wait = staying();
    departures.begin(wait);
    events.thrownByAwait = new KernelException("WaitForSingleObject", INVALID_HANDLE);
    departures.look();
    assertThat(lost).containsExactly(wait);
    assertThat(reasons).containsExactly(events.thrownByAwait);
    assertThat(departures.isEmpty()).isTrue();
    departures.close();
    assertThat(events.open).as("the system may set it still").hasSize(1);
  }

  @Test
  void oneThatFailsKeepsNoOtherFromLeaving() {
    Wait first = registered(0, true);
    Wait second = registered(0, true);
    departures.begin(first);
    departures.begin(second);
    thrownByGone = new IllegalStateException("simulated");
    departures.look();
    assertThat(lost).containsExactly(first, second);
    assertThat(reasons).containsOnly(thrownByGone);
    assertThat(departures.isEmpty()).isTrue();
  }

  // --- Patience ---

  /** Else each of those behind it would cost its patience, too. */
  @Test
  void afterOneThatStaysTheOthersAreOnlyLookedAt() {
    Wait first = staying();
    Wait second = staying();
    Wait third = staying();
    List.of(first, second, third).forEach(departures::begin);
    events.set.add(third.left);
    departures.look();
    assertThat(events.patience).containsExactly(10, 0, 0);
    assertThat(gone).containsExactly(third);
  }

  @Test
  void afterOneThatLeavesTheNextIsWaitedFor() {
    departures.begin(registered(0, true));
    departures.begin(staying());
    departures.begin(staying());
    departures.look();
    assertThat(events.patience).containsExactly(10, 10, 0);
    assertThat(gone).hasSize(1);
  }

  @Test
  void manyLeaveBeforeTheFirstOfThemIsWaitedFor() {
    for (int i = 1; i < MANY; i++) {
      departures.begin(registered(0, true));
    }
    assertThat(events.patience).isEmpty();
    assertThat(gone).isEmpty();
    departures.begin(registered(0, true));
    assertThat(gone).hasSize(MANY);
    assertThat(departures.isEmpty()).isTrue();
  }
}
