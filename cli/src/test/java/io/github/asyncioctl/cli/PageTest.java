package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/command-line.md shows is what the program says. */
class PageTest {
  private final Page page = new Page();

  /** Those that a test here or in WindowsCommandsTest or WatchedChangesTest compares. */
  private static final List<String> COMPARED =
      List.of(
          "bench",
          "bench-help",
          "completion-help",
          "help",
          "keepalive",
          "keepalive-help",
          "list",
          "list-help",
          "mistake",
          "selftest",
          "selftest-help",
          "tcpinfo",
          "tcpinfo-help",
          "tcpinfo-wine",
          "watch",
          "watch-help",
          "watch-json",
          "watch-network-help");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "watch",
        "watch network",
        "list",
        "tcpinfo",
        "keepalive",
        "selftest",
        "bench",
        "completion"
      })
  void theHelpIsThatOfTheProgramAndFitsAnyConsole(String command) {
    Run run = Run.of((command + " --help").strip().split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(page.block((command + " help").strip().replace(' ', '-')));
    assertThat(run.out()).isASCII();
    assertThat(run.lines()).hasSizeGreaterThan(5).allMatch(each -> each.length() <= 80);
  }

  @Test
  void aMistakeLooksAsShown() {
    String shown = page.block("mistake");
    String command = shown.lines().findFirst().orElseThrow().replace("> asyncioctl ", "");

    assertThat(Run.of(command.split(" ")).err())
        .isEqualTo(shown.lines().skip(1).collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void everyBlockIsComparedWithSomething() {
    assertThat(page.blocks().keySet()).containsExactlyElementsOf(COMPARED);
    assertThat(page.fences()).isEqualTo(COMPARED.size());
  }
}
