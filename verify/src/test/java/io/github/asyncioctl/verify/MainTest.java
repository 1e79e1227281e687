package io.github.asyncioctl.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The command line. */
class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return Main.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        arguments);
  }

  @Test
  void helpTellsWhatItDoesAndWhatItChanges() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--storm=SECONDS", "--report=FOLDER", "--keep-addresses", "192.0.2.x", "Exit");
  }

  @Test
  void theVersionIsTheLibrarys() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).matches("asyncioctl-verify \\d+\\.\\d+.*\\R");
  }

  @Test
  void aMistakeIsToldWithTheHelp() {
    assertThat(run("--storm", "long")).isEqualTo(2);
    assertThat(run("--storm", "0")).isEqualTo(2);
    assertThat(run("--only", "facts,everything")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("long", "not 0", "unknown part 'everything'", "Usage:");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it runs")
  void elsewhereItSaysThatItCannot() {
    assertThat(run()).isEqualTo(VerifyCommand.UNSUPPORTED_PLATFORM);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: ").contains("Windows");
  }
}
