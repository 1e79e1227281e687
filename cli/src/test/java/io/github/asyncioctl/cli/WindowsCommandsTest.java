package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.jna.NativeLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command on the kernel of this machine, which has to be Windows or Wine. */
@Tag("windows")
class WindowsCommandsTest {
  private final Page page = new Page();

  private static boolean isWine() {
    try {
      return NativeLibrary.getInstance("ntdll").getFunction("wine_get_version") != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /** The page shows what the test bed says; elsewhere there are other things to list. */
  private void assertShown(Run run, String block) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isASCII();
    if (isWine()) {
      assertThat(Page.shape(run.out())).isEqualTo(Page.shape(page.block(block)));
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static String at(ServerSocket server) {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Test
  void listsEverythingOnce() throws Exception {
    Run run = Run.of("list");
    assertThat(run.exitCode()).isZero();
    assertShown(run, "list");

    Map<String, Object> all = JSON.std.mapFrom(Run.of("list", "--json").out());
    assertThat(all).containsOnlyKeys("addresses", "interfaces", "providers");
    for (Object each : all.values()) {
      List<?> list = (List<?>) each;
      assertThat(list).isNotEmpty().hasSameSizeAs(new HashSet<>(list));
    }
    assertThat(all.get("addresses").toString()).doesNotContain("0.0.0.0");
    assertThat(all.get("interfaces").toString()).contains("address=127.0.0.1, netmask=255.");
    assertThat(all.get("providers").toString()).contains("protocol=TCP", "protocol=UDP");
  }

  /** A reader that is gone is no failure; a disk that is full is one, with a message. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --json",
        "watch --count 1",
        "watch --for 20ms",
        "watch --json --for 20ms",
        "selftest",
        "selftest --json",
        "keepalive HERE",
        "keepalive HERE --json --hold 20ms",
        "bench --quick"
      })
  void outputThatCannotBeWrittenIsSaidUnlessNobodyReads(String line) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      String[] arguments = line.replace("HERE", at(server)).split(" ");
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);

      assertThat(Main.run(arguments, TerminalTest.closed(), errors, new Stop())).isZero();
      assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();

      assertThat(Main.run(arguments, TerminalTest.full(), errors, new Stop()))
          .isEqualTo(ExitCode.FAILED);
      assertThat(err.toString(StandardCharsets.UTF_8).strip())
          .isEqualTo("error: cannot write the output: There is not enough space on the disk");
    }
  }

  @Test
  void listsAPartOnly() {
    Run run = Run.of("list", "interfaces", "-4");

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines().get(0)).startsWith("ADDRESS").contains("BROADCAST");
    assertThat(run.lines()).anyMatch(each -> each.startsWith("127.0.0.1/8 "));
    assertThat(run.out()).doesNotContain("PROTOCOL");
  }

  @Test
  void oneFamilyIsNotTheOther() {
    assertThat(Run.of("list", "providers", "-6").lines().stream().skip(1))
        .isNotEmpty()
        .allMatch(each -> each.contains(" IPv6 "));
    assertThat(Run.of("list", "providers", "-4").out()).contains(" IPv4 ").doesNotContain("IPv6");
    Run all = Run.of("list", "-6");
    assertThat(all.exitCode()).isZero();
    assertThat(all.out()).contains("providers:").doesNotContain("interfaces:", "IPv4");
  }

  /** The time begins with the first state, so that is told however short the time is. */
  @Test
  void whatIsThereIsToldInTheShortestTime() {
    Run run = Run.of("watch", "-4", "--for", "1ms");

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).isNotEmpty().allMatch(each -> each.contains("  present    address  "));
  }

  @Test
  void theSelfTestPasses() throws Exception {
    Run run = Run.of("selftest");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).last().isEqualTo("PASSED");
    assertShown(run, "selftest");

    assertThat(JSON.std.mapFrom(Run.of("selftest", "--json").out())).containsEntry("passed", true);
  }

  @Test
  void keepAliveIsSetAndRead() throws Exception {
    try (ServerSocket server = listen()) {
      Run run =
          Run.of("keepalive", at(server), "--idle", "30s", "--interval", "2s", "--hold", "20ms");

      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .contains("before:     keep-alive off")
          .contains("set:        keep-alive on, first probe after 30s of silence")
          .contains("read back:  keep-alive on")
          .contains("a dead peer is noticed after ")
          .contains("the connection is alive, 0 bytes received");
      // What the JDK can read back differs between its versions.
      String readBack = ", first probe after [^,]*, then one each [^,]*, [0-9]+ probes\n";
      assertThat(Page.shape(run.out().replaceAll(readBack, "\n")))
          .isEqualTo(Page.shape(page.block("keepalive").replaceAll(readBack, "\n")));
    }
  }

  @Test
  void keepAliveInJson() throws Exception {
    try (ServerSocket server = listen()) {
      Run run = Run.of("keepalive", at(server), "--off", "--hold", "10ms", "--json");

      assertThat(run.exitCode()).isZero();
      assertThat(run.lines()).hasSize(2);
      assertThat(JSON.std.mapFrom(run.lines().get(0)))
          .containsEntry("event", "set")
          .containsEntry("on", false)
          .containsEntry("readBackOn", false)
          .containsEntry("remote", at(server));
      assertThat(JSON.std.mapFrom(run.lines().get(1)))
          .containsEntry("event", "held")
          .containsEntry("alive", true);
    }
  }

  @Test
  void aConnectionThatEndsIsToldAndFails() throws Exception {
    try (ServerSocket server = listen()) {
      FutureTask<Run> run = new FutureTask<>(() -> Run.of("keepalive", at(server), "--hold", "1h"));
      new Thread(run).start();
      try (Socket peer = server.accept()) {
        peer.getOutputStream().write(new byte[3]);
      }

      assertThat(run.get().exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.get().lines())
          .last()
          .asString()
          .endsWith(": the other side closed the connection, 3 bytes received");
    }
  }

  /** Windows has the statistics since 10 1703; Wine 8 has not. */
  @Test
  void theStatisticsOfAConnectionOrThatThereAreNone() throws Exception {
    try (ServerSocket server = listen()) {
      Run run = Run.of("tcpinfo", at(server), "-n", "2", "-i", "10ms", "--send", "x\\n");

      if (isWine()) {
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNSUPPORTED_CODE);
        assertThat(run.out()).isEmpty();
        assertThat(Page.shape(run.err())).isEqualTo(Page.shape(page.block("tcpinfo-wine")));
      } else {
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("rtt ms").contains("2 samples, round-trip time ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "keepalive no-such-host.invalid:80, unknown host: no-such-host.invalid",
    "tcpinfo no-such-host.invalid:80, unknown host: no-such-host.invalid",
    "watch --route no-such-host.invalid, unknown host: no-such-host.invalid"
  })
  void anUnknownHostIsNamed(String line, String message) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.errors()).hasSize(2);
    assertThat(run.errors().get(0)).startsWith("error: " + message);
    assertThat(run.errors().get(1)).startsWith("hint: check the spelling");
  }

  @Test
  void aHostWithoutTheFamilyIsNamed() {
    Run run = Run.of("tcpinfo", "127.0.0.1:80", "-6");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.errors()).containsExactly("error: 127.0.0.1 has no IPv6 address; leave out -6");
  }

  @Test
  void aClosedPortIsNamed() throws Exception {
    String closed;
    try (ServerSocket server = listen()) {
      closed = at(server);
    }
    Run run = Run.of("keepalive", closed);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.errors()).hasSize(2);
    assertThat(run.errors().get(0))
        .startsWith("error: cannot connect to " + closed + ": Connection refused");
    assertThat(run.errors().get(1)).startsWith("hint: check that a server listens on this port");
  }

  @Test
  @Tag("once")
  void theBenchmarkMeasuresSomething() throws Exception {
    Run run = Run.of("bench", "--quick");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertShown(run, "bench");
    assertThat(run.lines()).hasSize(6).noneMatch(each -> each.endsWith(" 0"));
  }

  @Test
  void theRouteToAHostIsTold() {
    // Wine knows no route over loopback, and a Windows machine may know no other.
    String host = isWine() ? "10.77.0.2" : "127.0.0.1";
    Run run = Run.of("watch", "--no-addresses", "--route", host, "-r", host, "-n", "1");

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).singleElement().asString().contains("  route to " + host);
  }
}
