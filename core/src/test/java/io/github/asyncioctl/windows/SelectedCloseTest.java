package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import java.net.ServerSocket;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A channel that is closed while a selector has it: the JDK keeps its SOCKET for the selector. */
@OnWindows
class SelectedCloseTest {
  @Test
  void whatPendsEndsWhenTheSelectorSelectsAgain() throws Exception {
    whatPendsEndsAfter(Selector::selectNow);
  }

  @Test
  void whatPendsEndsWhenTheSelectorIsClosed() throws Exception {
    whatPendsEndsAfter(Selector::close);
  }

  @FunctionalInterface
  private interface Step {
    void of(Selector selector) throws Exception;
  }

  @SuppressWarnings("try") // closed early: that is the point
  private static void whatPendsEndsAfter(Step step) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        ServerSocket server = new ServerSocket(0, 1, SocketKind.loopback());
        Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress())) {
      channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
      CompletableFuture<?> change = io.ioctlAsync(channel, SIO_ADDRESS_LIST_CHANGE, null);
      Waits.untilIssued(io);
      channel.close();
      assertThat(Waits.failure(io.ioctlAsync(channel, FIONREAD, null, 4)))
          .isInstanceOf(ClosedChannelException.class);
      Waits.untilIssued(io);
      assertThat(change).isNotDone();
      step.of(selector);
      assertThat(Waits.ioctlFailure(change).isCancelled()).isTrue();
    }
  }
}
