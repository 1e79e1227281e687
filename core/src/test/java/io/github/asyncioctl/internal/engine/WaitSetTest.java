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

  private Signal signalled() throws KernelException {
    return waitSet.signal(waitSet.next(0));
  }

  @Test
  void anEventThatIsAlwaysSignalledDoesNotStarveTheOthers() throws KernelException {
    kernel.setEvent(control);
    kernel.setEvent(first.event());
    kernel.setEvent(second.event());
    assertThat(waitSet.next(0)).isEqualTo(WaitSet.CONTROL);
    kernel.setEvent(control);
    assertThat(signalled()).isSameAs(first);
    kernel.setEvent(control);
    kernel.setEvent(first.event());
    assertThat(signalled()).isSameAs(second);
    assertThat(waitSet.isRound()).isTrue();
    assertThat(waitSet.next(0)).isEqualTo(WaitSet.CONTROL);
    assertThat(signalled()).isSameAs(first);
  }

  /** Time does not pass by itself here: a wait in the middle of a round would not return. */
  @Test
  void inTheMiddleOfARoundItOnlyLooks() throws KernelException {
    kernel.setEvent(first.event());
    assertThat(signalled()).isSameAs(first);
    assertThat(waitSet.isRound()).isFalse();
    assertThat(waitSet.next(1000)).isEqualTo(WaitSet.NONE);
    assertThat(waitSet.isRound()).isTrue();
  }
}
