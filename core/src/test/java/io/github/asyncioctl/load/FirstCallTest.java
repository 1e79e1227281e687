package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.OnWindows;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The very first operation of a JVM overflows its caller's stack. A class whose initialiser fails
 * by that is unusable for good, so whatever a call needs is initialised when an engine opens: later
 * engines work.
 */
@OnWindows
@Tag("load")
class FirstCallTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 20, 50, 90, 110, 130, 140, 200})
  void atTheEndOfTheStackSpoilsNothingForLaterEngines(int frames) throws Exception {
    Child child = Child.run(FirstCallMain.class, Integer.toString(frames));
    assertThat(child.exitCode()).as(firstLines(child)).isZero();
    assertThat(child.output()).contains("engine 0 works", "engine 1 works");
  }

  /** What failed, without the thousands of frames. */
  private static String firstLines(Child child) {
    return child.output().stream().limit(10).collect(Collectors.joining("\n"));
  }
}
