package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.SocketHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sockets of other classes that tell a lie, fail or wait, and sockets that change under a caller.
 */
@OnWindows
class MisbehavingSocketsTest {
  private final AsyncIoctl io = AsyncIoctl.open();
  private final ServerSocket server = SocketKind.newServer();

  @AfterEach
  void close() throws Exception {
    io.close();
    server.close();
  }

  /** The question with an answer of its own, and a lie. */
  private enum Lie {
    PORT,
    LOCAL_PORT,
    ADDRESS,
    BOUND;

    @Nullable Object lie() {
      return switch (this) {
        case PORT -> 1;
        case LOCAL_PORT -> -1;
        case ADDRESS -> null;
        case BOUND -> false;
      };
    }

    OneAnswer socket(ServerSocket server, Supplier<Object> answer) throws IOException {
      return new OneAnswer(server, this, answer);
    }
  }

  /** A connected socket with one answer of its own. */
  private static final class OneAnswer extends Socket {
    private final Lie question;
    private volatile Supplier<Object> answer;

    OneAnswer(ServerSocket server, Lie question, Supplier<Object> answer) throws IOException {
      super(server.getInetAddress(), server.getLocalPort());
      this.question = question;
      this.answer = answer;
    }

    /** From now on; the superclass asks in its constructor, too. */
    private Object answer(Lie asked, Object otherwise) {
      return asked != question || answer == null ? otherwise : answer.get();
    }

    /** Lets the superclass close it. */
    void behave() {
      answer = null;
    }

    @Override
    public int getPort() {
      return (int) answer(Lie.PORT, super.getPort());
    }

    @Override
    public int getLocalPort() {
      return (int) answer(Lie.LOCAL_PORT, super.getLocalPort());
    }

    @Override
    public InetAddress getInetAddress() {
      return (InetAddress) answer(Lie.ADDRESS, super.getInetAddress());
    }

    @Override
    public boolean isBound() {
      return (boolean) answer(Lie.BOUND, super.isBound());
    }
  }

  private void refused(Object socket, String why) {
    long before = io.stats().started();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(socket, FIONREAD, null, 4))
        .withMessageContainingAll(socket.getClass().getName(), why, "SocketAdapter");
    assertThatIllegalArgumentException().isThrownBy(() -> SocketHandle.of(socket));
    assertThat(io.stats().started()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void whatLiesIsRefused(Lie kind) throws Exception {
    OneAnswer socket = kind.socket(server, kind::lie);
    try (socket) {
      refused(socket, "pass that one");
      socket.behave();
      assertThat(waiting(socket)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatFailsIsRefused(Lie kind) throws Exception {
    OneAnswer socket =
        kind.socket(
            server,
            () -> {
              throw new IllegalStateException("not now");
            });
    try (socket) {
      refused(socket, "its methods fail");
      socket.behave();
      assertThat(waiting(socket)).isZero();
    }
  }

  /** Languages without checked exceptions throw them anywhere. */
  @ParameterizedTest
  @EnumSource
  void whatFailsWithACheckedExceptionIsRefused(Lie kind) throws Exception {
    OneAnswer socket =
        kind.socket(
            server,
            () -> {
              throw MisbehavingSocketsTest.<RuntimeException>unchecked(new IOException("not now"));
            });
    try (socket) {
      refused(socket, "its methods fail");
      socket.behave();
      assertThat(waiting(socket)).isZero();
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T unchecked(Throwable any) throws T {
    throw (T) any;
  }

  /** As languages have it for what is not written yet. */
  @Test
  void whatIsNotImplementedIsRefused() throws Exception {
    OneAnswer socket =
        Lie.PORT.socket(
            server,
            () -> {
              throw new NoSuchMethodError("not implemented");
            });
    try (socket) {
      refused(socket, "its methods fail");
      socket.behave();
    }
  }

  /** Who asks waits; nobody else does. */
  @Test
  void whatWaitsHoldsUpItsCallerOnly() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    OneAnswer slow =
        Lie.PORT.socket(
            server,
            () -> {
              asked.countDown();
              Waits.await(released);
              return server.getLocalPort();
            });
    try (slow;
        Socket other = new Socket(server.getInetAddress(), server.getLocalPort())) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      Thread caller = new Thread(() -> answer.complete(waiting(slow)));
      caller.start();
      Waits.await(asked);
      CompletableFuture<?> change =
          io.ioctlAsync(other, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null);
      Waits.untilIssued(io);
      assertThat(waiting(other)).isZero();
      assertThat(change.cancel(true)).isTrue();
      assertThat(answer).isNotDone();
      released.countDown();
      assertThat(Waits.get(answer)).isZero();
      caller.join();
      slow.behave();
    }
    Waits.untilNothingPends(io);
  }

  private int waiting(Object socket) {
    return io.ioctlAsync(socket, FIONREAD, null, 4).join().getInt();
  }

  private static final class Accepted extends Socket {
    Accepted() throws SocketException {
      super((SocketImpl) null);
    }
  }

  private static final class AcceptingServer extends ServerSocket {
    AcceptingServer() throws IOException {
      super(0, 5, SocketKind.loopback());
    }

    void acceptInto(Socket socket) throws IOException {
      implAccept(socket);
    }
  }

  /** It has no implementation at all until it is accepted. */
  @Test
  void socketWithoutAnImplementationIsRefusedUntilItIsAccepted() throws Exception {
    try (AcceptingServer accepting = new AcceptingServer();
        Socket client = new Socket(accepting.getInetAddress(), accepting.getLocalPort());
        Socket accepted = new Accepted()) {
      refused(accepted, "implemented by null");
      accepting.acceptInto(accepted);
      client.getOutputStream().write(new byte[5]);
      Waits.until("5 bytes wait", () -> waiting(accepted) == 5);
    }
  }

  @Test
  @SuppressWarnings("try") // closed early: that is the point
  void tlsOverTlsIsTheSocketBelowBoth() throws Exception {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress());
        Socket peer = server.accept();
        Socket inner = factory.createSocket(channel.socket(), "localhost", 443, true);
        Socket outer = factory.createSocket(inner, "localhost", 443, true)) {
      assertThat(SocketHandle.of(outer).value()).isEqualTo(SocketHandle.of(channel).value());
      peer.getOutputStream().write(new byte[5]);
      Waits.until("5 bytes wait", () -> waiting(outer) == 5);
      inner.close();
      assertThat(Waits.failure(io.ioctlAsync(outer, FIONREAD, null, 4)))
          .isInstanceOf(IOException.class);
    }
  }

  /** The JDK puts another native socket into it when it connects through an HTTP proxy. */
  @ParameterizedTest
  @EnumSource(names = {"HTTP", "SOCKS"})
  @SuppressWarnings("try") // closed early: that is the point
  void whatPendsOnASocketEndsWhenAProxyReplacesIt(Proxy.Type type) throws Exception {
    try (Socket socket = new Socket(new Proxy(type, server.getLocalSocketAddress()))) {
      long before = SocketHandle.of(socket).value();
      CompletableFuture<?> change =
          io.ioctlAsync(socket, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null);
      Waits.untilIssued(io);
      CompletableFuture<Void> proxy = CompletableFuture.runAsync(() -> accept(type));
      socket.connect(InetSocketAddress.createUnresolved("behind.invalid", 7));
      Waits.get(proxy);
      if (SocketHandle.of(socket).value() == before) {
        assertThat(change).isNotDone();
        socket.close();
      }
      assertThat(Waits.ioctlFailure(change).isCancelled()).isTrue();
    }
  }

  /** Says yes to whatever a client wants. */
  private void accept(Proxy.Type type) {
    try {
      Socket client = server.accept();
      byte[] request = new byte[512];
      if (type == Proxy.Type.SOCKS) {
        client.getInputStream().read(request);
        client.getOutputStream().write(new byte[] {5, 0});
        client.getInputStream().read(request);
        client.getOutputStream().write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 7});
      } else {
        client.getInputStream().read(request);
        client
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
