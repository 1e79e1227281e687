package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import io.github.asyncioctl.windows.MachineAddresses;
import io.github.asyncioctl.windows.Waits;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Operations as Mono, watches as Flux. */
class ReactorTest extends IntegrationTest {
  private static Mono<List<InetAddress>> mono(AsyncIoctl io, NetworkChannel channel) {
    // snippet: reactorMono
    Mono<List<InetAddress>> addresses =
        Mono.fromFuture(() -> io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_QUERY));
    // end
    return addresses;
  }

  private static Mono<Void> timeout(AsyncIoctl io, NetworkChannel channel) {
    // snippet: reactorTimeout
    Mono<Void> change =
        Mono.fromFuture(() -> io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE))
            .timeout(Duration.ofMillis(100)); // cancels the operation
    // end
    return change;
  }

  private static Flux<Set<LocalAddress>> flux(Watch<LocalAddress> watch) {
    // snippet: reactorFlux
    Flux<Set<LocalAddress>> states = JdkFlowAdapter.flowPublisherToFlux(watch).map(Change::current);
    // end
    return states;
  }

  @Test
  void anOperationAsMono() {
    Mono<List<InetAddress>> addresses = mono(io, channel);
    assertThat(io.stats().started()).as("issued before anybody subscribed").isZero();
    assertThat(addresses.block(Waits.BOUND)).isNotEmpty();
    assertThat(addresses.block(Waits.BOUND)).isNotEmpty();
    assertThat(io.stats().started()).as("one for each subscriber").isEqualTo(2);
  }

  @Test
  void aTimeoutCancelsTheOperation() {
    assertThatThrownBy(() -> timeout(io, channel).block(Waits.BOUND))
        .hasCauseInstanceOf(TimeoutException.class);
    Waits.untilNothingPends(io);
  }

  @Test
  void aWatchAsFlux() throws Exception {
    BlockingQueue<String> states = new LinkedBlockingQueue<>();
    try (MachineAddresses addresses = MachineAddresses.open();
        Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET)) {
      addresses.assumeListed();
      String address = "/" + addresses.address(0) + ",";
      Disposable subscription = flux(watch).subscribe(state -> states.add(state.toString()));
      assertThat(next(states)).contains("LocalAddress[").doesNotContain(address);
      addresses.add(0);
      assertThat(next(states)).contains(address);
      addresses.remove(0);
      assertThat(next(states)).doesNotContain(address);
      subscription.dispose();
      Waits.untilNothingPends(io);
    }
  }

  private static String next(BlockingQueue<String> states) throws InterruptedException {
    return states.poll(Waits.BOUND.toSeconds(), TimeUnit.SECONDS);
  }
}
