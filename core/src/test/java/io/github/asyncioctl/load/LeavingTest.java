package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.OnWindows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JVM with operations pending ends when it is to end. */
@OnWindows
@Tag("load")
class LeavingTest {
  private static final long MOST_MILLIS = 10_000;

  @ParameterizedTest
  @CsvSource({"return, 0", "exit, 7", "close, 7", "halt, 7"})
  void endIsNotHeldUp(String way, int exitCode) throws Exception {
    Child child = Child.run(LeavingMain.class, way);
    System.out.printf("LeavingTest: %s took %d ms%n", way, child.leavingMillis());
    assertThat(child.output()).contains("pending: 1000", "waits: 500");
    assertThat(child.exitCode()).as(String.join("\n", child.output())).isEqualTo(exitCode);
    assertThat(child.leavingMillis()).isBetween(0L, MOST_MILLIS);
  }
}
