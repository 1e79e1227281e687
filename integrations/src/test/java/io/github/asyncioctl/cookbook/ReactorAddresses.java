package io.github.asyncioctl.cookbook;

// snippet: cookReactor
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.Set;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** The IPv4 addresses of this machine as a Flux, for a minute. */
public final class ReactorAddresses {
  public static void main(String[] args) {
    try (AsyncIoctl io = AsyncIoctl.open();
        Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET)) {
      addresses(watch).take(Duration.ofMinutes(1)).toIterable().forEach(System.out::println);
    }
  }

  static Flux<Set<LocalAddress>> addresses(Watch<LocalAddress> watch) {
    return JdkFlowAdapter.flowPublisherToFlux(watch).map(Change::current);
  }
}
// end
