package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which lane an operation gets. */
class LanesTest {
  /** How many that are started together share a lane. */
  private static final int RUN = 64;

  private final EngineParts parts = new EngineParts();
  private final SimulatedKernel kernel = parts.kernel;
  private final WaitSet waitSet = new WaitSet(kernel, parts.shared.wakeup.event());
  private final Lanes lanes = new Lanes(kernel, waitSet, parts.counters);
  private final int memoryBefore = kernel.liveMemory();
  private final int eventsBefore = kernel.openEvents();

  private record Place(Lane lane, int index, Operation<?> operation) {
    void release() {
      lane.release(index);
    }
  }

  private Place place() throws KernelException {
    Lane lane = lanes.next();
    Operation<?> operation = parts.operation(Form.RAW);
    int index = lane.acquire(operation);
    lane.prepare(index, 0);
    return new Place(lane, index, operation);
  }

  private List<Place> places(int count) throws KernelException {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(place());
    }
    return places;
  }

  private static Set<Lane> lanesOf(List<Place> places) {
    Set<Lane> all = new HashSet<>();
    places.forEach(each -> all.add(each.lane));
    return all;
  }

  @Test
  void eachHasALaneOfItsOwnWhileThereAreLanes() throws KernelException {
    List<Place> places = places(Lanes.LIMIT);
    assertThat(lanesOf(places)).hasSize(Lanes.LIMIT);
    assertThat(parts.counters.lanes()).isEqualTo(Lanes.LIMIT);
  }

  @Test
  void theWaitIsForEachOfThem() throws KernelException {
    Place first = place();
    Place second = place();
    kernel.setEvent(second.lane.event());
    assertThat(waitSet.signal(waitSet.next(0))).isSameAs(second.lane);
    kernel.setEvent(first.lane.event());
    assertThat(waitSet.signal(waitSet.next(0))).isSameAs(first.lane);
  }

  @Test
  void aLaneThatIsEmptyIsTakenBeforeAnotherIsMade() throws KernelException {
    List<Place> places = places(3);
    places.get(1).release();
    assertThat(place().lane).isSameAs(places.get(1).lane);
    assertThat(parts.counters.lanes()).isEqualTo(3);
  }

  @Test
  void beyondTheLimitThoseThatAreStartedTogetherShareALane() throws KernelException {
    List<Place> first = places(Lanes.LIMIT);
    List<Place> together = places(RUN);
    List<Place> next = places(RUN);
    assertThat(lanesOf(together)).hasSize(1);
    assertThat(lanesOf(next)).hasSize(1).doesNotContainAnyElementsOf(lanesOf(together));
    assertThat(lanesOf(first)).containsAll(lanesOf(together)).containsAll(lanesOf(next));
    assertThat(parts.counters.lanes()).isEqualTo(Lanes.LIMIT);
  }

  @Test
  void afterASweepTheEmptiestOnesTakeWhatComes() throws KernelException {
    List<Place> first = places(Lanes.LIMIT);
    Set<Lane> fuller = new HashSet<>();
    for (int i = 0; i < Lanes.LIMIT - 1; i++) {
      Lane taken = place().lane;
      assertThat(fuller.add(taken)).as("each has one before any has two").isTrue();
      assertThat(lanes.sweepAfterStarts(found -> {})).as("whether one is shared").isTrue();
    }
    assertThat(fuller).doesNotContain(place().lane);
    first.get(5).release();
    lanes.sweepAfterStarts(found -> {});
    assertThat(place().lane).isSameAs(first.get(5).lane);
  }

  @Test
  void onlyLanesWithOtherOperationsAreSharedAfterStarts() throws KernelException {
    List<Place> first = places(Lanes.LIMIT);
    List<Operation<?>> found = new ArrayList<>();
    assertThat(lanes.sweepAfterStarts(found::add)).isFalse();
    assertThat(found).isEmpty();
    place();
    assertThat(lanes.sweepAfterStarts(found::add)).isTrue();
    assertThat(lanes.sweepAfterStarts(found::add)).as("nothing was started since").isFalse();
    first.get(0).release();
    first.get(1).release();
    places(2);
    assertThat(lanes.sweepAfterStarts(found::add)).as("one of them is shared").isTrue();
  }

  @Test
  void afterStartsEachLaneIsSweptThoughOneBeforeItIsShared() throws KernelException {
    places(Lanes.LIMIT);
    lanes.sweepAfterStarts(none -> {});
    List<Operation<?>> expected = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      places(RUN - 1);
      Operation<?> operation = parts.operation(Form.RAW);
      lanes.next().acquire(operation); // its status is 0 and not pending
      expected.add(operation);
    }
    List<Operation<?>> found = new ArrayList<>();
    assertThat(lanes.sweepAfterStarts(found::add)).isTrue();
    assertThat(found).containsExactlyElementsOf(expected);
  }

  @Test
  void aSweepLooksAtAllOfThem() throws KernelException {
    List<Operation<?>> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Operation<?> operation = parts.operation(Form.RAW);
      lanes.next().acquire(operation); // its status is 0 and not pending
      expected.add(operation);
    }
    List<Operation<?>> found = new ArrayList<>();
    lanes.sweep(found::add);
    assertThat(found).containsExactlyElementsOf(expected);
    found.clear();
    lanes.sweepAfterStarts(found::add);
    assertThat(found).containsExactlyElementsOf(expected);
    found.clear();
    lanes.forEach(found::add);
    assertThat(found).containsExactlyElementsOf(expected);
  }

  @Test
  void closingFreesThoseThatAreEmpty() throws KernelException {
    List<Place> places = places(4);
    places.get(0).release();
    places.get(3).release();
    lanes.close();
    assertThat(kernel.liveMemory() - memoryBefore).isEqualTo(2);
    assertThat(kernel.openEvents() - eventsBefore).isEqualTo(2);
    assertThat(parts.counters.lanes()).isZero();
    assertThat(kernel.violations()).isEmpty();
  }
}
