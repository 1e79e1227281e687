package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.FakeNetwork.address;
import static io.github.asyncioctl.watch.FakeNetwork.state;
import static io.github.asyncioctl.watch.FakeNetwork.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.watch.NetworkState.Updates;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a network as a value, and the settings of its watch. */
class NetworkStateTest {
  private static NetworkState of(InterfaceState... interfaces) {
    return new NetworkState(
        List.of(interfaces), Optional.empty(), Optional.empty(), Updates.EVENTS);
  }

  private static NetworkState withSources(LocalAddress ipv4, LocalAddress ipv6) {
    return new NetworkState(
        List.of(up(1, "10.0.0.1", "fe80::1"), up(2, "fe80::1")),
        Optional.ofNullable(ipv4),
        Optional.ofNullable(ipv6),
        Updates.POLLED);
  }

  @Test
  void interfacesAreInTheOrderOfTheirIndexes() {
    assertThat(of(up(3), up(1), up(2))).isEqualTo(of(up(1), up(2), up(3)));
  }

  @Test
  void theDifferenceIsByInterface() {
    NetworkState before = of(up(1, "10.0.0.1"), up(2, "10.0.0.2"), up(3), up(4));
    NetworkState after = of(up(1, "10.0.0.1"), up(2, "10.0.0.3", "::5"), state(3, false), up(5));
    NetworkDifference difference = after.difference(before);

    assertThat(difference.added()).containsExactly(up(5));
    assertThat(difference.removed()).containsExactly(up(4));
    assertThat(difference.changed())
        .containsExactly(
            new InterfaceChange(up(2, "10.0.0.2"), up(2, "10.0.0.3", "::5")),
            new InterfaceChange(up(3), state(3, false)));
    assertThat(difference.changed().get(0).addedAddresses())
        .isEqualTo(Set.of(address("10.0.0.3"), address("::5")));
    assertThat(difference.changed().get(0).removedAddresses())
        .isEqualTo(Set.of(address("10.0.0.2")));
    assertThat(difference.sourceChanged()).isFalse();
    assertThat(difference.isEmpty()).isFalse();
    assertThat(after.difference(after).isEmpty()).isTrue();
  }

  @Test
  void anotherNameIsAChange() {
    InterfaceState renamed = new InterfaceState(1, "wlan0", "Ethernet 1", true, Set.of());

    assertThat(of(renamed).difference(of(up(1))).changed())
        .containsExactly(new InterfaceChange(up(1), renamed));
  }

  @Test
  void aSourceThatComesGoesOrChangesIsADifference() {
    LocalAddress one = LocalAddress.of(address("10.0.0.1"));
    LocalAddress two = LocalAddress.of(address("10.0.0.2"));
    NetworkState none = withSources(null, null);

    assertThat(withSources(one, null).difference(none).sourceChanged()).isTrue();
    assertThat(none.difference(withSources(one, null)).sourceChanged()).isTrue();
    assertThat(withSources(one, null).difference(withSources(two, null)).sourceChanged()).isTrue();
    assertThat(withSources(one, null).difference(withSources(one, null)).isEmpty()).isTrue();
  }

  @Test
  void sourcesAreByFamily() {
    LocalAddress ipv4 = LocalAddress.of(address("10.0.0.1"));
    LocalAddress ipv6 = new LocalAddress(address("fe80::1"), 2);
    NetworkState state = withSources(ipv4, ipv6);

    assertThat(state.source(StandardProtocolFamily.INET)).contains(ipv4);
    assertThat(state.source(StandardProtocolFamily.INET6)).contains(ipv6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.source(StandardProtocolFamily.UNIX));
    assertThat(state.interfaceWith(ipv4)).map(InterfaceState::index).contains(1);
    assertThat(state.interfaceWith(ipv6)).as("by its scope").map(InterfaceState::index).contains(2);
    assertThat(state.interfaceWith(LocalAddress.of(address("10.0.0.9")))).isEmpty();
  }

  @Test
  void whatIsEqualHasTheSameHash() {
    LocalAddress address = new LocalAddress(address("fe80::1"), 2);
    assertThat(address)
        .hasSameHashCodeAs(new LocalAddress(address("fe80::1"), 2))
        .doesNotHaveSameHashCodeAs(new LocalAddress(address("fe80::1"), 3));
    assertThat(up(1)).hasSameHashCodeAs(up(1)).doesNotHaveSameHashCodeAs(up(2));
    assertThat(of(up(1))).hasSameHashCodeAs(of(up(1))).doesNotHaveSameHashCodeAs(of(up(2)));
  }

  @Test
  void theInterfaceOfAnAddressIsFoundByItsScopeOrByTheAddress() throws Exception {
    NetworkInterface loopback =
        NetworkInterface.networkInterfaces()
            .filter(each -> each.inetAddresses().anyMatch(InetAddress::isLoopbackAddress))
            .findFirst()
            .orElseThrow();
    InetAddress its =
        loopback.inetAddresses().filter(InetAddress::isLoopbackAddress).findFirst().orElseThrow();
    assertThat(new LocalAddress(its, 0).networkInterface()).contains(loopback);
    LocalAddress nobodys = new LocalAddress(address("fe80::1:2:3:4"), loopback.getIndex());
    assertThat(nobodys.networkInterface()).contains(loopback);
    assertThat(LocalAddress.of(address("192.0.2.1")).networkInterface()).isEmpty();
  }

  @Test
  void theOnlyEmptyChangeIsOfHowItIsKnown() {
    NetworkState polled =
        new NetworkState(List.of(up(1)), Optional.empty(), Optional.empty(), Updates.POLLED);

    assertThat(polled).isNotEqualTo(of(up(1)));
    assertThat(polled.difference(of(up(1))).isEmpty()).isTrue();
    assertThat(polled.isPolled()).isTrue();
    assertThat(of(up(1)).isPolled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void noDestinationIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkWatch.builder().destination(address(text)));
  }

  @Test
  void everySettingReturnsTheBuilder() throws Exception {
    NetworkWatch.Builder builder = NetworkWatch.builder();
    assertThat(builder.settlingTime(Duration.ZERO)).isSameAs(builder);
    assertThat(builder.settlingTime(Duration.ofDays(1))).isSameAs(builder);
    assertThat(builder.pollInterval(Duration.ofMillis(100))).isSameAs(builder);
    assertThat(builder.pollInterval(Duration.ofDays(1))).isSameAs(builder);
    assertThat(builder.destination(address("192.0.2.1"))).isSameAs(builder);
    assertThat(builder.destination(address("2001:db8::1"))).isSameAs(builder);
    assertThat(builder.executor(Runnable::run)).isSameAs(builder);
    assertThat(builder.interfaces(any -> true)).isSameAs(builder);
    try (AsyncIoctl io = SimulatedIo.open(new SimulatedKernel(), null)) {
      assertThat(builder.engine(io)).isSameAs(builder);
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    NetworkWatch.Builder builder = NetworkWatch.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.settlingTime(Duration.ofNanos(-1)))
        .withMessageContaining("settlingTime");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.settlingTime(Duration.ofDays(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.pollInterval(Duration.ofMillis(99)))
        .withMessageContaining("pollInterval");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.pollInterval(Duration.ofDays(2)));
    assertThatNullPointerException().isThrownBy(() -> builder.engine(null));
    assertThatNullPointerException().isThrownBy(() -> builder.executor(null));
    assertThatNullPointerException().isThrownBy(() -> builder.destination(null));
    assertThatNullPointerException().isThrownBy(() -> builder.interfaces(null));
  }
}
