package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.windows.OnWindows;
import io.github.asyncioctl.windows.Waits;
import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** An engine beside somebody's library; after each test the kernel has given everything back. */
@OnWindows
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class WorldTest {
  protected final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void closeEngine() {
    Waits.untilNothingPends(io);
    io.close();
    assertThat(io.stats().inconsistent()).isZero();
    assertThat(io.stats().retained()).isZero();
  }

  protected static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /** What no SOCKET is known of is refused at once, with a hint at what helps. */
  protected final void assertRefused(Object socket) {
    long before = io.stats().started();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(socket, Ioctls.FIONREAD))
        .withMessageContaining(socket.getClass().getName())
        .withMessageContaining("SocketAdapter");
    assertThatIllegalArgumentException().isThrownBy(() -> SocketHandle.of(socket));
    assertThat(io.stats().started()).isEqualTo(before);
  }

  /** Two Java objects, one SOCKET. */
  protected static void assertSameSocket(Object one, Object other) throws IOException {
    assertThat(SocketHandle.of(one).value()).isEqualTo(SocketHandle.of(other).value());
  }

  /** The SOCKET is the one that Winsock knows by these ports. */
  protected static void assertPorts(Object socket, int local, int remote) throws IOException {
    long handle = SocketHandle.of(socket).value();
    assertThat(SocketNames.localPort(handle)).isEqualTo(local);
    assertThat(SocketNames.remotePort(handle)).isEqualTo(remote);
  }
}
