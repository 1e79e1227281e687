package io.github.asyncioctl.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who owns a SOCKET, who made it, and when it counts as closed. */
class NativeSocketTest {
  private final Object owner = new Object();
  private final AtomicBoolean ownerClosed = new AtomicBoolean();
  private final AtomicBoolean outerClosed = new AtomicBoolean();
  private final NativeSocket socket = NativeSocket.of(0x1_2345_6789L, owner, ownerClosed::get);

  @Test
  void withoutAnOwnerNobodyKnowsWhetherItIsOpen() {
    NativeSocket raw = new NativeSocket(7, null);
    assertThat(raw.handle()).isEqualTo(7);
    assertThat(raw.owner()).isNull();
    assertThat(raw.maker()).isNull();
    assertThat(raw.refusal()).isNull();
    assertThat(new NativeSocket(7, owner).refusal()).isNull();
  }

  @Test
  void aChannelIsAskedWhetherItIsOpen() throws Exception {
    NativeSocket found;
    try (SocketChannel channel = SocketChannel.open()) {
      found = new NativeSocket(7, channel);
      assertThat(found.refusal()).isNull();
    }
    assertThat(found.refusal()).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void anotherOwnerIsAskedWhetherItIsClosed() {
    assertThat(socket.refusal()).isNull();
    ownerClosed.set(true);
    assertThat(socket.refusal()).isInstanceOf(SocketException.class).hasMessage("Socket is closed");
  }

  @Test
  void behindAnObjectItIsTheSameSocket() {
    NativeSocket behind = socket.behind("outer");
    assertThat(behind.handle()).isEqualTo(0x1_2345_6789L);
    assertThat(behind.owner()).isSameAs(owner);
    assertThat(behind.maker()).isSameAs(owner);
    assertThat(behind.refusal()).isNull();
    ownerClosed.set(true);
    assertThat(behind.refusal()).isInstanceOf(SocketException.class);
  }

  @Test
  void underAnObjectItHasTwoEnds() {
    NativeSocket under = socket.under("outer", outerClosed::get);
    assertThat(under.handle()).isEqualTo(0x1_2345_6789L);
    assertThat(under.owner()).isEqualTo("outer");
    assertThat(under.maker()).isSameAs(owner);
    assertThat(under.under("outermost", () -> false).maker()).isSameAs(owner);
    assertThat(under.refusal()).isNull();
    outerClosed.set(true);
    assertThat(under.refusal()).isInstanceOf(SocketException.class);
    outerClosed.set(false);
    ownerClosed.set(true);
    assertThat(under.refusal()).isInstanceOf(SocketException.class);
  }
}
