package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.watch.InterfaceState;
import io.github.asyncioctl.watch.NetworkChange;
import io.github.asyncioctl.watch.NetworkState;
import io.github.asyncioctl.watch.NetworkState.Updates;
import io.github.asyncioctl.watch.NetworkWatch;
import io.github.asyncioctl.windows.MachineAddresses.Step;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The network of this machine, whose addresses change where they may. */
@OnWindows
class NetworkWatchOnWindowsTest {
  private static final int CHANGES = 60;
  private static final int WATCHERS = 50;
  private static final Duration SHORT = Duration.ofMillis(200);

  private final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void close() {
    io.close();
  }

  /** Which of a test's own addresses are there. */
  private static Set<String> own(NetworkState state, MachineAddresses addresses) {
    Set<String> all =
        state.interfaces().stream()
            .flatMap(each -> each.addresses().stream())
            .map(InetAddress::getHostAddress)
            .collect(Collectors.toSet());
    return IntStream.range(0, MachineAddresses.COUNT)
        .mapToObj(addresses::address)
        .filter(all::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theStateIsWhatTheSystemSays() throws Exception {
    try (NetworkWatch watch = NetworkWatch.builder().engine(io).open()) {
      NetworkState state = Waits.get(watch.current());

      List<Integer> indexes =
          NetworkInterface.networkInterfaces().map(NetworkInterface::getIndex).sorted().toList();
      assertThat(state.interfaces()).extracting(InterfaceState::index).isEqualTo(indexes);
      assertThat(state.updates())
          .isEqualTo(Wine.isHere() ? Updates.ADDRESS_EVENTS : Updates.EVENTS);
      assertThat(state.isPolled()).isFalse();
      assertThat(state.interfaces())
          .anyMatch(each -> each.addresses().contains(InetAddress.getLoopbackAddress()));
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
      NetworkState state = Waits.get(watch.current());

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
      assertThat(Waits.get(watch.current()).interfaces()).isNotEmpty();
    }
    Waits.untilNoLibraryThreads();
  }

  @Test
  void anAddressThatComesAndGoesIsTold() throws Exception {
    try (MachineAddresses addresses = MachineAddresses.open();
        NetworkWatch watch = NetworkWatch.builder().engine(io).settlingTime(SHORT).open()) {
      NetworkState known = Waits.get(watch.current());
      assertThat(own(known, addresses)).isEmpty();
      addresses.add(0);
      known = changed(watch, known, state -> !own(state, addresses).isEmpty());
      assertThat(own(known, addresses)).containsExactly(addresses.address(0));
      addresses.remove(0);
      known = changed(watch, known, state -> own(state, addresses).isEmpty());
      assertThat(known.isPolled()).isFalse();
    }
    Waits.untilNothingPends(io);
  }

  /** Follows the changes until the state is as it should be. */
  private static NetworkState changed(
      NetworkWatch watch, NetworkState before, Predicate<NetworkState> wanted) throws Exception {
    NetworkState known = before;
    while (!wanted.test(known)) {
      known = Waits.get(watch.next(known)).current();
    }
    return known;
  }

  /** Nothing tells of that, unless the interface has addresses. */
  @Test
  void anInterfaceThatIsUpOrDownIsFoundByThePoll() throws Exception {
    Wine.assume("on Windows a test takes no interface down");
    try (MachineAddresses addresses = MachineAddresses.open();
        NetworkWatch watch =
            NetworkWatch.builder().engine(io).settlingTime(SHORT).pollInterval(SHORT).open()) {
      assertThat(addresses.areAlone()).isTrue();
      NetworkState known = changed(watch, Waits.get(watch.current()), state -> isUp(state, "w0"));
      Wine.shell("ip link set w0 down", Waits.BOUND);
      known = changed(watch, known, state -> !isUp(state, "w0"));
      Wine.shell("ip link set w0 up", Waits.BOUND);
      assertThat(changed(watch, known, state -> isUp(state, "w0"))).isNotEqualTo(known);
    }
  }

  private static boolean isUp(NetworkState state, String name) {
    return state.interfaces().stream()
        .anyMatch(each -> each.displayName().equals(name) && each.up());
  }

  /** Additions and removals at random times; {@code there} follows what they lead to. */
  private static List<Step> steps(MachineAddresses addresses, Set<String> there) {
    Random random = new Random(4);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      int number = random.nextInt(MachineAddresses.COUNT);
      boolean wasThere = there.remove(addresses.address(number));
      if (!wasThere) {
        there.add(addresses.address(number));
      }
      steps.add(new Step(number, !wasThere, random.nextInt(6) == 0 ? random.nextInt(300) : 0));
    }
    return steps;
  }

  @Test
  void aStormWatchedByManyEndsInTheRightStateAndIsFewChanges() throws Exception {
    Set<String> expected = new TreeSet<>();
    List<NetworkChange> told = new CopyOnWriteArrayList<>();
    List<CompletableFuture<NetworkState>> all = new ArrayList<>();
    try (MachineAddresses addresses = MachineAddresses.open();
        NetworkWatch watch = NetworkWatch.builder().engine(io).settlingTime(SHORT).open()) {
      assertThat(own(Waits.get(watch.current()), addresses)).isEmpty();
      List<Step> steps = steps(addresses, expected);
      assertThat(expected).isNotEmpty();
      watch.listen(told::add);
      for (int i = 0; i < WATCHERS; i++) {
        CompletableFuture<NetworkState> right = new CompletableFuture<>();
        watch.listen(
            change -> {
              if (own(change.current(), addresses).equals(expected)) {
                right.complete(change.current());
              }
            });
        all.add(right);
      }
      addresses.change(steps);
      for (CompletableFuture<NetworkState> each : all) {
        assertThat(Waits.get(each).isPolled()).isFalse();
      }
      Waits.until(
          "the last state is the right one",
          () -> own(told.get(told.size() - 1).current(), addresses).equals(expected));
    }
    assertThat(told).hasSizeLessThan(CHANGES / 2).allMatch(each -> each.failure().isEmpty());
    Waits.untilNothingPends(io);
  }
}
