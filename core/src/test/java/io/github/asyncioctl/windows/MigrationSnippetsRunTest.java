package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.docs.MigrationSnippets;
import java.lang.reflect.InaccessibleObjectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/migration.md shows, before and after, gives the same. */
@OnWindows
class MigrationSnippetsRunTest {
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
  void threads() throws Exception {
    long socket = SocketHandle.of(channel).value();
    int code = ControlCodes.SIO_ADDRESS_LIST_QUERY;
    byte[] before = Waits.get(MigrationSnippets.beforeThread(socket, code, Runnable::run));
    // A list has pointers into itself, so only their number is the same.
    assertThat(before[0]).isPositive();
    assertThat(Waits.get(MigrationSnippets.afterThread(io, channel, code)).get())
        .isEqualTo(before[0]);
    assertThat(Waits.get(MigrationSnippets.afterJna(io, channel)).get()).isEqualTo(before[0]);
  }

  @Test
  void byHandWhatPendsIsWaitedFor() throws Exception {
    long socket = SocketHandle.of(channel).value();
    int code = ControlCodes.SIO_ADDRESS_LIST_CHANGE;
    CompletableFuture<byte[]> before =
        MigrationSnippets.beforeThread(socket, code, task -> new Thread(task).start());
    // Closing the socket before it is issued makes it fail in the call, which is as good an end.
    channel.close();
    assertThat(Waits.failure(before)).hasMessageStartingWith("WSAIoctl failed: ");
  }

  @Test
  void waits() throws Exception {
    long event = RawWin32.CreateEventW(0, 1, 0, 0);
    CompletableFuture<Void> before = MigrationSnippets.beforeWait(event);
    assertThat(before).isNotDone();
    RawWin32.SetEvent(event);
    Waits.get(before);
    RawWin32.CloseHandle(event);

    int code = ControlCodes.SIO_ADDRESS_LIST_QUERY;
    Waits.get(MigrationSnippets.afterWait(io, channel, code, Runnable::run));
  }

  @Test
  void reflection() {
    assertThatThrownBy(() -> MigrationSnippets.beforeReflection(channel))
        .isInstanceOf(InaccessibleObjectException.class);
    assertThat(MigrationSnippets.afterReflection(channel)).isPositive();
  }
}
