package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.asyncioctl.windows.Wine;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command on a machine that has no network but itself. */
@Tag("windows")
@Tag("once")
class NoNetworkTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @BeforeAll
  static void unplug() throws Exception {
    assumeTrue(Wine.isTestbed(), "only the test bed has a network of its own, to be taken away");
    Wine.shell("ip link del v0", BOUND);
  }

  /** As the test bed has made it. */
  @AfterAll
  static void plug() throws Exception {
    if (Wine.isHere()) {
      Wine.shell(
          "ip link add v0 type veth peer name v1; ip addr add 10.77.0.1/24 dev v0;"
              + " ip link set v0 up; ip link set v1 up",
          BOUND);
    }
  }

  /** What there is not is not listed; nothing of that is a failure. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list addresses|ADDRESS +FAMILY +INTERFACE",
        "list interfaces|ADDRESS .*\\n127.0.0.1/8 .*",
        "list|addresses:\\nADDRESS +FAMILY +INTERFACE\\n\\ninterfaces:.*127.0.0.1/8.*providers:.*",
        "list --json|\\{\"addresses\":\\[],\"interfaces\":\\[\\{\"address\":\"127.0.0.1\".*",
        "watch -4 --for 20ms|.*  none       IPv4 address",
        "watch --for 20ms|.*  none       IPv. address\\n.*  none       IPv. address",
        "watch --no-addresses --route 10.9.9.9 --for 20ms|.*  none       route to 10.9.9.9.*",
        "selftest|.*\\nPASSED",
        "bench --quick|Java .*\\nissued and cancelled, each of 1000 .*"
      })
  void whatNeedsNoNetworkSucceeds(String line, String out) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().strip()).matches("(?s)" + out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tcpinfo 10.9.9.9:80|cannot connect to 10.9.9.9:80: Network is unreachable.*",
        "keepalive 10.9.9.9:80|cannot connect to 10.9.9.9:80: Network is unreachable.*",
        "keepalive no-such-host.invalid:80|unknown host: no-such-host.invalid",
        "watch --route no-such-host.invalid|unknown host: no-such-host.invalid"
      })
  void whatNeedsOneSaysSoInALine(String line, String message) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.errors()).hasSize(2);
    assertThat(run.errors().get(0)).matches("error: " + message);
    assertThat(run.errors().get(1)).startsWith("hint: check the ");
  }
}
