package io.github.asyncioctl.cookbook;

// snippet: cookRoundTrip
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.TcpInfo;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Prints the round-trip times of 200 connections every second. */
public final class RoundTripTimes {
  public static void main(String[] args) throws Exception {
    InetSocketAddress server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    List<SocketChannel> connections = new ArrayList<>();
    try (AsyncIoctl io = AsyncIoctl.open()) {
      for (int i = 0; i < 200; i++) {
        connections.add(SocketChannel.open(server));
      }
      while (true) {
        List<Duration> times = measure(io, connections).get();
        System.out.println("median " + at(times, 50) + ", 95 % within " + at(times, 95));
        Thread.sleep(1000);
      }
    } finally {
      for (SocketChannel each : connections) {
        each.close();
      }
    }
  }

  /** In ascending order. A connection that has just been closed is left out. */
  static CompletableFuture<List<Duration>> measure(AsyncIoctl io, List<SocketChannel> all) {
    List<CompletableFuture<TcpInfo>> asked =
        all.stream()
            .filter(SocketChannel::isOpen)
            .map(each -> io.ioctlAsync(each, Ioctls.SIO_TCP_INFO_V0))
            .toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .handle(
            (none, failure) ->
                asked.stream()
                    .filter(each -> !each.isCompletedExceptionally())
                    .map(each -> each.join().roundTripTime())
                    .sorted()
                    .toList());
  }

  static Duration at(List<Duration> sorted, int percent) {
    return sorted.isEmpty() ? Duration.ZERO : sorted.get((sorted.size() - 1) * percent / 100);
  }
}
// end
