package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, their mistakes included. */
class CommandLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lst|Unmatched argument at index 0: 'lst'",
        "list addreses|'''addreses'' cannot be listed; there are addresses, interfaces, providers'",
        "list providers Addresses|'''Addresses'' cannot be listed; there are addresses, interfaces,"
            + " providers'",
        "watch --jsno|Unknown option: '--jsno'",
        "watch -4 -6|--ipv4, --ipv6 are mutually exclusive (specify only one)",
        "watch --for soon|Invalid value for option '--for': 'soon' is no time such as 500ms, 10s, 2m"
            + " or 1h",
        "watch --for 0s|Invalid value for option '--for': '0s' must be more than nothing",
        "watch --count 0|--count must be at least 1, not 0",
        "watch network --count 0|--count must be at least 1, not 0",
        "watch --count few|Invalid value for option '--count': 'few' is not an int",
        "watch --route ''|--route needs a host, not nothing",
        "watch --count -1|--count must be at least 1, not -1",
        "watch --count 2147483648|Invalid value for option '--count': '2147483648' is not an int",
        "watch --for -1s|Invalid value for option '--for': '-1s' is no time such as 500ms, 10s, 2m or"
            + " 1h",
        "watch --for ''|Invalid value for option '--for': '' is no time such as 500ms, 10s, 2m or 1h",
        "list interfaces -6|the system lists interfaces by their IPv4 addresses only",
        "list ''|''''' cannot be listed; there are addresses, interfaces, providers'",
        "tcpinfo ''|Invalid value for positional parameter at index 0 (HOST:PORT): '' has no port;"
            + " write HOST:PORT",
        "watch --no-addresses|--no-addresses without --route leaves nothing to watch",
        "tcpinfo|Missing required parameter: 'HOST:PORT'",
        "tcpinfo localhost|Invalid value for positional parameter at index 0 (HOST:PORT): 'localhost'"
            + " has no port; write HOST:PORT",
        "tcpinfo localhost:|Invalid value for positional parameter at index 0 (HOST:PORT):"
            + " 'localhost:' has no port; write HOST:PORT",
        "tcpinfo localhost:http|Invalid value for positional parameter at index 0 (HOST:PORT):"
            + " 'localhost:http' is not HOST:PORT",
        "tcpinfo ::1:80|Invalid value for positional parameter at index 0 (HOST:PORT): '::1:80' is not"
            + " HOST:PORT; an IPv6 address needs brackets: [::1]:80",
        "tcpinfo localhost:0|Invalid value for positional parameter at index 0 (HOST:PORT): a port is"
            + " from 1 to 65535, not 0",
        "tcpinfo localhost:65536|Invalid value for positional parameter at index 0 (HOST:PORT): a port"
            + " is from 1 to 65535, not 65536",
        "tcpinfo localhost:80 --count -1|--count must be at least 1, not -1",
        "tcpinfo localhost:80 --send \\q|--send: Invalid escape sequence: \\q \\\\u0071",
        "keepalive ''|Invalid value for positional parameter at index 0 (HOST:PORT): '' has no port;"
            + " write HOST:PORT",
        "tcpinfo localhost:-1|Invalid value for positional parameter at index 0 (HOST:PORT):"
            + " 'localhost:-1' is not HOST:PORT",
        "keepalive localhost:80 --interval 1194h|--idle and --interval: interval must be from 1 to"
            + " 4294967295 ms, but is PT1194H",
        "keepalive localhost:80 --idle 1194h|--idle and --interval: idle must be from 1 to 4294967295"
            + " ms, but is PT1194H",
        "bench --quick 5|Unmatched argument at index 2: '5'"
      })
  void aMistakeIsExplainedInALineWithoutStackTrace(String line, String message) {
    Run run =
        Run.of(
            Arrays.stream(line.split(" "))
                .map(each -> each.equals("''") ? "" : each)
                .toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.errors().get(0)).isEqualTo("error: " + message);
    assertThat(run.errors()).last().asString().endsWith("--help' tells what it takes.");
    assertThat(run.errors()).hasSizeLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "tcpinfo localhost:80, --connect-timeout",
    "tcpinfo localhost:80, --interval",
    "keepalive localhost:80, --connect-timeout",
    "keepalive localhost:80, --idle",
    "keepalive localhost:80, --interval",
    "keepalive localhost:80, --hold",
    "watch, --for"
  })
  void aTimeIsNotEmptyNegativeOrHuge(String line, String option) {
    for (String value : new String[] {"", "-1s", "9999999999s"}) {
      assertMistake(
          line,
          option,
          value,
          "'%s': '%s' is no time such as 500ms, 10s, 2m or 1h".formatted(option, value));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"watch", "tcpinfo localhost:80"})
  void aCountIsNotEmptyOrHuge(String line) {
    for (String value : new String[] {"", "2147483648"}) {
      assertMistake(line, "--count", value, "'--count': '" + value + "' is not an int");
    }
  }

  private static void assertMistake(String line, String option, String value, String what) {
    Run run =
        Run.of(
            Stream.concat(Arrays.stream(line.split(" ")), Stream.of(option, value))
                .toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.errors().get(0)).isEqualTo("error: Invalid value for option " + what);
  }

  /** Java would wait for ever. */
  @Test
  void theShortestTimeToConnectIsNotNone() {
    assertThat(Connection.millis(Durations.parse("0.1ms"))).isEqualTo(1);
    assertThat(Connection.millis(Durations.parse("999999999h"))).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "--help", "--json", "--json help"})
  void whoAsksForNothingIsToldWhatThereIs(String line) {
    Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(Run.of("--help").out());
  }

  @Test
  void helpOfACommandIsThatOfItsOption() {
    assertThat(Run.of("help", "watch").out()).isEqualTo(Run.of("watch", "--help").out());
  }

  @Test
  void jsonStandsBeforeTheCommandOrAfterIt() {
    assertThat(Run.of("--json", "selftest").out())
        .startsWith("{\"passed\":")
        .isEqualTo(Run.of("selftest", "--json").out());
  }

  @Test
  void aMisspeltOptionOrCommandGetsASuggestion() {
    assertThat(Run.of("lst").err()).contains("Did you mean: asyncioctl list or");
    assertThat(Run.of("watch", "--jsno").err()).contains("--json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "version", "list --version"})
  void theVersionIsThatOfTheProject(String line) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(3);
    assertThat(run.lines().get(0)).matches("asyncioctl \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(run.lines().get(1)).contains(Runtime.version().toString());
  }
}
