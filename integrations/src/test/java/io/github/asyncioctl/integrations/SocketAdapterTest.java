package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.windows.Waits;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** A socket of a library that an adapter knows. */
class SocketAdapterTest extends IntegrationTest {
  @Test
  void isASocketLikeAnyOther() throws Exception {
    LibrarySocket wrapper = new LibrarySocket(connection.client().socket());
    connection.send(3);
    untilWaiting(wrapper, 3);
    assertThat(SocketHandle.of(wrapper).value()).isEqualTo(SocketHandle.of(channel).value());
  }

  @Test
  void isRefusedWhenItIsClosed() throws Exception {
    Socket socket = new Socket();
    socket.close();
    assertThat(Waits.failure(io.ioctlAsync(new LibrarySocket(socket), Ioctls.FIONREAD)))
        .isInstanceOf(SocketException.class);
  }

  @Test
  void whatNoAdapterKnowsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(this, Ioctls.FIONREAD))
        .withMessageContaining(getClass().getName());
  }
}
