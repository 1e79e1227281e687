package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.internal.socket.SocketLookup;
import io.github.asyncioctl.internal.win32.JniFieldReader;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.channels.SocketChannel;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets of other libraries' classes: those that pass on are refused, those that add work. */
@OnWindows
class ForwardingSocketsTest {
  private final AsyncIoctl io = AsyncIoctl.open();
  private final ServerSocket server = SocketKind.newServer();

  @AfterEach
  void close() throws Exception {
    io.close();
    server.close();
  }

  /** As of a driver's named pipe: only the streams and the end are its own. */
  private static class PipeSocket extends Socket {
    final Socket inner;

    PipeSocket(Socket inner) {
      this.inner = inner;
    }

    @Override
    public void connect(SocketAddress address, int timeout) {
      // The pipe is open.
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return inner.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return inner.getOutputStream();
    }

    @Override
    public synchronized void close() throws IOException {
      inner.close();
      super.close();
    }
  }

  /** A named pipe that says that it is connected, and has nothing to say of its ports. */
  private static class ConnectedPipeSocket extends PipeSocket {
    ConnectedPipeSocket(Socket inner) {
      super(inner);
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public boolean isBound() {
      return true;
    }
  }

  /** As TLS libraries layer themselves: everything is asked of the inner socket. */
  private static class WrapSocket extends ConnectedPipeSocket {
    WrapSocket(Socket inner) {
      super(inner);
    }

    @Override
    public int getLocalPort() {
      return inner.getLocalPort();
    }

    @Override
    public int getPort() {
      return inner.getPort();
    }

    @Override
    public InetAddress getInetAddress() {
      return inner.getInetAddress();
    }

    @Override
    public synchronized int getReceiveBufferSize() throws SocketException {
      return inner.getReceiveBufferSize();
    }
  }

  /** One whose own native socket exists, because it passes an option on to its superclass. */
  private static final class BusySocket extends WrapSocket {
    BusySocket(Socket inner) throws IOException {
      super(inner);
      super.setKeepAlive(false);
    }
  }

  /** One whose own native socket is bound, to another port than the one it tells. */
  private static class BoundSocket extends WrapSocket {
    private final boolean ready;

    BoundSocket(Socket inner) throws IOException {
      super(inner);
      super.bind(SocketKind.anyPort());
      ready = true;
    }

    @Override
    public boolean isBound() {
      return ready;
    }

    @Override
    public boolean isConnected() {
      return ready;
    }
  }

  /** One that names the channel of another socket. */
  private static final class ChannelSocket extends WrapSocket {
    ChannelSocket(Socket inner) {
      super(inner);
    }

    @Override
    public SocketChannel getChannel() {
      return inner.getChannel();
    }
  }

  private static final class MuteSocket extends BoundSocket {
    MuteSocket(Socket inner) throws IOException {
      super(inner);
    }

    @Override
    public int getLocalPort() {
      throw new UnsupportedOperationException("not here");
    }
  }

  @FunctionalInterface
  private interface Wrapper {
    Socket over(Socket inner) throws IOException;
  }

  private enum Forwarding {
    PIPE(PipeSocket::new),
    CONNECTED_PIPE(ConnectedPipeSocket::new),
    WRAP(WrapSocket::new),
    BUSY(BusySocket::new),
    BOUND(BoundSocket::new),
    CHANNEL(ChannelSocket::new),
    MUTE(MuteSocket::new);

    @SuppressWarnings("ImmutableEnumChecker") // constructors keep nothing
    private final Wrapper wrapper;

    Forwarding(Wrapper wrapper) {
      this.wrapper = wrapper;
    }
  }

  private Socket inner(Forwarding kind) throws IOException {
    return kind == Forwarding.CHANNEL
        ? SocketChannel.open(server.getLocalSocketAddress()).socket()
        : new Socket(server.getInetAddress(), server.getLocalPort());
  }

  @ParameterizedTest
  @EnumSource
  void forwardingSocketIsRefusedAndGetsNoNativeSocket(Forwarding kind) throws Exception {
    try (Socket inner = inner(kind);
        Socket peer = server.accept();
        Socket outer = kind.wrapper.over(inner)) {
      peer.getOutputStream().write(new byte[5]);
      boolean had = hasNative(outer);
      refused(outer);
      assertThat(hasNative(outer)).isEqualTo(had);
      assertThat(had)
          .isEqualTo(
              kind == Forwarding.BUSY || kind == Forwarding.BOUND || kind == Forwarding.MUTE);
    }
  }

  /** The JDK's own, over one that passes on: neither has the SOCKET that is used. */
  @Test
  void sslSocketOverAForwardingOneIsRefused() throws Exception {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Socket inner = inner(Forwarding.WRAP);
        Socket outer = new WrapSocket(inner);
        Socket layered = factory.createSocket(outer, "localhost", 443, false)) {
      refused(layered);
      assertThat(hasNative(outer)).isFalse();
      assertThat(hasNative(layered)).isFalse();
    }
  }

  @Test
  @SuppressWarnings("try") // closed early: that is the point
  void layeredSslSocketEndsBeforeTheSocketBelowIt() throws Exception {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Socket inner = inner(Forwarding.WRAP);
        Socket layered = factory.createSocket(inner, "localhost", 443, false)) {
      var found = new SocketLookup(new JniFieldReader()).find(layered);
      assertThat(found.owner()).isSameAs(layered);
      assertThat(found.handle()).isEqualTo(SocketHandle.of(inner).value());
      assertThat(found.refusal()).isNull();
      layered.close();
      assertThat(found.refusal()).isInstanceOf(SocketException.class);
      assertThat(SocketHandle.of(inner).value()).isEqualTo(found.handle());
    }
  }

  private static final class WrapServer extends ServerSocket {
    private final ServerSocket inner;

    WrapServer(ServerSocket inner, boolean bound) throws IOException {
      if (bound) {
        super.bind(SocketKind.anyPort());
      }
      this.inner = inner;
    }

    @Override
    public boolean isBound() {
      return inner != null && inner.isBound();
    }

    @Override
    public int getLocalPort() {
      return inner.getLocalPort();
    }
  }

  @Test
  void forwardingServerSocketIsRefused() throws Exception {
    try (ServerSocket one = new WrapServer(server, false);
        ServerSocket other = new WrapServer(server, true)) {
      refused(one);
      refused(other);
    }
  }

  private static final class WrapDatagramSocket extends DatagramSocket {
    private final DatagramSocket inner;

    WrapDatagramSocket(SocketAddress own, DatagramSocket inner) throws SocketException {
      super(own);
      this.inner = inner;
    }

    @Override
    public boolean isBound() {
      return inner.isBound();
    }

    @Override
    public int getLocalPort() {
      return inner.getLocalPort();
    }
  }

  @Test
  void forwardingDatagramSocketIsRefused() throws Exception {
    try (DatagramSocket inner = new DatagramSocket(SocketKind.anyPort());
        DatagramSocket unbound = new WrapDatagramSocket(null, inner);
        DatagramSocket bound = new WrapDatagramSocket(SocketKind.anyPort(), inner)) {
      refused(unbound);
      refused(bound);
    }
  }

  /** All that it is asked it asks another one; of its own it has what the constructor made. */
  private static final class DelegatingMulticastSocket extends MulticastSocket {
    private final DatagramSocket inner;

    DelegatingMulticastSocket(SocketAddress own, DatagramSocket inner) throws IOException {
      super(own);
      this.inner = inner;
    }

    @Override
    public boolean isBound() {
      return inner == null ? super.isBound() : inner.isBound();
    }

    @Override
    public boolean isConnected() {
      return inner == null ? super.isConnected() : inner.isConnected();
    }

    @Override
    public boolean isClosed() {
      return inner == null ? super.isClosed() : inner.isClosed();
    }

    @Override
    public int getPort() {
      return inner.getPort();
    }

    @Override
    public InetAddress getInetAddress() {
      return inner.getInetAddress();
    }

    @Override
    public int getLocalPort() {
      return inner.getLocalPort();
    }

    @Override
    public InetAddress getLocalAddress() {
      return inner.getLocalAddress();
    }
  }

  @Test
  void delegatingMulticastSocketIsRefused() throws Exception {
    try (DatagramSocket inner = new DatagramSocket(SocketKind.anyPort());
        DatagramSocket unbound = new DelegatingMulticastSocket(null, inner);
        DatagramSocket bound = new DelegatingMulticastSocket(SocketKind.anyPort(), inner)) {
      refused(unbound);
      refused(bound);
      inner.connect(SocketKind.loopback(), server.getLocalPort());
      refused(unbound);
      refused(bound);
    }
  }

  private void refused(Object socket) {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> SocketHandle.of(socket), () -> io.ioctlAsync(socket, FIONREAD, null, 4))) {
      assertThatIllegalArgumentException()
          .isThrownBy(call)
          .withMessageContaining("cannot find the SOCKET")
          .withMessageContaining("SocketAdapter");
    }
  }

  private static boolean hasNative(Socket socket) throws Exception {
    JniFieldReader reader = new JniFieldReader();
    Object impl = reader.getObject(socket, Socket.class.getDeclaredField("impl"));
    for (Class<?> c = impl.getClass(); c != SocketImpl.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals("delegate")) {
          impl = reader.getObject(impl, field);
          break;
        }
      }
    }
    Object fd = reader.getObject(impl, SocketImpl.class.getDeclaredField("fd"));
    return fd instanceof FileDescriptor descriptor && descriptor.valid();
  }

  /** A class that only adds to the JDK's. */
  private static final class CountingSocket extends Socket {
    @Override
    public String toString() {
      return "counting " + super.toString();
    }
  }

  private static final class CountingServer extends ServerSocket {
    CountingServer() throws IOException {}

    @Override
    public Socket accept() throws IOException {
      Socket socket = new CountingSocket();
      implAccept(socket);
      return socket;
    }
  }

  @Test
  @SuppressWarnings("try") // closed early: that is the point
  void socketsThatOnlyAddBehaviourWork() throws Exception {
    try (ServerSocket counting = new CountingServer();
        Socket client = new CountingSocket()) {
      refused(client);
      refused(counting);
      assertThat(hasNative(client)).isFalse();
      counting.bind(SocketKind.anyPort());
      assertThat(SocketHandle.of(counting).value()).isPositive();
      client.bind(SocketKind.anyPort());
      long value = SocketHandle.of(client).value();
      client.connect(counting.getLocalSocketAddress());
      assertThat(SocketHandle.of(client).value()).isEqualTo(value);
      try (Socket accepted = counting.accept()) {
        accepted.getOutputStream().write(new byte[5]);
        client.getOutputStream().write(new byte[6]);
        Waits.until("5 bytes wait", () -> waiting(client) == 5);
        Waits.until("6 bytes wait", () -> waiting(accepted) == 6);
      }
      client.close();
      assertThatThrownBy(() -> SocketHandle.of(client))
          .hasCauseInstanceOf(SocketException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void datagramSocketThatOnlyAddsBehaviourWorks() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(SocketKind.anyPort()) {};
        DatagramSocket peer = new DatagramSocket()) {
      peer.send(new DatagramPacket(new byte[5], 5, socket.getLocalSocketAddress()));
      Waits.until("5 bytes wait", () -> waiting(socket) == 5);
      socket.connect(SocketKind.loopback(), peer.getLocalPort());
      assertThat(SocketHandle.of(socket).value()).isPositive();
    }
  }

  @Test
  void multicastSocketThatOnlyAddsBehaviourWorks() throws Exception {
    try (MulticastSocket socket = new MulticastSocket(SocketKind.anyPort()) {};
        DatagramSocket peer = new DatagramSocket()) {
      peer.send(new DatagramPacket(new byte[5], 5, socket.getLocalSocketAddress()));
      Waits.until("5 bytes wait", () -> waiting(socket) == 5);
    }
  }

  private int waiting(Object socket) {
    return io.ioctlAsync(socket, FIONREAD, null, 4).join().getInt();
  }

  /** Its methods lock: the engine does not ask them when it looks whether the SOCKET is open. */
  @Test
  @SuppressWarnings("try") // closed early: that is the point
  void whetherItIsOpenIsNotAskedOfAForeignObject() throws Exception {
    boolean[] asked = {false};
    try (Socket peer = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket client =
            new Socket(server.getInetAddress(), server.getLocalPort()) {
              @Override
              public boolean isClosed() {
                asked[0] = true;
                return super.isClosed();
              }
            }) {
      assertThat(peer.isConnected()).isTrue();
      var found = new SocketLookup(new JniFieldReader()).find(client);
      assertThat(asked[0]).isTrue();
      asked[0] = false;
      assertThat(found.refusal()).isNull();
      assertThat(asked[0]).isFalse();
      client.close();
      asked[0] = false;
      assertThat(found.refusal()).isInstanceOf(SocketException.class);
      assertThat(asked[0]).isFalse();
    }
  }
}
