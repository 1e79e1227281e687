package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The slots of a lane, over more than two of its chunks. */
class LaneTest {
  private static final int CHUNK = 64;
  private static final int MANY = 2 * CHUNK + 7;
  private static final int PENDS = 1;
  private static final int EVENT = 24;
  private static final int POSITION = 16;

  private final EngineParts parts = new EngineParts();
  private final SimulatedKernel kernel = parts.kernel;
  private final List<Operation<?>> operations = new ArrayList<>();
  private final Lane lane;
  private final int memoryBefore = kernel.liveMemory();

  LaneTest() throws KernelException {
    lane = new Lane(kernel);
    kernel.react(PENDS, Reaction.pend());
  }

  @AfterEach
  void nothingWasHarmed() {
    assertThat(kernel.violations()).isEmpty();
  }

  private int acquire() {
    Operation<?> operation = parts.operation(Form.RAW);
    int index = lane.acquire(operation);
    operations.add(operation);
    return index;
  }

  /** Fills it, and starts an operation in each of its slots. */
  private List<PendingIoctl> startAll(int count) {
    List<PendingIoctl> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = acquire();
      assertThat(index).isEqualTo(i);
      lane.prepare(index, 1000 + i);
      kernel.socketIoctl(1, PENDS, 0, 0, 0, 0, 0, lane.address(index));
      started.add(kernel.pendings().get(i));
    }
    return started;
  }

  private List<Operation<?>> swept() {
    List<Operation<?>> found = new ArrayList<>();
    lane.sweep(found::add);
    return found;
  }

  private List<Operation<?>> all() {
    List<Operation<?>> found = new ArrayList<>();
    lane.forEach(found::add);
    return found;
  }

  @Test
  void eachSlotHasAnOverlappedOfItsOwn() {
    startAll(MANY);
    assertThat(lane.active()).isEqualTo(MANY);
    for (int i = 0; i < MANY; i++) {
      long overlapped = lane.address(i);
      assertThat(lane.status(i)).isEqualTo(NtStatus.PENDING);
      assertThat(lane.transferred(i)).isZero();
      assertThat(kernel.peek(overlapped)).isEqualTo(NtStatus.PENDING);
      assertThat(kernel.peek(overlapped + POSITION)).isEqualTo(1000 + i);
      assertThat(kernel.peek(overlapped + EVENT)).isEqualTo(lane.event() | 1);
    }
    assertThat(kernel.liveMemory() - memoryBefore).as("chunks").isEqualTo(3);
  }

  @Test
  void whatTheKernelWritesIsReadFromItsSlot() {
    List<PendingIoctl> started = startAll(MANY);
    for (int i : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, MANY - 1}) {
      kernel.writeStatusCounting(started.get(i), 0xC0000000 + i, 100 + i);
    }
    for (int i : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, MANY - 1}) {
      assertThat(lane.status(i)).isEqualTo(0xC0000000 + i);
      assertThat(lane.transferred(i)).isEqualTo(100 + i);
    }
    assertThat(lane.status(2)).isEqualTo(NtStatus.PENDING);
  }

  @Test
  void aSweepFindsWhatHasCompletedAndNothingElse() {
    List<PendingIoctl> started = startAll(MANY);
    assertThat(swept()).isEmpty();
    int[] ended = {0, 5, CHUNK - 1, CHUNK, CHUNK + 9, 2 * CHUNK, MANY - 1};
    List<Operation<?>> expected = new ArrayList<>();
    for (int i : ended) {
      kernel.complete(started.get(i), 0);
      expected.add(operations.get(i));
    }
    assertThat(swept()).containsExactlyElementsOf(expected);
    assertThat(all()).containsExactlyElementsOf(operations);
    for (int i : ended) {
      lane.release(i);
    }
    assertThat(swept()).as("whose slots were released").isEmpty();
    operations.removeAll(expected);
    assertThat(all()).containsExactlyElementsOf(operations);
    assertThat(lane.active()).isEqualTo(MANY - ended.length);
  }

  @Test
  void theLowestSlotThatWasReleasedIsTheNext() {
    startAll(MANY).forEach(each -> kernel.complete(each, 0));
    for (int i : new int[] {CHUNK + 3, 17, 2 * CHUNK + 1}) {
      lane.release(i);
    }
    assertThat(List.of(acquire(), acquire(), acquire(), acquire()))
        .containsExactly(17, CHUNK + 3, 2 * CHUNK + 1, MANY);
    lane.release(2 * CHUNK);
    lane.release(CHUNK);
    assertThat(acquire()).isEqualTo(CHUNK);
    assertThat(lane.active()).isEqualTo(MANY);
    assertThat(kernel.liveMemory() - memoryBefore).as("chunks").isEqualTo(3);
  }

  @Test
  void aSlotThatIsRetainedIsNobodysAndIsNotUsedAgain() {
    List<PendingIoctl> started = startAll(3);
    lane.retain(1);
    started.forEach(each -> kernel.complete(each, 0));
    assertThat(swept()).containsExactly(operations.get(0), operations.get(2));
    assertThat(all()).containsExactly(operations.get(0), operations.get(2));
    assertThat(acquire()).isEqualTo(3);
    assertThat(lane.active()).isEqualTo(4);
  }

  /** A start resets the event, so the signal of another one of the lane may be lost. */
  @Test
  void afterAStartItIsSweptOnce() {
    List<PendingIoctl> started = startAll(1);
    List<Operation<?>> found = new ArrayList<>();
    kernel.complete(started.get(0), 0);
    assertThat(lane.sweepAfterStarts(found::add)).as("whether it is shared").isFalse();
    assertThat(found).containsExactly(operations.get(0));
    assertThat(lane.sweepAfterStarts(found::add)).isFalse();
    assertThat(found).as("nothing was started since").hasSize(1);
    lane.prepare(acquire(), 0);
    assertThat(lane.sweepAfterStarts(found::add)).as("whether it is shared").isTrue();
    assertThat(found).hasSize(2);
    assertThat(lane.sweepAfterStarts(found::add)).isFalse();
  }

  @Test
  void itIsFreedIfTheKernelHasNothingOfIt() {
    List<PendingIoctl> started = startAll(CHUNK + 1);
    int events = kernel.openEvents();
    lane.close();
    assertThat(kernel.liveMemory() - memoryBefore).isEqualTo(2);
    assertThat(kernel.openEvents()).isEqualTo(events);
    for (int i = 0; i <= CHUNK; i++) {
      kernel.complete(started.get(i), 0);
      lane.release(i);
    }
    lane.close();
    assertThat(kernel.liveMemory() - memoryBefore).isZero();
    assertThat(kernel.openEvents()).isEqualTo(events - 1);
  }
}
