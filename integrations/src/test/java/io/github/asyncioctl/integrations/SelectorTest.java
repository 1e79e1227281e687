package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.windows.MachineAddresses;
import io.github.asyncioctl.windows.OnWindows;
import io.github.asyncioctl.windows.Waits;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Futures that complete on the thread of a selector. */
@OnWindows
class SelectorTest {
  private Connection connection;
  private SelectorLoop loop;
  private Thread thread;
  private AsyncIoctl io;

  @BeforeEach
  void start() throws Exception {
    connection = Connection.open();
    // snippet: selector
    loop = new SelectorLoop();
    thread = new Thread(loop, "selector");
    thread.start();
    io = AsyncIoctl.builder().executor(loop).open();
    // end
  }

  @AfterEach
  void stop() throws Exception {
    io.close();
    loop.close();
    thread.join(Waits.BOUND.toMillis());
    assertThat(thread.isAlive()).isFalse();
    connection.close();
  }

  @Test
  void anIoctlAtOnceOnAChannelThatIsReady() throws Exception {
    SocketChannel channel = connection.client();
    CompletableFuture<Long> waiting = new CompletableFuture<>();
    loop.onReady(
        channel,
        SelectionKey.OP_READ,
        key -> {
          key.interestOps(0);
          io.ioctlAsync(key.channel(), Ioctls.FIONREAD).thenAccept(waiting::complete);
        });
    connection.send(3);
    assertThat(Waits.get(waiting)).isEqualTo(3);
  }

  @Test
  void whatPendsCompletesOnTheSelectorsThread() throws Exception {
    try (MachineAddresses addresses = MachineAddresses.open()) {
      loop.onReady(connection.client(), SelectionKey.OP_READ, key -> {});
      CompletableFuture<Thread> completing =
          io.ioctlAsync(connection.client(), Ioctls.SIO_ADDRESS_LIST_CHANGE)
              .thenApply(changed -> Thread.currentThread());
      Waits.untilIssued(io);
      if (addresses.areAlone()) {
        assertThat(completing).isNotDone();
      }
      addresses.add(0);
      assertThat(Waits.get(completing)).isSameAs(thread);
    }
  }
}
