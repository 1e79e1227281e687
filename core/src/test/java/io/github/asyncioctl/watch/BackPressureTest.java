package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.Bench.change;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each subscriber gets what it requested: the newest state, and how many it did not get. */
class BackPressureTest {
  private final Bench bench = new Bench();

  @Test
  void nothingWithoutARequest() {
    Probe<String> probe = bench.subscribe(new Probe<>(0));
    bench.change("a");

    assertThat(probe.changes()).isEmpty();
  }

  @Test
  void theFirstRequestGetsTheNewestState() {
    Probe<String> probe = bench.subscribe(new Probe<>(0));
    bench.change("a");
    bench.change("b");
    probe.subscription().request(1);
    bench.run();

    assertThat(probe.changes()).containsExactly(change(Set.of("b"), Set.of("b"), Set.of(), 2));
  }

  @Test
  void theDifferenceIsToWhatThisSubscriberSaw() {
    Probe<String> eager = bench.subscribe(Probe.unbounded());
    Probe<String> lazy = bench.subscribe(new Probe<>(1));
    bench.change("a");
    bench.change("a", "b");
    bench.change("b", "c");
    lazy.subscription().request(5);
    bench.run();
    bench.change("c");

    assertThat(lazy.changes())
        .containsExactly(
            change(Set.of(), Set.of(), Set.of()),
            change(Set.of("b", "c"), Set.of("b", "c"), Set.of(), 2),
            change(Set.of("c"), Set.of(), Set.of("b")));
    assertThat(eager.changes()).hasSize(5).allMatch(each -> each.skipped() == 0);
  }

  @Test
  void statesThatCameAndWentAreNoChangeButCounted() {
    Probe<String> probe = bench.subscribe(new Probe<>(1));
    bench.change("a");
    bench.change();
    probe.subscription().request(1);
    bench.run();
    assertThat(probe.changes()).hasSize(1);

    bench.change("b");
    assertThat(probe.last()).isEqualTo(change(Set.of("b"), Set.of("b"), Set.of(), 2));
  }

  @Test
  void requestsAddUpWithoutOverflow() {
    Probe<String> probe = bench.subscribe(new Probe<>(Long.MAX_VALUE - 1));
    probe.subscription().request(Long.MAX_VALUE);
    for (int i = 0; i < 10; i++) {
      bench.change("n" + i);
    }

    assertThat(probe.changes()).hasSize(11);
  }

  @Test
  void aRequestIsServedOnce() {
    Probe<String> probe = bench.subscribe(new Probe<>(2));
    bench.change("a");
    bench.change("b");

    assertThat(probe.changes()).hasSize(2);
    assertThat(probe.last().current()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aSenselessRequestIsTheEnd(long n) {
    Probe<String> probe = bench.subscribe(Probe.unbounded());
    probe.subscription().request(n);
    bench.run();

    assertThat(probe.failure())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3.9");
    assertThat(bench.source.opened()).isEqualTo(1);
    assertThat(bench.source.closed()).isEqualTo(1);
  }

  @Test
  void aSenselessRequestInOnSubscribeComesAfterIt() {
    Probe<String> probe =
        new Probe<>(0) {
          @Override
          public void onSubscribe(Flow.Subscription mine) {
            mine.request(-1);
            assertThat(failure()).isNull();
          }
        };
    bench.subscribe(probe);

    assertThat(probe.failure()).isInstanceOf(IllegalArgumentException.class);
    assertThat(bench.source.opened()).isEqualTo(bench.source.closed());
  }

  @Test
  void afterTheCancellationRequestsDoNothing() {
    Probe<String> probe = bench.subscribe(new Probe<>(0));
    probe.subscription().cancel();
    probe.subscription().request(1);
    probe.subscription().request(-1);
    bench.run();

    assertThat(probe.changes()).isEmpty();
    assertThat(probe.failure()).isNull();
  }

  /** Whatever a subscriber does not request is not kept for it. */
  @Test
  void statesThatNobodyGetsAreGarbage() throws Exception {
    Probe<String> probe = bench.subscribe(new Probe<>(1));
    WeakReference<String> middle = changeToFresh(1);
    for (int i = 2; i < 100; i++) {
      bench.change("n" + i);
    }
    while (middle.get() != null) {
      System.gc();
      Thread.onSpinWait();
    }
    probe.subscription().request(1);
    bench.run();

    assertThat(probe.last().skipped()).isEqualTo(98);
  }

  private WeakReference<String> changeToFresh(int number) {
    String fresh = new String("n" + number);
    bench.change(fresh);
    return new WeakReference<>(fresh);
  }
}
