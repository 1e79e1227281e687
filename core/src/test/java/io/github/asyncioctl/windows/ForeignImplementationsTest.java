package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.load.Child;
import java.lang.reflect.Proxy;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.DatagramSocketImpl;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets of which everything is another library's: nothing tells their SOCKET. */
@OnWindows
class ForeignImplementationsTest {
  private final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void close() {
    io.close();
  }

  private static final class OtherSocket extends Socket {
    OtherSocket() throws Exception {
      super(new ForeignSocketImpl());
    }
  }

  private static final class OtherServer extends ServerSocket {
    OtherServer() {
      super(new ForeignSocketImpl());
    }
  }

  @Test
  void socketsWithAnImplementationOfTheirOwnAreRefused() throws Exception {
    try (Socket socket = new OtherSocket();
        ServerSocket server = new OtherServer()) {
      refused(socket, ForeignSocketImpl.class);
      refused(server, ForeignSocketImpl.class);
      socket.connect(SocketKind.anyPort());
      server.bind(SocketKind.anyPort());
      refused(socket, ForeignSocketImpl.class);
      refused(server, ForeignSocketImpl.class);
    }
  }

  /** In a JVM of its own, because a factory is for all sockets and for good. */
  @Test
  void socketsOfAFactoryAreRefused() throws Exception {
    Child child = Child.run(ForeignSocketImpl.class);
    assertThat(child.exitCode()).as("%s", child.output()).isZero();
    for (Class<?> type : List.of(Socket.class, ServerSocket.class)) {
      assertThat(child.output())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("cannot find the SOCKET of " + type.getName() + ": ")
                      .contains(ForeignSocketImpl.class.getName())
                      .contains("SocketAdapter"));
    }
  }

  private static final class OtherDatagramSocket extends DatagramSocket {
    OtherDatagramSocket() {
      super(new DatagramImpl());
    }
  }

  @Test
  void datagramSocketWithAnImplementationOfItsOwnIsRefused() throws Exception {
    try (DatagramSocket socket = new OtherDatagramSocket()) {
      refused(socket, OtherDatagramSocket.class);
      socket.bind(SocketKind.anyPort());
      refused(socket, DatagramImpl.class);
    }
  }

  /** It is not asked for anything: all that it could tell is not its SOCKET. */
  @Test
  void channelOfAnotherClassIsRefused() throws Exception {
    NetworkChannel channel =
        (NetworkChannel)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {NetworkChannel.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError(method);
                });
    refused(channel, channel.getClass());
  }

  private void refused(Object socket, Class<?> named) {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> SocketHandle.of(socket), () -> io.ioctlAsync(socket, FIONREAD, null, 4))) {
      assertThatIllegalArgumentException()
          .isThrownBy(call)
          .withMessageContaining("cannot find the SOCKET")
          .withMessageContaining(named.getName())
          .withMessageContaining("SocketAdapter");
    }
    assertThat(io.stats().started()).isZero();
  }

  /** Of datagram sockets, without a SOCKET too. */
  @SuppressWarnings("deprecation") // its abstract methods
  private static final class DatagramImpl extends DatagramSocketImpl {
    @Override
    protected void create() {
      // There is nothing to create.
    }

    @Override
    protected void bind(int port, InetAddress address) {
      localPort = 4711;
    }

    @Override
    protected void send(DatagramPacket packet) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int peek(InetAddress address) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int peekData(DatagramPacket packet) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void receive(DatagramPacket packet) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void setTTL(byte ttl) {
      // Has none.
    }

    @Override
    protected byte getTTL() {
      return 0;
    }

    @Override
    protected void setTimeToLive(int ttl) {
      // Has none.
    }

    @Override
    protected int getTimeToLive() {
      return 0;
    }

    @Override
    protected void join(InetAddress group) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void leave(InetAddress group) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void joinGroup(SocketAddress group, NetworkInterface on) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void leaveGroup(SocketAddress group, NetworkInterface on) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void close() {
      // There is nothing to close.
    }

    @Override
    public void setOption(int option, Object value) {
      // Has no options.
    }

    @Override
    public Object getOption(int option) {
      return SocketKind.loopback();
    }
  }
}
