package io.github.asyncioctl.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A probe that goes wrong is the end of one fact, not of the run. */
class ExperimentTest {
  @Test
  void aProbeThatHangsFails() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                Experiment.run(
                    "X01",
                    bench -> {
                      hangs.await();
                      return new Outcome(Map.of());
                    },
                    1))
        .isInstanceOf(TimeoutException.class);
    hangs.countDown();
    assertThat(Experiment.run("X02", bench -> OutcomeTest.only("call=0"))).hasToString("call=0");
  }

  @Test
  void whatAProbeOpenedIsClosedInReverseAlsoWhenItFails() {
    List<String> closed = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Experiment.run(
                    "X01",
                    bench -> {
                      bench.closing(() -> closed.add("first"));
                      bench.closing(7, () -> closed.add("closed by the probe"));
                      bench.closing(() -> closed.add("last"));
                      bench.released(7);
                      throw new IllegalStateException("as it is");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("as it is");
    assertThat(closed).containsExactly("last", "first");
  }
}
