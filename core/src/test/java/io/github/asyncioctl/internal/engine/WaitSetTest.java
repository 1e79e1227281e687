package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The system reports the lowest event that is signalled; all must have their turn (K9). */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class WaitSetTest {
  private final SimulatedKernel kernel = new SimulatedKernel();
  private final long control = kernel.createEvent();
  private final WaitSet waitSet = new WaitSet(kernel, control);
  private final Lane first = lane();
  private final Lane second = lane();

  WaitSetTest() throws KernelException {}

  private Lane lane() throws KernelException {
    Lane lane = new Lane(kernel);
    waitSet.add(lane);
    return lane;
  }

  @Test
  void anEventThatIsAlwaysSignalledDoesNotStarveTheOthers() throws KernelException {
    kernel.setEvent(control);
    kernel.setEvent(first.event());
    kernel.setEvent(second.event());
    assertThat(waitSet.next(0)).isSameAs(WaitSet.CONTROL);
    kernel.setEvent(control);
    assertThat(waitSet.next(0)).isSameAs(first);
    kernel.setEvent(control);
    kernel.setEvent(first.event());
    assertThat(waitSet.next(0)).isSameAs(second);
    assertThat(waitSet.isRound()).isTrue();
    assertThat(waitSet.next(0)).isSameAs(WaitSet.CONTROL);
    assertThat(waitSet.next(0)).isSameAs(first);
  }

  /** Time does not pass by itself here: a wait in the middle of a round would not return. */
  @Test
  void inTheMiddleOfARoundItOnlyLooks() throws KernelException {
    kernel.setEvent(first.event());
    assertThat(waitSet.next(0)).isSameAs(first);
    assertThat(waitSet.isRound()).isFalse();
    assertThat(waitSet.next(1000)).isSameAs(WaitSet.NONE);
    assertThat(waitSet.isRound()).isTrue();
  }
}
