package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the factory methods make without a subscriber, and what they refuse. */
class WatchesOfAnEngineTest {
  private final AsyncIoctl io;
  private final InetAddress destination = InetAddress.getLoopbackAddress();
  private final Executor executor = Runnable::run;

  WatchesOfAnEngineTest() throws Exception {
    io = SimulatedIo.open(new SimulatedKernel(), null);
  }

  @AfterEach
  void nothingWasIssued() {
    assertThat(io.stats().started()).isZero();
    io.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"INET", "INET6"})
  void addressesAreOfEitherFamily(StandardProtocolFamily family) {
    assertThat(Watches.addresses(io, family)).isNotNull();
    assertThat(Watches.addresses(io, family, executor)).isNotNull();
  }

  @Test
  void addressesOfAnotherFamilyAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Watches.addresses(io, StandardProtocolFamily.UNIX))
        .withMessageContaining("UNIX");
    assertThatIllegalArgumentException().isThrownBy(() -> Watches.addresses(io, () -> "INET"));
  }

  @Test
  void sourceAddressesAndBacklogsAreValues() {
    assertThat(Watches.sourceAddress(io, destination)).isNotNull();
    assertThat(Watches.sourceAddress(io, destination, executor)).isNotNull();
    assertThat(Watches.idealSendBacklog(io, new Object())).isNotNull();
    assertThat(Watches.idealSendBacklog(io, new Object(), executor)).isNotNull();
  }

  @Test
  @SuppressWarnings("removal")
  void theNamesBefore01AreThere() {
    assertThat(Watches.route(io, destination)).isNotNull();
    assertThat(Watches.route(io, destination, executor)).isNotNull();
    assertThat(Watches.sendBacklog(io, new Object())).isNotNull();
    assertThat(Watches.sendBacklog(io, new Object(), executor)).isNotNull();
  }

  @Test
  void nothingIsOptional() {
    assertThatNullPointerException().isThrownBy(() -> Watches.addresses(io, null));
    assertThatNullPointerException().isThrownBy(() -> Watches.sourceAddress(io, null));
    assertThatNullPointerException().isThrownBy(() -> Watches.idealSendBacklog(io, null));
    assertThatNullPointerException().isThrownBy(() -> Watches.sourceAddress(io, destination, null));
  }
}
