package io.github.asyncioctl.cli;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command on a machine that has no network but itself. */
@Tag("windows")
@Tag("testbed")
@Tag("once")
class NoNetworkTest {
  @BeforeEach
  void unplug() throws Exception {
    WatchedChangesTest.shell("ip link del v0");
  }

  /** As the test bed has made it. */
  @AfterEach
  void plug() throws Exception {
    WatchedChangesTest.shell(
        "ip link add v0 type veth peer name v1; ip addr add 10.77.0.1/24 dev v0;"
            + " ip link set v0 up; ip link set v1 up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list addresses",
        "list addresses -4",
        "list addresses -6",
        "list interfaces",
        "list providers",
        "watch --for 200ms",
        "watch -4 --for 200ms",
        "watch -6 -n 1 --for 200ms",
        "watch --route 10.9.9.9 --for 200ms",
        "watch --no-addresses --route 10.9.9.9 --for 200ms",
        "tcpinfo 10.9.9.9:80 --connect-timeout 1s",
        "keepalive 10.9.9.9:80 --connect-timeout 1s",
        "keepalive no-such-host.invalid:80",
        "selftest",
        "bench --quick"
      })
  void explore(String line) {
    Run run = Run.of(line.split(" "));
    System.out.println(
        "=== " + line + " -> " + run.exitCode() + "\n" + run.out() + "--- " + run.err());
  }
}
