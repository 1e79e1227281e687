package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedWaits;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done once before the first real call: all of it happens, and nothing of it stays. */
@Timeout(60)
class RehearsalTest {
  private static final int AT_ONCE = 4;
  private static final int BY_WAITER = 8;

  /** Of the simulated waits' handles; those of the simulated kernel are smaller. */
  private static final int FIRST_OF_WAITS = 0x1000;

  private final SimulatedKernel kernel = new SimulatedKernel(Personality.WINDOWS);
  private final SimulatedWaits waits = new SimulatedWaits();

  @Test
  void eachWayOfAnOperationIsGoneOnce() throws Exception {
    List<Integer> codes = Collections.synchronizedList(new ArrayList<>());
    for (int code : new int[] {AT_ONCE, BY_WAITER}) {
      kernel.react(
          code,
          input -> {
            codes.add(code);
            return Reaction.fail(6);
          });
    }
    Rehearsal.run(kernel, Names.FAILURES);

    // The last two may end before they are issued.
    assertThat(codes).startsWith(AT_ONCE, BY_WAITER);
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
    assertThat(kernel.violations()).isEmpty();
  }

  /** Who sets an event of the waits, which the simulated kernel has not made. */
  private interface Signal {
    void set(long event) throws KernelException;
  }

  private Kernel thatSignalsForWaits(Signal signal) {
    return (Kernel)
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("setEvent") && (long) arguments[0] > FIRST_OF_WAITS) {
                signal.set((Long) arguments[0]);
                return null;
              }
              try {
                return method.invoke(kernel, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void eachWayOfAWaitIsGoneOnce() {
    List<Long> signalled = new ArrayList<>();
    Kernel signalling =
        thatSignalsForWaits(
            event -> {
              signalled.add(event);
              waits.signal(event);
            });
    assertThat(Rehearsal.rehearsed(waits, signalling, Names.FAILURES)).isSameAs(waits);

    assertThat(signalled).hasSize(1);
    assertNothingStays();
  }

  /** What is open by then is closed, and the wait that nobody signals does not pend for good. */
  @Test
  void aSignalThatFailsLeavesNothing() {
    Kernel refusing =
        thatSignalsForWaits(
            event -> {
              throw new KernelException("SetEvent", 5);
            });
    assertThat(Rehearsal.rehearsed(waits, refusing, Names.FAILURES)).isSameAs(waits);

    assertNothingStays();
  }

  private void assertNothingStays() {
    assertThat(waits.registered()).isZero();
    assertThat(waits.openHandles()).isZero();
    assertThat(waits.violations()).isEmpty();
    assertThat(kernel.openEvents()).isZero();
  }

  /** A system that has no event now may have one for the first wait. */
  @Test
  void aSystemThatRefusesIsNoReasonToFail() {
    waits.refuseEvents(1);
    assertThat(Rehearsal.rehearsed(waits, kernel, Names.FAILURES)).isSameAs(waits);
    kernel.failNext(SimulatedKernel.Call.CREATE_EVENT, 1);
    assertThat(Rehearsal.rehearsed(waits, kernel, Names.FAILURES)).isSameAs(waits);
  }
}
