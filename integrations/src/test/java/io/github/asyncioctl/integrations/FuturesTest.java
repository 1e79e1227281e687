package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.windows.Waits;
import java.net.InetAddress;
import java.nio.channels.NetworkChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Chains of CompletableFuture. */
class FuturesTest extends IntegrationTest {
  private static CompletableFuture<String> chain(AsyncIoctl io, NetworkChannel channel) {
    // snippet: futures
    CompletableFuture<Long> waiting = io.ioctlAsync(channel, Ioctls.FIONREAD);
    CompletableFuture<List<InetAddress>> addresses =
        io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_QUERY);
    CompletableFuture<String> report =
        waiting.thenCombine(
            addresses, (bytes, list) -> bytes + " bytes to read, addresses " + list);
    // end
    return report;
  }

  private static CompletableFuture<String> timeout(AsyncIoctl io, NetworkChannel channel) {
    // snippet: futuresTimeout
    CompletableFuture<String> outcome =
        io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE)
            .orTimeout(100, TimeUnit.MILLISECONDS)
            .handle((changed, failure) -> failure == null ? "changed" : "quiet: " + failure);
    // end
    return outcome;
  }

  @Test
  void operationsAreCombined() throws Exception {
    connection.send(3);
    untilWaiting(channel, 3);
    assertThat(Waits.get(chain(io, channel))).matches("3 bytes to read, addresses \\[.*/\\d.*]");
  }

  @Test
  void aTimeoutCancelsTheOperation() throws Exception {
    assertThat(Waits.get(timeout(io, channel)))
        .startsWith("quiet: " + TimeoutException.class.getName());
    Waits.untilNothingPends(io);
  }
}
