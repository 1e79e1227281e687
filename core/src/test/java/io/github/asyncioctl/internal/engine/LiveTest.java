package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LiveTest {
  private final EngineParts parts = new EngineParts();
  private final Live live = new Live();
  private final Operation<?> first = operation();
  private final Operation<?> second = operation();
  private final Operation<?> third = operation();

  private Operation<?> operation() {
    return parts.operation(Form.RAW);
  }

  private List<Operation<?>> all() {
    List<Operation<?>> all = new ArrayList<>();
    live.forEach(all::add);
    return all;
  }

  private List<Operation<?>> toEnd(int round) {
    List<Operation<?>> found = new ArrayList<>();
    for (Operation<?> each = live.nextToEnd(round); each != null; each = live.nextToEnd(round)) {
      found.add(each);
    }
    return found;
  }

  @Test
  void whoAddsTooLateIsTold() {
    assertThat(live.add(first)).isTrue();
    live.close();
    assertThat(live.add(second)).isFalse();
    assertThat(all()).containsExactlyInAnyOrder(first, second);
  }

  /** The list is searched after it was closed: who is in it by then is found, or is told. */
  @Test
  void whoIsAddedWhileItIsClosedIsTold() throws Exception {
    live.add(first);
    AtomicBoolean inTime = new AtomicBoolean(true);
    Thread adding = new Thread(() -> inTime.set(live.add(second)));
    live.forEach( // while nothing can be added
        each -> {
          adding.start();
          while (adding.getState() != Thread.State.BLOCKED && adding.isAlive()) {
            Thread.onSpinWait();
          }
          live.close();
        });
    adding.join();
    assertThat(inTime).isFalse();
    assertThat(all()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void whatLeavesDuringASearchHidesNobody() {
    List.of(first, second, third).forEach(live::add);
    Operation<?> found = live.nextToEnd(1);
    assertThat(found).isSameAs(third);
    live.remove(second);
    assertThat(live.nextToEnd(1)).isSameAs(first);
    assertThat(live.nextToEnd(1)).isNull();
  }

  @Test
  void eachIsFoundOnceInARoundUnlessItHasEnded() {
    List.of(first, second, third).forEach(live::add);
    assertThat(toEnd(1)).containsExactlyInAnyOrder(first, second, third);
    second.future.cancel(false);
    assertThat(toEnd(2)).containsExactlyInAnyOrder(first, third);
  }

  @Test
  void everyListIsSearched() throws Exception {
    List<Operation<?>> all = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      all.add(
          CompletableFuture.supplyAsync(this::operation, task -> new Thread(task).start()).get());
    }
    all.forEach(live::add);
    assertThat(all.stream().map(each -> each.liveList & 7).distinct().count()).isGreaterThan(1);
    assertThat(toEnd(1)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(live.isDone()).isFalse();
    all.forEach(each -> each.future.cancel(false));
    assertThat(live.isDone()).isTrue();
  }

  @Test
  void whatHasLeftLeavesNobodyElseWithIt() {
    live.add(first);
    live.remove(first);
    live.add(second);
    live.remove(first);
    assertThat(all()).containsExactly(second);
  }

  @Test
  void whatHasLeftKeepsNobodyReachable() {
    List.of(first, second, third).forEach(live::add);
    live.remove(second);
    assertThat(second.liveNext).isNull();
    assertThat(second.livePrevious).isNull();
    live.remove(first);
    live.remove(third);
    assertThat(all()).isEmpty();
  }
}
