package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.OnWindows;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations fail while the heap is full: they end when it is not any more, and so do others. */
@OnWindows
@Tag("load")
class FullHeapTest {
  @ParameterizedTest
  @ValueSource(strings = {"Serial", "Parallel", "G1"})
  void whatPendsBesideAFailureEnds(String collector) throws Exception {
    Child child =
        Child.run(
            List.of("-Xmx24m", "-XX:+Use" + collector + "GC", "-XX:-UseGCOverheadLimit"),
            FullHeapMain.class);
    assertThat(child.exitCode()).as(String.join("\n", child.output())).isZero();
    assertThat(child.output())
        .contains("issued: true, pending: 20", "full: true")
        .contains("others: 15", "failed: 5", "pending: 0", "retained: 0");
  }
}
