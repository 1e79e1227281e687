package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.docs.Printed;
import io.github.asyncioctl.docs.WatchSnippets;
import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.ValueWatch;
import io.github.asyncioctl.watch.Watch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/watches.md shows does what it says. */
@OnWindows
class WatchSnippetsRunTest {

  @RegisterExtension final Printed printed = new Printed();

  private AsyncIoctl io;

  @BeforeEach
  void open() {
    io = AsyncIoctl.open();
  }

  @AfterEach
  void close() {
    io.close();
  }

  private void untilPrinted(String regex) {
    Waits.until("printed: " + regex, () -> printed.text().matches("(?s).*" + regex + ".*"));
  }

  @Test
  void listen() throws Exception {
    try (MachineAddresses addresses = MachineAddresses.open();
        Watch<LocalAddress> watch = WatchSnippets.listen(io)) {
      addresses.assumeListed();
      String address = Pattern.quote("/" + addresses.address(0)) + "\\R";
      assertThat(watch).isNotNull();
      untilPrinted("\\+ /[\\d.]+\\R");
      addresses.add(0);
      untilPrinted("\\+ " + address);
      addresses.remove(0);
      untilPrinted("- " + address);
    }
    Waits.untilNothingPends(io);
  }

  @Test
  void subscribe() {
    try (Watch<LocalAddress> watch = WatchSnippets.executor(io, Runnable::run)) {
      WatchSnippets.subscribe(watch);
      untilPrinted("\\d+ addresses, 0\\R");
    }
    untilPrinted("the watch was closed\\R");
  }

  @Test
  void sourceAddress() throws Exception {
    String destination = Wine.isHere() ? "10.77.0.2" : "127.0.0.1";
    try (ValueWatch<LocalAddress> source =
        WatchSnippets.sourceAddress(io, InetAddress.getByName(destination))) {
      assertThat(source).isNotNull();
      untilPrinted("packets leave from /1[\\d.]+\\R");
    }
  }

  @Test
  void sendBacklog() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open();
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.connect(server.getLocalAddress());
      CompletableFuture<Long> limit = new CompletableFuture<>();
      try (ValueWatch<Long> backlog = WatchSnippets.sendBacklog(io, client, limit::complete)) {
        assertThat(backlog).isNotNull();
        assertThat(Waits.get(limit)).isPositive();
      }
    }
  }

  @Test
  void interfaceNames() throws Exception {
    CompletableFuture<Change<LocalAddress>> first = new CompletableFuture<>();
    try (Watch<LocalAddress> watch = WatchSnippets.listen(io)) {
      watch.listen(first::complete);
      assertThat(WatchSnippets.interfaceName(Waits.get(first))).matches("\\w+ \\(\\d+\\).*");
    }
  }
}
