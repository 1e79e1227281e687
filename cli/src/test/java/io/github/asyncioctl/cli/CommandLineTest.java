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
        "lst|unknown command 'lst'",
        "list addreses|'''addreses'' cannot be listed; write addresses, interfaces, providers'",
        "list providers Addresses|'''Addresses'' cannot be listed; write addresses, interfaces,"
            + " providers'",
        "watch --jsno|unknown option '--jsno'",
        "help lst|unknown command 'lst'",
        "list -4 -4|option '--ipv4' should be specified only once",
        "watch --ipv6 -n 1 -6|option '--ipv6' should be specified only once",
        "watch -4 -6|--ipv4, --ipv6 are mutually exclusive (specify only one)",
        "watch --for soon|--for: 'soon' is not a time such as 500ms, 10s, 2m or 1h",
        "watch --for 0s|--for: '0s' must be greater than zero",
        "watch --count 0|--count: '0' is not a whole number from 1 to 2147483647",
        "watch network --count 0|--count: '0' is not a whole number from 1 to 2147483647",
        "watch --count few|--count: 'few' is not a whole number from 1 to 2147483647",
        "watch --count|--count needs a value: --count N",
        "watch --route ''|--route needs the name or the address of a host",
        "watch --count -1|--count: '-1' is not a whole number from 1 to 2147483647",
        "watch --count 2147483648|--count: '2147483648' is not a whole number from 1 to 2147483647",
        "watch --for -1s|--for: '-1s' is not a time such as 500ms, 10s, 2m or 1h",
        "watch --for ''|--for: '' is not a time such as 500ms, 10s, 2m or 1h",
        "watch -4 network|--ipv4 does not apply to 'asyncioctl watch network'",
        "watch --route localhost network|--route does not apply to 'asyncioctl watch network'",
        "watch --no-addresses network -n 1|--no-addresses does not apply to 'asyncioctl watch"
            + " network'",
        "list interfaces -6|the system lists interfaces by their IPv4 addresses only",
        "list ''|''''' cannot be listed; write addresses, interfaces, providers'",
        "tcpinfo ''|''''' has no port; write HOST:PORT'",
        "watch --no-addresses|--no-addresses leaves nothing to watch; add --route HOST",
        "tcpinfo|HOST:PORT is missing; write 'asyncioctl tcpinfo HOST:PORT'",
        "completion|SHELL is missing; write 'asyncioctl completion SHELL'",
        "completion fish|there is no completion for 'fish'; write bash or powershell",
        "tcpinfo localhost|'''localhost'' has no port; write HOST:PORT'",
        "tcpinfo localhost:|'''localhost:'' has no port; write HOST:PORT'",
        "tcpinfo localhost:http|'''localhost:http'' is not HOST:PORT'",
        "tcpinfo ::1:80|'''::1:80'' is not HOST:PORT; an IPv6 address needs brackets: [::1]:80'",
        "tcpinfo localhost:0|a port is from 1 to 65535, not 0",
        "tcpinfo localhost:65536|a port is from 1 to 65535, not 65536",
        "tcpinfo localhost:80 --count -1|--count: '-1' is not a whole number from 1 to 2147483647",
        "tcpinfo localhost:80 --send \\q|--send: Invalid escape sequence: \\q \\\\u0071",
        "keepalive ''|''''' has no port; write HOST:PORT'",
        "tcpinfo localhost:-1|'''localhost:-1'' is not HOST:PORT'",
        "keepalive localhost:80 --interval 1194h|--idle and --interval: interval must be from 1 to"
            + " 4294967295 ms, but is PT1194H",
        "keepalive localhost:80 --idle 1194h|--idle and --interval: idle must be from 1 to"
            + " 4294967295 ms, but is PT1194H",
        "bench --quick 5|unexpected argument '5'"
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
    assertThat(run.errors()).hasSize(2);
    assertThat(run.errors().get(1))
        .startsWith("hint: ")
        .endsWith(
            line.endsWith("lst") ? "--help' lists the commands" : "--help' lists the options");
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
          "%s: '%s' is not a time such as 500ms, 10s, 2m or 1h".formatted(option, value));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"watch", "watch network", "tcpinfo localhost:80"})
  void aCountIsNotEmptyOrHuge(String line) {
    for (String value : new String[] {"", "2147483648"}) {
      assertMistake(
          line,
          "--count",
          value,
          "--count: '" + value + "' is not a whole number from 1 to 2147483647");
    }
  }

  private static void assertMistake(String line, String option, String value, String what) {
    Run run =
        Run.of(
            Stream.concat(Arrays.stream(line.split(" ")), Stream.of(option, value))
                .toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.errors().get(0)).isEqualTo("error: " + what);
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

  /** What was typed is repeated, but neither line ends nor what steers a terminal. */
  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "list a\r\nb", "tcpinfo a\u001b[31m\nb:80", "help a\nb"})
  void aMistakeWithControlCharactersIsOneLine(String line) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors()).hasSize(2);
    assertThat(run.err()).startsWith("error: ").contains(" b").doesNotContain("\u001b");
  }

  /** At both places it is the same as at one of them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--json version --json",
        "--json list --json --version",
        "--json watch network -n 1 --json",
        "watch --json network -n 1 --json",
        "--json watch --json network -n 1 --json"
      })
  void jsonTwiceIsNotTakenBack(String line) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines()).singleElement().asString().startsWith("{").endsWith("}");
  }

  @Test
  void otherFlagsTwiceAreNotTakenBack() {
    assertThat(Run.of("--verbose", "keepalive", "none.invalid:1", "--verbose").err())
        .contains("\tat io.github.asyncioctl.");
    Run run = Run.of("watch", "--changes-only", "network", "--changes-only", "--for", "1ms");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
  }

  /** Where it stands makes no difference to any command. */
  @ParameterizedTest
  @ValueSource(strings = {"--json %s", "%s --json"})
  void jsonIsForVersionsToo(String form) {
    for (String command : new String[] {"version", "--version", "list --version"}) {
      Run run = Run.of(form.formatted(command).split(" "));

      assertThat(run.exitCode()).isZero();
      assertThat(run.lines())
          .singleElement()
          .asString()
          .startsWith("{\"asyncioctl\":\"")
          .contains("\"java\":\"" + Runtime.version() + "\"");
    }
  }

  /** Those that both commands have hold for both; one is not passed over because it came first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "watch network -n 1",
        "watch -n 1 network",
        "watch --count=1 network --for 1m",
        "watch --for 1m network --count 1"
      })
  void optionsOfWatchStandBeforeTheNameOrAfterIt(String line) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(1);
  }

  @Test
  void aMisspeltOptionOrCommandGetsASuggestion() {
    assertThat(Run.of("lst").errors().get(1))
        .isEqualTo(
            "hint: did you mean 'list' or 'selftest'? 'asyncioctl --help' lists the commands");
    assertThat(Run.of("watch", "--jsno").err()).contains("hint: did you mean '--json'? ");
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
