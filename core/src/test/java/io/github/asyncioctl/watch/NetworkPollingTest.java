package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.FakeNetwork.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The same watch on a system that is not Windows. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "polls a Linux network")
class NetworkPollingTest {
  private static final long BOUND_SECONDS = 60;

  private static Process start(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<String> lines(Process process) throws Exception {
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    return lines;
  }

  @Test
  void oneLineIsForAllSystems() throws Exception {
    try (NetworkWatch watch = NetworkWatch.open()) {
      NetworkState state = watch.current().get(BOUND_SECONDS, TimeUnit.SECONDS);

      assertThat(state.isPolled()).isTrue();
      assertThat(state.interfaces())
          .extracting(InterfaceState::index)
          .containsExactlyElementsOf(
              NetworkInterface.networkInterfaces()
                  .map(NetworkInterface::getIndex)
                  .sorted()
                  .toList());
    }
  }

  /** In a network namespace, where a program may do what it likes. */
  @Test
  void theSettingsAreThoseOfTheWatch() throws Exception {
    InetAddress destination = address("127.0.0.1");
    List<InterfaceState> asked = new CopyOnWriteArrayList<>();
    try (NetworkWatch watch =
        NetworkWatch.builder()
            .settlingTime(Duration.ZERO)
            .pollInterval(Duration.ofDays(1))
            .destination(destination)
            .interfaces(
                each -> {
                  asked.add(each);
                  return false;
                })
            .open()) {
      NetworkState state = watch.current().get(20, TimeUnit.SECONDS);
      assertThat(state.ipv4Source()).contains(LocalAddress.of(destination));
      assertThat(state.interfaces()).isEmpty();
      assertThat(asked).isNotEmpty();
    }
  }

  @Test
  void realChangesAreFound() throws Exception {
    Process namespace = start("unshare", "-rn", "ip", "link", "set", "lo", "up");
    List<String> refusal = lines(namespace);
    assumeTrue(namespace.exitValue() == 0, "this system gives no network namespace: " + refusal);
    Process program =
        start(
            "unshare",
            "-rn",
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            PollingProgram.class.getName());

    assertThat(lines(program))
        .filteredOn(line -> !line.contains("DEBUG"))
        .containsExactly(
            "updates POLLED, source Optional.empty",
            "added [/10.78.0.1], removed [], up true, source Optional[/10.78.0.1]",
            "added [], removed [/10.78.0.1], up true, source Optional.empty",
            "added [], removed [/0:0:0:0:0:0:0:1%lo], up false, source Optional.empty");
    assertThat(program.exitValue()).isZero();
  }
}
