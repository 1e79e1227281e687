package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.FakeNetwork.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.asyncioctl.watch.NetworkBench.Heard;
import io.github.asyncioctl.watch.NetworkState.Updates;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The next change as a future. */
class NextChangeTest {
  private final NetworkBench bench = new NetworkBench();
  private final FakeNetwork network = bench.network;

  private void change(int index) {
    network.change(up(index));
    bench.settle();
  }

  @Test
  void whatThereIsIsNotTheNextChange() {
    network.put(up(1));
    CompletableFuture<NetworkChange> early = bench.watch().next();
    bench.run();
    CompletableFuture<NetworkChange> late = bench.watch().next();
    bench.run();
    assertThat(early).isNotDone();
    assertThat(late).isNotDone();
    change(2);

    assertThat(early.getNow(null)).isEqualTo(late.getNow(null));
    assertThat(late.getNow(null).difference().added()).containsExactly(up(2));
    assertThat(late.getNow(null).previous().orElseThrow().interfaces()).containsExactly(up(1));
  }

  @Test
  void oneFutureIsForOneChange() {
    bench.watch();
    bench.run();
    CompletableFuture<NetworkChange> next = bench.watch().next();
    bench.run();
    change(1);
    change(2);

    assertThat(next.getNow(null).current().interfaces()).containsExactly(up(1));
  }

  @Test
  void cancellingItHarmsNobody() {
    Heard heard = bench.listen();
    CompletableFuture<NetworkChange> cancelled = bench.watch().next();
    CompletableFuture<NetworkChange> other = bench.watch().next();
    bench.run();
    assertThat(cancelled.cancel(false)).isTrue();
    bench.run();
    assertThat(network.armed()).isEqualTo(4);
    change(1);

    assertThat(other).isCompleted();
    assertThat(heard.changes).hasSize(2);
    assertThat(network.enumerations()).isEqualTo(2);
  }

  @Test
  void aLoopThatSaysWhatItKnowsMissesNothing() {
    network.put(up(1));
    CompletableFuture<NetworkState> first = bench.watch().current();
    bench.run();
    NetworkState known = first.getNow(null);
    CompletableFuture<NetworkChange> pending = bench.watch().next(known);
    bench.run();
    assertThat(pending).isNotDone();
    change(2);
    change(3); // while the loop is at work on 2

    assertThat(pending.getNow(null).current().interfaces()).containsExactly(up(1), up(2));
    CompletableFuture<NetworkChange> following = bench.watch().next(pending.getNow(null).current());
    bench.run();
    assertThat(following.getNow(null).current()).isEqualTo(network.world(Updates.EVENTS));
    assertThat(following.getNow(null).difference().added()).containsExactly(up(3));
    assertThat(network.enumerations()).isEqualTo(3);
  }

  @Test
  void aClosedWatchHasNone() {
    CompletableFuture<NetworkChange> pending = bench.watch().next();
    bench.run();
    bench.watch().close();
    CompletableFuture<NetworkState> late = bench.watch().current();
    bench.run();

    for (CompletableFuture<?> each : Set.of(pending, late)) {
      assertThat(each)
          .failsWithin(java.time.Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(IllegalStateException.class)
          .withMessageContaining("the watch is closed");
    }
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> bench.watch().next(null));
  }

  /** Other watches have it, too; they are at work as long as somebody waits. */
  @Test
  void theNextChangeOfAnyWatch() {
    Bench names = new Bench();
    names.source.change("a");
    CompletableFuture<Change<String>> next = names.watch.next();
    CompletableFuture<Change<String>> cancelled = names.watch.next();
    names.run();
    cancelled.cancel(false);
    names.run();
    assertThat(next).isNotDone();
    names.change("a", "b");

    assertThat(next.getNow(null)).isEqualTo(Bench.change(Set.of("a", "b"), Set.of("b"), Set.of()));
    names.run();
    assertThat(names.source.closed()).isEqualTo(1);
  }

  /** The present state may be replaced before its signal has been delivered. */
  @Test
  void aChangeJustAfterTheBeginningIsNotTakenForTheBeginning() {
    Bench names = new Bench();
    names.source.onceAfterRead(() -> names.source.change("a"));
    CompletableFuture<Change<String>> next = names.watch.next();
    names.couriers.runAll();
    names.run();

    assertThat(next.getNow(null)).isEqualTo(Bench.change(Set.of("a"), Set.of("a"), Set.of()));
  }

  @Test
  void aFailureIsAChangeToo() {
    Bench names = new Bench();
    CompletableFuture<Change<String>> next = names.watch.next();
    names.run();
    IllegalStateException end = new IllegalStateException("the engine is closed");
    names.source.failArmed(end);
    names.run();

    assertThat(next.handle((change, failure) -> failure).getNow(null))
        .isIn(end, new CompletionException(end));
  }
}
