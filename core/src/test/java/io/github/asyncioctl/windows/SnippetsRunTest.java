package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.docs.Printed;
import io.github.asyncioctl.docs.Snippets;
import io.github.asyncioctl.docs.TypedSnippets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What README and docs show does what they say. */
@OnWindows
class SnippetsRunTest {

  @RegisterExtension final Printed printed = new Printed();

  private AsynchronousServerSocketChannel server;
  private AsyncIoctl io;
  private AsynchronousSocketChannel channel;

  @BeforeEach
  void connect() throws Exception {
    server = AsynchronousServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    io = AsyncIoctl.open();
    channel = AsynchronousSocketChannel.open();
    channel.connect(server.getLocalAddress()).get();
  }

  @AfterEach
  void close() throws Exception {
    io.close();
    channel.close();
    server.close();
  }

  @Test
  void first() throws Exception {
    try (MachineAddresses addresses = MachineAddresses.open()) {
      CompletableFuture<Void> program =
          CompletableFuture.runAsync(
              () -> {
                try {
                  Snippets.first(server.getLocalAddress());
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              },
              task -> new Thread(task).start());
      Waits.until(
          "it has read", () -> program.isDone() || printed.text().contains("bytes to read"));
      addresses.changeUntil(program);
    }
    assertThat(printed.text()).matches("0 bytes to read\\R+changed: \\d+ addresses now\\R+");
  }

  @Test
  void handles() throws Exception {
    long socket = SocketHandle.of(channel).value();
    assertThat(Waits.get(Snippets.handles(io, channel, socket)).getInt()).isZero();
  }

  @Test
  void buffers() throws Exception {
    Snippets.buffers(io, channel);
    assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
  }

  @Test
  void cancel() {
    assertThat(Snippets.cancel(io, channel)).isCancelled();
    Waits.untilNothingPends(io);
  }

  @Test
  void errors() {
    Snippets.errors(io, channel);
    assertThat(printed.text())
        .startsWith("10045: WSAIoctl 0x48001234 failed: WSAEOPNOTSUPP (10045)");
  }

  @Test
  void executor() throws Exception {
    try (AsyncIoctl direct = Snippets.executor(Runnable::run);
        NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<String> thread =
          Waits.listen(direct, pipe).thenApply(nothing -> Thread.currentThread().getName());
      pipe.connect();
      assertThat(Waits.get(thread)).endsWith("-waiter");
    }
  }

  @Test
  void typed() throws Exception {
    DatagramChannel ipv4 = DatagramChannel.open(StandardProtocolFamily.INET);
    try (ipv4) {
      CompletableFuture<List<InetAddress>> addresses = TypedSnippets.typed(io, channel, ipv4);
      assertThat(printed.text().strip()).isEqualTo("0");
      assertThat(addresses).isNotDone();
      ipv4.close();
      assertThat(Waits.failure(addresses)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void own() throws Exception {
    assertThat(Waits.ioctlFailure(TypedSnippets.own(io, channel)))
        .hasMessageContaining("0x98000042");
  }

  @Test
  void call() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<OverlappedResult> connected = TypedSnippets.call(io, pipe.handle());
      Waits.untilIssued(io);
      pipe.connect();
      assertThat(Waits.get(connected).transferred()).isZero();
    }
  }
}
