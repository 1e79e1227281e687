package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.cli.WatchEvent.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours are for terminals, and only for what a person reads there. */
class ScreenTest {
  private static final String ESCAPE = "\u001B[";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Style outStyle, Style errStyle, String... arguments) {
    Terminal terminal =
        new Terminal(
            Run.output(out),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            outStyle,
            errStyle);
    return Main.run(arguments, terminal, new Stop(), SystemTcpInfo::new);
  }

  @ParameterizedTest
  @CsvSource({
    "true,  A=B, COLOURED",
    "false, A=B, PLAIN",
    "true,  NO_COLOR=1, PLAIN",
    "true,  NO_COLOR=, COLOURED",
    "true,  TERM=dumb, PLAIN",
    "true,  TERM=xterm, COLOURED",
    "false, CLICOLOR_FORCE=1, COLOURED",
    "false, CLICOLOR_FORCE=0, PLAIN",
    "false, CLICOLOR_FORCE=, PLAIN"
  })
  void theTerminalAndTheEnvironmentDecide(boolean isTerminal, String variable, Style style) {
    String[] parts = variable.split("=", 2);
    assertThat(Screen.style(Map.of(parts[0], parts[1]), () -> isTerminal)).isEqualTo(style);
  }

  @Test
  void noColorIsStrongerThanForce() {
    assertThat(Screen.style(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), () -> true))
        .isEqualTo(Style.PLAIN);
  }

  /** A build has no terminal, or its output would be full of them. */
  @ParameterizedTest
  @EnumSource
  void aStreamThatIsNoTerminalIsPlain(Screen screen) {
    assertThat(Screen.style(Map.of(), () -> false)).isEqualTo(Style.PLAIN);
    assertThat(screen.style()).isIn(Style.PLAIN, Style.COLOURED); // it can be asked anywhere
  }

  @Test
  void helpSelfTestAndMistakesAreColoured() {
    run(Style.COLOURED, Style.COLOURED, "--help");
    run(Style.COLOURED, Style.COLOURED, "selftest");
    run(Style.COLOURED, Style.COLOURED, "lst");

    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).contains(ESCAPE + "1mwatch").containsPattern("\u001B\\[3[12]m(ok|FAIL)");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith(ESCAPE + "31merror:" + ESCAPE + "0m unknown command 'lst'");
  }

  /** Without its colours it is the same text. */
  @ParameterizedTest
  @ValueSource(strings = {"--help", "selftest", "watch --help", "help list"})
  void nothingButColoursIsAdded(String line) {
    run(Style.COLOURED, Style.PLAIN, line.split(" "));

    assertThat(out.toString(StandardCharsets.UTF_8)).contains(ESCAPE);
    assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("\u001B\\[\\d+m", ""))
        .isEqualToNormalizingNewlines(Run.of(line.split(" ")).out());
  }

  /** One stream can be a file while the other is a terminal. */
  @Test
  void eachStreamHasItsOwn() {
    run(Style.PLAIN, Style.COLOURED, "selftest");
    run(Style.COLOURED, Style.PLAIN, "lst");

    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(ESCAPE);
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain(ESCAPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"selftest --json", "version --json", "--version --json"})
  void jsonIsNeverColoured(String line) {
    run(Style.COLOURED, Style.COLOURED, line.split(" "));

    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{").doesNotContain(ESCAPE);
  }

  @ParameterizedTest
  @EnumSource
  void whatHappensKeepsItsColumnWhateverItsColour(Kind kind) {
    WatchEvent event = new WatchEvent(Instant.EPOCH, "address", null, kind, "10.0.0.1", 0, null);
    String plain = event.text(ZoneOffset.UTC, Style.PLAIN);

    assertThat(event.text(ZoneOffset.UTC, Style.COLOURED).replaceAll("\u001B\\[\\d+m", ""))
        .isEqualTo(plain);
    assertThat(plain.indexOf("address")).isEqualTo("1970-01-01 00:00:00.000  ".length() + 11);
  }
}
