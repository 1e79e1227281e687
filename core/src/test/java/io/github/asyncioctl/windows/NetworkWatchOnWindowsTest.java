package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.watch.InterfaceState;
import io.github.asyncioctl.watch.NetworkChange;
import io.github.asyncioctl.watch.NetworkState;
import io.github.asyncioctl.watch.NetworkState.Updates;
import io.github.asyncioctl.watch.NetworkWatch;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The network of this machine, whose addresses change in the test bed. */
@OnWindows
class NetworkWatchOnWindowsTest {
  /** Wine lists one address for each interface, so every address gets one of its own. */
  private static final int INTERFACES = 4;

  private static final int CHANGES = 60;
  private static final int WATCHERS = 50;
  private static final Duration SHORT = Duration.ofMillis(200);

  private final AsyncIoctl io = AsyncIoctl.open();
  private boolean hasInterfaces;

  @AfterEach
  void close() throws Exception {
    io.close();
    if (hasInterfaces) {
      Wine.shell(forEach("ip link del w%d 2>/dev/null"));
    }
  }

  private void addInterfaces() throws Exception {
    Wine.assumeTestbed();
    hasInterfaces = true;
    Wine.shell(
        forEach(
            "ip link add w%1$d type veth peer name w%1$dp; ip link set w%1$d up; ip link set w%1$dp up"));
  }

  private static String forEach(String command) {
    return IntStream.range(0, INTERFACES)
        .mapToObj(i -> command.formatted(i))
        .collect(Collectors.joining("; "));
  }

  private static NetworkState current(NetworkWatch watch) throws Exception {
    return Waits.get(watch.current());
  }

  private static Set<String> addresses(NetworkState state, String prefix) {
    return state.interfaces().stream()
        .flatMap(each -> each.addresses().stream())
        .map(InetAddress::getHostAddress)
        .filter(each -> each.startsWith(prefix))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<InterfaceState> named(NetworkState state, String name) {
    return state.interfaces().stream().filter(each -> each.displayName().equals(name)).findAny();
  }

  @Test
  void theStateIsWhatTheSystemSays() throws Exception {
    try (NetworkWatch watch = NetworkWatch.builder().engine(io).open()) {
      NetworkState state = current(watch);

      List<Integer> indexes =
          NetworkInterface.networkInterfaces().map(NetworkInterface::getIndex).sorted().toList();
      assertThat(state.interfaces()).extracting(InterfaceState::index).isEqualTo(indexes);
      assertThat(state.updates())
          .isEqualTo(Wine.isHere() ? Updates.ADDRESS_EVENTS : Updates.EVENTS);
      assertThat(state.isPolled()).isFalse();
      assertThat(addresses(state, "127.0.0.1")).hasSize(1);
      int pending = Wine.isHere() ? 2 : 4;
      Waits.until("what waits for changes is pending", () -> io.stats().pending() == pending);
    }
    Waits.untilNothingPends(io);
  }

  @Test
  void theSourceIsTheAddressFromWhichPacketsLeave() throws Exception {
    String destination = Wine.isHere() ? "10.77.0.2" : "127.0.0.1";
    InetAddress expected = InetAddress.getByName(Wine.isHere() ? "10.77.0.1" : "127.0.0.1");
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    NetworkWatch.Builder builder =
        NetworkWatch.builder()
            .engine(io)
            .destination(InetAddress.getByName(destination))
            .destination(InetAddress.getByAddress(loopback));
    try (NetworkWatch watch = builder.open()) {
      NetworkState state = current(watch);

      assertThat(state.ipv4Source()).get().matches(at -> at.address().equals(expected));
      assertThat(state.ipv6Source()).get().matches(at -> at.address().isLoopbackAddress());
      assertThat(state.interfaceWith(state.ipv4Source().orElseThrow())).isPresent();
    }
    Waits.untilNothingPends(io);
  }

  /** One line, with an engine of its own. */
  @Test
  void aWatchOfItsOwnLeavesNothing() throws Exception {
    io.close();
    try (NetworkWatch watch = NetworkWatch.open()) {
      assertThat(current(watch).interfaces()).isNotEmpty();
    }
    Waits.untilNoLibraryThreads();
  }

  @Test
  void aChangeIsOneChange() throws Exception {
    Wine.assumeTestbed();
    try (NetworkWatch watch = NetworkWatch.builder().engine(io).open()) {
      NetworkState before = current(watch);
      CompletableFuture<NetworkChange> next = watch.next(before);
      Wine.shell("ip addr add 10.78.5.1/24 dev v1");
      NetworkChange added = Waits.get(next);
      assertThat(added.difference().changed())
          .singleElement()
          .matches(each -> each.addedAddresses().toString().contains("10.78.5.1"));

      next = watch.next(added.current());
      Wine.shell("ip addr del 10.78.5.1/24 dev v1");
      assertThat(Waits.get(next).current()).isEqualTo(before);
    } finally {
      Wine.shell("ip addr del 10.78.5.1/24 dev v1 2>/dev/null");
    }
  }

  /** Nothing tells of that but the interface's addresses, if it has any. */
  @Test
  void anInterfaceThatIsUpOrDownIsFoundByThePoll() throws Exception {
    addInterfaces();
    try (NetworkWatch watch =
        NetworkWatch.builder().engine(io).settlingTime(SHORT).pollInterval(SHORT).open()) {
      NetworkState before = current(watch);
      Wine.shell("ip link set w0 down");
      NetworkState down = Waits.get(watch.next(before)).current();
      while (named(down, "w0").map(InterfaceState::up).orElse(false)) {
        down = Waits.get(watch.next(down)).current();
      }
      Wine.shell("ip link set w0 up");
      NetworkState up = Waits.get(watch.next(down)).current();
      while (!named(up, "w0").map(InterfaceState::up).orElse(false)) {
        up = Waits.get(watch.next(up)).current();
      }
      assertThat(named(up, "w0")).isPresent();
    }
  }

  /** Additions and removals at random times; {@code there} follows what they lead to. */
  private static String commands(Random random, Set<String> there) {
    List<String> commands = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      int number = random.nextInt(INTERFACES);
      String address = "10.79." + number + ".1";
      String what = there.remove(address) ? "del" : "add";
      if (what.equals("add")) {
        there.add(address);
      }
      commands.add("ip addr " + what + " " + address + "/24 dev w" + number);
      if (random.nextInt(4) == 0) {
        commands.add("sleep 0." + random.nextInt(3));
      }
    }
    return String.join("\n", commands);
  }

  /** Too long for a command line. */
  private static void runScript(String commands) throws Exception {
    Path script = Path.of("target", "network.sh").toAbsolutePath();
    Files.writeString(script, commands);
    Wine.shell(". '" + script.toString().substring("Z:".length()).replace('\\', '/') + "'");
  }

  @Test
  void aStormWatchedByManyEndsInTheRightStateAndIsFewChanges() throws Exception {
    addInterfaces();
    Set<String> expected = new TreeSet<>();
    List<NetworkChange> told = new CopyOnWriteArrayList<>();
    List<CompletableFuture<NetworkState>> all = new ArrayList<>();
    try (NetworkWatch watch = NetworkWatch.builder().engine(io).settlingTime(SHORT).open()) {
      assertThat(addresses(current(watch), "10.79.")).isEmpty();
      watch.listen(told::add);
      String commands = commands(new Random(4), expected);
      for (int i = 0; i < WATCHERS; i++) {
        CompletableFuture<NetworkState> right = new CompletableFuture<>();
        watch.listen(
            change -> {
              if (addresses(change.current(), "10.79.").equals(expected)) {
                right.complete(change.current());
              }
            });
        all.add(right);
      }
      runScript(commands);
      for (CompletableFuture<NetworkState> each : all) {
        assertThat(Waits.get(each).isPolled()).isFalse();
      }
      Waits.until(
          "the last state is the right one",
          () -> addresses(told.get(told.size() - 1).current(), "10.79.").equals(expected));
    }
    assertThat(told).hasSizeLessThan(CHANGES / 2).allMatch(each -> each.failure().isEmpty());
    Waits.untilNothingPends(io);
  }
}
