package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.OnWindows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JNA is disposed of under an engine at work: every future ends, and so does the JVM. */
@OnWindows
@Tag("load")
class DisposingTest {
  @ParameterizedTest
  @ValueSource(strings = {"close", "cancel close", "submit close", "inline close"})
  void everythingEnds(String steps) throws Exception {
    Child child = Child.run(DisposingMain.class, steps.split(" "));
    System.out.println("DisposingTest: " + child);
    assertThat(child.exitCode()).isZero();
    assertThat(child.output()).contains("unfinished: 0");
  }
}
