package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "says what happens elsewhere")
class OffWindowsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "watch",
        "watch --json",
        "list",
        "list providers",
        "tcpinfo localhost:1",
        "keepalive localhost:1",
        "bench --quick"
      })
  void theReasonIsOneLine(String line) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNSUPPORTED_PLATFORM);
    assertThat(run.out()).isEmpty();
    assertThat(run.errors())
        .containsExactly(
            "error: asyncioctl works on Windows only; this is " + System.getProperty("os.name"),
            "hint: 'asyncioctl watch network' works on any system");
  }

  @Test
  void theNetworkIsWatchedEverywhere() {
    Run run = Run.of("watch", "network", "--count", "1");

    assertThat(run.exitCode()).isZero();
    assertThat(run.errors()).isEmpty();
    assertThat(run.lines()).singleElement().asString().contains("  present    ");
    assertThat(Run.of("watch", "network", "--json", "--for", "1ms").lines())
        .isNotEmpty()
        .allMatch(line -> line.contains("\"event\":\"present\",\"watch\":\""));
  }

  @Test
  void verboseShowsWhere() {
    Run run = Run.of("list", "--verbose");

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNSUPPORTED_PLATFORM);
    assertThat(run.err()).contains("UnsupportedOperationException").contains("at io.github");
  }

  @Test
  void theSelfTestReportsAsEverywhere() {
    Run run = Run.of("selftest");

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNSUPPORTED_PLATFORM);
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).last().asString().startsWith("FAIL supported: ");
    assertThat(Run.of("selftest", "--json").out()).startsWith("{\"passed\":false,\"checks\":[{");
  }
}
