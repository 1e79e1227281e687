package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URL;
import java.nio.channels.ClosedChannelException;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets of other libraries, which come with an adapter; a further one does not load. */
@Timeout(60)
class SocketAdapterTest {
  private static final int FIONREAD = 0x4004667F;

  private final SimulatedKernel kernel = new SimulatedKernel();

  @Test
  void theHandleBehindASocketIsFound() {
    WrappedSocket socket = new WrappedSocket(SocketHandle.ofRaw(0x777));
    assertThat(SocketHandle.of(socket).value()).isEqualTo(0x777);
  }

  @Test
  void theAdaptersFailureIsTheCallers() throws Exception {
    WrappedSocket socket = new WrappedSocket(null);
    assertThatThrownBy(() -> SocketHandle.of(socket))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("not connected");
    try (AsyncIoctl io = SimulatedIo.open(kernel, null)) {
      assertThatThrownBy(() -> io.ioctlAsync(socket, FIONREAD, null).get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(SocketException.class);
    }
  }

  @Test
  void aSocketThatIsClosedIsRefusedBeforeTheCall() throws Exception {
    kernel.react(FIONREAD, Reaction.succeed(new byte[4]));
    AtomicBoolean open = new AtomicBoolean(true);
    WrappedSocket socket = new WrappedSocket(SocketHandle.ofRaw(0x777, this, open::get));
    try (AsyncIoctl io = SimulatedIo.open(kernel, null)) {
      assertThat(io.ioctlAsync(socket, FIONREAD, null).get(20, TimeUnit.SECONDS).remaining())
          .isEqualTo(4);
      open.set(false);
      assertThatThrownBy(() -> io.ioctlAsync(socket, FIONREAD, null).get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ClosedChannelException.class);
      assertThat(io.stats().started()).isEqualTo(1);
    }
  }

  /** Its owner does with it what it wants: what the JDK does with its sockets is not at stake. */
  @Test
  void codesThatTheJdkOwnsAreAllowedOnSocketsOfOthers() throws Exception {
    Ioctl<Void, Void> owned = Ioctl.of("SIO_OWNED", FIONREAD).refusedOnJdkSockets("it owns it");
    kernel.react(FIONREAD, Reaction.succeed());
    WrappedSocket socket = new WrappedSocket(SocketHandle.ofRaw(0x777, this, () -> true));
    try (AsyncIoctl io = SimulatedIo.open(kernel, null)) {
      assertThat(io.ioctlAsync(socket, owned).get(20, TimeUnit.SECONDS)).isNull();
    }
  }

  /**
   * Wine takes one for the handle of the process itself; Wine 10 never ends a call on the other.
   */
  @ParameterizedTest
  @ValueSource(longs = {-1, 0})
  void whatIsNoSocketIsRefusedBeforeTheCall(long value) throws Exception {
    kernel.react(FIONREAD, Reaction.succeed(new byte[4]));
    try (AsyncIoctl io = SimulatedIo.open(kernel, null)) {
      for (int code : new int[] {FIONREAD, ControlCodes.SIO_ADDRESS_LIST_CHANGE}) {
        assertThatThrownBy(
                () ->
                    io.ioctlAsync(SocketHandle.ofRaw(value), code, null).get(20, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasRootCauseInstanceOf(IoctlException.class)
            .hasMessageContaining("WSAENOTSOCK (10038)");
      }
      assertThat(io.stats().started()).isZero();
    }
  }

  @Test
  void whatAHandleNeedsIsChecked() {
    assertThatThrownBy(() -> SocketHandle.ofRaw(1, null, () -> true))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("owner");
    assertThatThrownBy(() -> SocketHandle.ofRaw(1, this, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("isOpen");
  }

  /** A class loader whose web application has been stopped, or whose archive is gone. */
  @Test
  void aClassLoaderThatCannotBeAskedIsNotAskedForEver() throws Exception {
    String name = Lonely.class.getName();
    byte[] bytes;
    try (InputStream in = Lonely.class.getResourceAsStream("SocketAdapterTest$Lonely.class")) {
      bytes = in.readAllBytes();
    }
    for (Exception failure : List.of(new IOException("gone"), new IllegalStateException("gone"))) {
      AtomicInteger asked = new AtomicInteger();
      ClassLoader loader =
          new ClassLoader(SocketAdapterTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String wanted, boolean resolve)
                throws ClassNotFoundException {
              return wanted.equals(name)
                  ? defineClass(name, bytes, 0, bytes.length)
                  : super.loadClass(wanted, resolve);
            }

            @Override
            public Enumeration<URL> getResources(String resource) throws IOException {
              asked.incrementAndGet();
              if (failure instanceof IOException io) {
                throw io;
              }
              throw (IllegalStateException) failure;
            }
          };
      Object lonely = loader.loadClass(name).getDeclaredConstructor().newInstance();
      assertThat(SocketAdapters.unwrap(lonely)).isNull();
      assertThat(asked.get()).isBetween(1, 3);
    }
  }

  /** A class that another class loader defines. */
  public static final class Lonely {
    public Lonely() {}
  }

  @Test
  void anObjectThatNoAdapterKnowsIsNoSocket() {
    if (AsyncIoctl.isSupported()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SocketHandle.of("socket"))
          .withMessageContaining("not a socket");
    } else {
      assertThatThrownBy(() -> SocketHandle.of("socket"))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }
}
