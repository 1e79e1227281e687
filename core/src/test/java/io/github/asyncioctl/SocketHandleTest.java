package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.socket.NativeSocket;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a SOCKET says of itself, and of whom it belongs to. */
class SocketHandleTest {
  private final AtomicBoolean open = new AtomicBoolean(true);

  @Test
  void withoutAnOwnerItCountsAsOpen() {
    SocketHandle raw = SocketHandle.ofRaw(0x1_0000_0ABCL);
    assertThat(raw.value()).isEqualTo(0x1_0000_0ABCL);
    assertThat(raw).hasToString("SOCKET 0x100000abc");
    assertThat(raw.isOpen()).isTrue();
    assertThat(raw.owner()).isNull();
  }

  @Test
  void itsOwnerSaysWhetherItIsOpen() throws Exception {
    SocketHandle owned = SocketHandle.ofRaw(7, "owner", open::get);
    assertThat(owned.isOpen()).isTrue();
    assertThat(NamedOwner.behind(owned.owner())).isEqualTo("owner");
    assertThat(NamedOwner.behind("another")).isEqualTo("another");
    open.set(false);
    assertThat(owned.isOpen()).isFalse();
    assertThat(owned.refusal()).isInstanceOf(ClosedChannelException.class);
  }

  /** The engine's counts on nobody's settings but the JDK's. */
  @Test
  void whatTheUserHasNamedIsNotOfTheJdk() {
    assertThat(SocketHandle.isOfJdk(new NativeSocket(7, null))).isFalse();
    assertThat(SocketHandle.isOfJdk(new NativeSocket(7, new NamedOwner(this, () -> true))))
        .isFalse();
    assertThat(SocketHandle.isOfJdk(new NativeSocket(7, this))).isTrue();
  }

  @Test
  void behindAnAdaptedObjectIsTheSameSocketUntilItsOwnerCloses() throws Exception {
    SocketHandle inner = SocketHandle.ofRaw(7, this, open::get);
    NativeSocket found = Sockets.OF_PLATFORM.find(new WrappedSocket(inner));
    assertThat(found.handle()).isEqualTo(7);
    assertThat(found.refusal()).isNull();
    assertThat(Sockets.OF_PLATFORM.find(inner)).isNotEqualTo(found);
    open.set(false);
    assertThat(found.refusal()).isInstanceOf(ClosedChannelException.class);
  }
}
