package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.WrappedSocket;
import io.github.asyncioctl.codes.Ioctls;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Sockets of another library, with sockets of the JDK behind them. */
@OnWindows
class AdaptedSocketsTest {
  @Test
  void theyAreUsedLikeTheSocketBehindThem() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open()) {
      DatagramChannel channel = DatagramChannel.open();
      WrappedSocket socket = new WrappedSocket(channel);
      assertThat(SocketHandle.of(socket).value()).isEqualTo(SocketHandle.of(channel).value());
      assertThat(Waits.get(io.ioctlAsync(socket, FIONREAD, null, 4)).getInt()).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> io.ioctlAsync(socket, Ioctls.FIONBIO, true))
          .withMessageContaining("FIONBIO");
      channel.close();
      assertThatThrownBy(() -> Waits.get(io.ioctlAsync(socket, FIONREAD, null, 4)))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ClosedChannelException.class);
    }
  }
}
