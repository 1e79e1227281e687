package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(waitSet.next(0)).isEqualTo(WaitSet.CONTROL);
    assertThat(signalled()).isSameAs(first);
  }

  @Test
  void whatIsSignalledIsFoundFromWhereverTheWaitBegins() throws KernelException {
    for (Lane before : List.of(first, second)) {
      for (Lane signalled : List.of(first, second)) {
        kernel.setEvent(before.event());
        assertThat(signalled()).isSameAs(before);
        kernel.setEvent(signalled.event());
        assertThat(signalled()).isSameAs(signalled);
        assertThat(waitSet.next(0)).isEqualTo(WaitSet.NONE);
      }
    }
  }

  @Test
  void asManyAsTheSystemTakes() throws KernelException {
    List<Lane> lanes = new ArrayList<>(List.of(first, second));
    while (lanes.size() < Kernel.MAXIMUM_WAIT_OBJECTS - 1) {
      lanes.add(lane());
    }
    assertThatThrownBy(() -> waitSet.add(first)).isInstanceOf(IllegalStateException.class);
    for (Lane lane : lanes) {
      kernel.setEvent(lane.event());
    }
    kernel.setEvent(control);
    assertThat(waitSet.next(0)).isEqualTo(WaitSet.CONTROL);
    for (Lane lane : lanes) {
      assertThat(signalled()).isSameAs(lane);
    }
    assertThat(waitSet.next(0)).isEqualTo(WaitSet.NONE);
  }

  @Test
  void whatWasRemovedIsNotWaitedForAnyMore() throws KernelException {
    kernel.setEvent(second.event());
    assertThat(signalled()).isSameAs(second);
    waitSet.remove(first);
    kernel.setEvent(first.event());
    assertThat(waitSet.next(0)).isEqualTo(WaitSet.NONE);
    kernel.setEvent(second.event());
    assertThat(signalled()).isSameAs(second);
  }
}
