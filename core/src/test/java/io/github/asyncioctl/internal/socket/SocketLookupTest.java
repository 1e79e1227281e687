package io.github.asyncioctl.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's sockets and those that extend them, in the JVM of any system. */
@Timeout(60)
class SocketLookupTest {
  private static final int CLOSING = 4;
  private static final int CLOSED = 5;

  private final UnsafeFields fields = new UnsafeFields();
  private final SocketLookup lookup = new SocketLookup(fields);
  private final List<Closeable> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Closeable each : open) {
      each.close();
    }
  }

  private <T extends Closeable> T keep(T socket) {
    open.add(socket);
    return socket;
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private ServerSocket server() throws IOException {
    return keep(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
  }

  private Socket connected() throws IOException {
    ServerSocket server = server();
    return keep(new Socket(server.getInetAddress(), server.getLocalPort()));
  }

  /** The number behind a socket, by a field that the lookup does not use for channels. */
  private long expected(Object socket, String... path) {
    return new JdkFields(new UnsafeFields()).integer(reference(socket, path), "fd").orElseThrow();
  }

  private static Object reference(Object socket, String... path) {
    Object at = socket;
    for (String each : path) {
      at = new JdkFields(new UnsafeFields()).reference(at, each);
    }
    return at;
  }

  static Stream<Callable<NetworkChannel>> channels() {
    return Stream.of(
        SocketChannel::open,
        ServerSocketChannel::open,
        DatagramChannel::open,
        AsynchronousSocketChannel::open,
        AsynchronousServerSocketChannel::open);
  }

  @ParameterizedTest
  @MethodSource("channels")
  void aChannelHasItsSocketUntilItIsClosed(Callable<NetworkChannel> opening) throws Exception {
    NetworkChannel channel = keep(opening.call());
    NativeSocket found = lookup.find(channel);

    assertThat(found.handle()).isPositive().isEqualTo(handleOf(channel));
    assertThat(found.owner()).isSameAs(channel);
    assertThat(found.maker()).isSameAs(channel);
    assertThat(found.isSocket()).isTrue();
    assertThat(found.refusal()).isNull();
    channel.close();
    assertThat(found.refusal()).isInstanceOf(ClosedChannelException.class);
    assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> lookup.find(channel));
  }

  /** On Windows an asynchronous channel has no FileDescriptor. */
  private long handleOf(NetworkChannel channel) {
    return new JdkFields(new UnsafeFields())
        .longInteger(channel, "handle")
        .orElseGet(() -> expected(channel, "fd"));
  }

  /** By name and type, those of the JDK's classes alone. */
  @Test
  void fieldsAreFoundInTheClassesThatAnObjectExtends() {
    @SuppressWarnings("unused")
    class Own extends ArrayList<Object> {
      private static final long serialVersionUID = 1L;
      private final int size = 77;
      private final Object own = this;
    }
    JdkFields jdk = new JdkFields(new UnsafeFields());
    Own object = new Own();
    object.add("one");

    assertThat(jdk.integer(object, "size")).hasValue(1);
    assertThat(jdk.reference(object, "elementData")).isInstanceOf(Object[].class);
    assertThat(jdk.reference(object, "own")).isNull();
    assertThat(jdk.reference(object, "modCount")).as("of another type").isNull();
    assertThat(jdk.integer(object, "no such field")).isEmpty();
    assertThat(jdk.longInteger(object, "no such field")).isEmpty();
    assertThat(jdk.longInteger(Thread.currentThread(), "tid"))
        .hasValue(Thread.currentThread().getId());
    assertThat(JdkFields.isOfJdk(object)).isFalse();
    assertThat(JdkFields.isOfJdk("")).isTrue();
  }

  @Test
  void aChannelIsReadOnce() throws Exception {
    SocketChannel channel = keep(SocketChannel.open());
    long handle = lookup.find(channel).handle();
    int reads = fields.reads;

    assertThat(lookup.find(channel).handle()).isEqualTo(handle);
    assertThat(fields.reads).isEqualTo(reads).isPositive();
  }

  /** Of a class that is not the JDK's nobody knows to whom it is equal. */
  @Test
  void aChannelOfAnotherClassIsRefused() {
    NetworkChannel channel =
        new NetworkChannel() {
          @SuppressWarnings("unused") // as the JDK's
          private final long handle = 1;

          @Override
          public NetworkChannel bind(SocketAddress local) {
            return this;
          }

          @Override
          public SocketAddress getLocalAddress() {
            return anyPort();
          }

          @Override
          public <T> NetworkChannel setOption(SocketOption<T> name, T value) {
            return this;
          }

          @Override
          public <T> T getOption(SocketOption<T> name) {
            return null;
          }

          @Override
          public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {
            throw new AssertionError("not ours to close");
          }
        };
    refused(channel, "its class is not known; if it delegates to a channel of the JDK, pass that");
  }

  private void refused(Object socket, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lookup.find(socket))
        .withMessageContainingAll(
            "cannot find the SOCKET of " + socket.getClass().getName(), why, "SocketAdapter");
  }

  private void closed(Object socket) {
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> lookup.find(socket))
        .withMessage("Socket is closed");
  }

  @Test
  void whatIsNoSocketIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lookup.find("socket"))
        .withMessage("not a socket: java.lang.String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lookup.find(42L))
        .withMessage("not a socket: java.lang.Long; for a SOCKET's value use SocketHandle.ofRaw");
  }

  /** As of a library whose objects have a socket or a channel in them. */
  @Test
  void whatIsALibrarysIsRefusedWithAdvice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lookup.find(this))
        .withMessageContainingAll(
            "not a socket: " + getClass().getName(), "pass that one", "SocketAdapter");
  }

  /** It is made by the question, and stays the same. */
  @Test
  void aSocketGetsItsNativeOneAndKeepsIt() throws Exception {
    Socket socket = keep(new Socket());
    NativeSocket found = lookup.find(socket);

    assertThat(found.handle()).isPositive().isEqualTo(expected(socket, "impl", "delegate", "fd"));
    assertThat(found.owner()).isSameAs(socket);
    socket.connect(server().getLocalSocketAddress());
    assertThat(lookup.find(socket).handle()).isEqualTo(found.handle());
    assertThat(found.refusal()).isNull();
    socket.close();
    assertThat(found.refusal()).isInstanceOf(SocketException.class).hasMessage("Socket is closed");
    closed(socket);
  }

  @Test
  void aServerSocketGetsItsNativeOneAndKeepsIt() throws Exception {
    ServerSocket socket = keep(new ServerSocket());
    NativeSocket found = lookup.find(socket);

    assertThat(found.handle()).isPositive().isEqualTo(expected(socket, "impl", "fd"));
    assertThat(found.owner()).isSameAs(socket);
    socket.bind(anyPort());
    assertThat(lookup.find(socket).handle()).isEqualTo(found.handle());
    socket.close();
    assertThat(found.refusal()).isInstanceOf(SocketException.class);
    closed(socket);
  }

  @Test
  void aSocketThatWasNeverOpenedIsClosedWithoutANativeOne() throws Exception {
    Socket socket = new Socket();
    socket.close();
    ServerSocket server = new ServerSocket();
    server.close();

    closed(socket);
    closed(server);
  }

  @Test
  void theAdaptorOfAChannelHasTheChannelsSocket() throws Exception {
    SocketChannel tcp = keep(SocketChannel.open());
    ServerSocketChannel server = keep(ServerSocketChannel.open());
    DatagramChannel udp = keep(DatagramChannel.open());

    adaptor(tcp, tcp.socket());
    adaptor(server, server.socket());
    adaptor(udp, udp.socket());
  }

  private void adaptor(NetworkChannel channel, Object socket) throws IOException {
    NativeSocket found = lookup.find(socket);
    assertThat(found.handle()).isEqualTo(handleOf(channel));
    assertThat(found.owner()).isSameAs(socket);
    assertThat(found.refusal()).isNull();
    channel.close();
    assertThat(found.refusal()).isInstanceOf(SocketException.class);
    closed(socket);
  }

  @Test
  void aDatagramSocketHasTheSocketOfItsChannel() throws Exception {
    for (DatagramSocket socket :
        List.of(
            keep(new DatagramSocket(anyPort())),
            keep(new MulticastSocket(anyPort())),
            keep(new DatagramSocket(anyPort()) {}))) {
      NativeSocket found = lookup.find(socket);
      assertThat(found.handle()).isPositive().isEqualTo(expected(socket, "delegate", "dc", "fd"));
      assertThat(found.owner()).isSameAs(socket);
      assertThat(found.refusal()).isNull();
      socket.close();
      assertThat(found.refusal()).isInstanceOf(SocketException.class);
    }
  }

  /** A class that only adds to the JDK's. */
  private static class Adding extends Socket {
    Adding() {}

    Adding(SocketImpl impl) throws IOException {
      super(impl);
    }
  }

  @Test
  void aSocketThatOnlyAddsBehaviourIsFoundWhenItIsInUse() throws Exception {
    Socket socket = keep(new Adding());
    refused(socket, "its own native socket is not in use");
    assertThat(reference(socket, "impl", "delegate", "fd")).as("none was made").isNull();
    socket.bind(anyPort());
    long handle = lookup.find(socket).handle();
    socket.connect(server().getLocalSocketAddress());
    NativeSocket found = lookup.find(socket);
    assertThat(found.handle()).isPositive().isEqualTo(handle);
    assertThat(found.owner()).isSameAs(socket);
    socket.close();
    assertThat(found.refusal()).isInstanceOf(SocketException.class);
    closed(socket);
  }

  private static class AddingServer extends ServerSocket {
    AddingServer() throws IOException {}
  }

  @Test
  void aServerSocketThatOnlyAddsBehaviourIsFoundWhenItIsBound() throws Exception {
    ServerSocket server = keep(new AddingServer());
    refused(server, "its own native socket is not in use");
    server.bind(anyPort());
    assertThat(lookup.find(server).handle()).isEqualTo(expected(server, "impl", "fd"));
    server.close();
    closed(server);
  }

  /** Says of one thing something else than the socket that it extends. */
  private static final class Lying extends Socket {
    private String about = "";

    @Override
    public boolean isBound() {
      return !about.equals("isBound") && super.isBound();
    }

    @Override
    public int getLocalPort() {
      return about.equals("getLocalPort") ? 1 : super.getLocalPort();
    }

    @Override
    public int getPort() {
      return about.equals("getPort") ? 1 : super.getPort();
    }

    @Override
    public InetAddress getInetAddress() {
      return about.equals("getInetAddress") ? anyPort().getAddress() : super.getInetAddress();
    }

    @Override
    public boolean isClosed() {
      return about.equals("isClosed") || super.isClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"isBound", "getLocalPort"})
  void aSocketThatDisagreesWithItsOwnIsRefused(String about) throws Exception {
    Lying socket = keep(new Lying());
    socket.bind(anyPort());
    assertThat(lookup.find(socket).handle()).isPositive();
    socket.about = about;
    refused(socket, "delegates to another socket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"getPort", "getInetAddress"})
  void aConnectedSocketThatDisagreesWithItsOwnIsRefused(String about) throws Exception {
    byte[] other = {127, 0, 0, 2};
    boolean isOther = about.equals("getInetAddress");
    ServerSocket server =
        keep(new ServerSocket(0, 5, isOther ? InetAddress.getByAddress(other) : null));
    Lying socket = keep(new Lying());
    socket.connect(
        new InetSocketAddress(
            isOther ? server.getInetAddress() : InetAddress.getLoopbackAddress(),
            server.getLocalPort()));
    assertThat(lookup.find(socket).handle()).isPositive();
    socket.about = about;
    refused(socket, "delegates to another socket");
  }

  @Test
  void aSocketThatSaysThatItIsClosedIs() throws Exception {
    Lying socket = keep(new Lying());
    socket.bind(anyPort());
    socket.about = "isClosed";
    closed(socket);
  }

  @Test
  void aSocketThatDoesNotTellIsRefused() throws Exception {
    boolean[] isMute = {false};
    Socket socket =
        keep(
            new Socket() {
              @Override
              public boolean isBound() {
                if (isMute[0]) {
                  throw new UnsupportedOperationException("nobody asks me");
                }
                return super.isBound();
              }
            });
    socket.bind(anyPort());
    isMute[0] = true;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lookup.find(socket))
        .withMessageContaining("its methods fail")
        .havingCause()
        .withMessage("nobody asks me");
  }

  private static final class LyingServer extends ServerSocket {
    private String about = "";

    LyingServer() throws IOException {}

    @Override
    public boolean isBound() {
      return !about.equals("isBound") && super.isBound();
    }

    @Override
    public int getLocalPort() {
      return about.equals("getLocalPort") ? 1 : super.getLocalPort();
    }

    @Override
    public InetAddress getInetAddress() {
      return about.equals("getInetAddress") ? null : super.getInetAddress();
    }

    @Override
    public boolean isClosed() {
      return about.equals("isClosed") || super.isClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"isBound", "getLocalPort", "getInetAddress"})
  void aServerSocketThatDisagreesWithItsOwnIsRefused(String about) throws Exception {
    LyingServer server = keep(new LyingServer());
    server.bind(anyPort());
    server.about = about;
    refused(server, "delegates to another socket");
    server.about = "isClosed";
    closed(server);
  }

  private static final class LyingDatagrams extends DatagramSocket {
    private String about = "";

    LyingDatagrams(SocketAddress local) throws SocketException {
      super(local);
    }

    @Override
    public boolean isBound() {
      return about != null && !about.equals("isBound") && super.isBound();
    }

    @Override
    public int getLocalPort() {
      return "getLocalPort".equals(about) ? 1 : super.getLocalPort();
    }

    @Override
    public InetAddress getLocalAddress() {
      return "getLocalAddress".equals(about) ? null : super.getLocalAddress();
    }

    @Override
    public int getPort() {
      return "getPort".equals(about) ? 1 : super.getPort();
    }

    @Override
    public InetAddress getInetAddress() {
      return "getInetAddress".equals(about) ? null : super.getInetAddress();
    }

    @Override
    public boolean isClosed() {
      return "isClosed".equals(about) || super.isClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"isBound", "getLocalPort", "getLocalAddress"})
  void aDatagramSocketThatDisagreesWithItsOwnIsRefused(String about) throws Exception {
    LyingDatagrams socket = keep(new LyingDatagrams(anyPort()));
    assertThat(lookup.find(socket).handle()).isPositive();
    socket.about = about;
    refused(socket, "delegates to another socket");
    socket.about = "isClosed";
    closed(socket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"getPort", "getInetAddress"})
  void aConnectedDatagramSocketThatDisagreesWithItsOwnIsRefused(String about) throws Exception {
    LyingDatagrams socket = keep(new LyingDatagrams(anyPort()));
    socket.connect(keep(new DatagramSocket(anyPort())).getLocalSocketAddress());
    assertThat(lookup.find(socket).handle()).isPositive();
    socket.about = about;
    refused(socket, "delegates to another socket");
  }

  @Test
  void aDatagramSocketThatIsNotBoundIsNotInUse() throws Exception {
    refused(keep(new LyingDatagrams(null)), "its own native socket is not in use");
  }

  /** An implementation that is not the JDK's. */
  private static final class OtherImpl extends SocketImpl {
    OtherImpl() {
      fd = new FileDescriptor();
    }

    @Override
    protected void create(boolean stream) {}

    @Override
    protected void connect(String host, int port) {}

    @Override
    protected void connect(InetAddress address, int port) {}

    @Override
    protected void connect(SocketAddress address, int timeout) {}

    @Override
    protected void bind(InetAddress host, int port) {}

    @Override
    protected void listen(int backlog) {}

    @Override
    protected void accept(SocketImpl s) {}

    @Override
    protected java.io.InputStream getInputStream() {
      throw new AssertionError();
    }

    @Override
    protected java.io.OutputStream getOutputStream() {
      throw new AssertionError();
    }

    @Override
    protected int available() {
      return 0;
    }

    @Override
    protected void close() {}

    @Override
    protected void sendUrgentData(int data) {}

    @Override
    public void setOption(int id, Object value) {}

    @Override
    public Object getOption(int id) {
      return 0;
    }
  }

  @Test
  void anImplementationThatIsNotTheJdksIsRefused() throws Exception {
    refused(keep(new Adding(new OtherImpl())), "it is implemented by " + OtherImpl.class.getName());
    fields.with("delegate", new OtherImpl());
    refused(keep(new Socket()), "it is implemented by " + OtherImpl.class.getName());
    fields.with("impl", null);
    refused(keep(new Socket()), "it is implemented by null");
  }

  /** Its methods would wait for the close, so they are not asked. */
  @Test
  void aSocketThatIsBeingClosedIsClosed() throws Exception {
    Socket socket = connected();
    ServerSocket server = keep(new AddingServer());
    server.bind(anyPort());
    Adding adding = keep(new Adding());
    adding.bind(anyPort());
    Socket unused = keep(new Socket());
    NativeSocket found = lookup.find(socket);
    for (int state : new int[] {CLOSING, CLOSED}) {
      fields.with("state", state);
      assertThat(found.refusal()).isInstanceOf(SocketException.class);
      closed(socket);
      closed(unused);
    }
    fields.with("state", CLOSING);
    AtomicBoolean isAsked = new AtomicBoolean();
    closed(
        keep(
            new Socket() {
              @Override
              public boolean isClosed() {
                isAsked.set(true);
                return super.isClosed();
              }
            }));
    closed(
        keep(
            new ServerSocket() {
              @Override
              public boolean isClosed() {
                isAsked.set(true);
                return super.isClosed();
              }
            }));
    assertThat(isAsked).isFalse();
    closed(server);
    closed(adding);
    fields.with("state", CLOSING - 1);
    assertThat(found.refusal()).isNull();
  }

  /** One that nobody has bound may be there because an option was asked for. */
  @Test
  void aNativeSocketAloneIsNotInUse() throws Exception {
    Socket socket = keep(new Adding());
    ServerSocket server = keep(new AddingServer());
    assertThat(socket.getReceiveBufferSize()).isPositive();
    assertThat(server.getReceiveBufferSize()).isPositive();

    refused(socket, "its own native socket is not in use");
    refused(server, "its own native socket is not in use");
  }

  /** Where it is connected to is what it says, and not the proxy. */
  @Test
  void beyondAProxyTheSocketSaysWhereItIsConnectedTo() throws Exception {
    ServerSocket proxy = server();
    InetSocketAddress beyond = new InetSocketAddress("127.0.0.9", 99);
    Socket socket =
        keep(
            new Socket() {
              @Override
              public int getPort() {
                return beyond.getPort();
              }

              @Override
              public InetAddress getInetAddress() {
                return beyond.getAddress();
              }
            });
    socket.connect(proxy.getLocalSocketAddress());
    refused(socket, "delegates to another socket");
    fields.with("external_address", beyond);
    assertThat(lookup.find(socket).handle()).isEqualTo(expected(socket, "impl", "delegate", "fd"));
    fields.with("external_address", new InetSocketAddress("127.0.0.9", 98));
    refused(socket, "delegates to another socket");
    fields.with("external_address", new InetSocketAddress("127.0.0.8", 99));
    refused(socket, "delegates to another socket");
  }

  @Test
  void tlsOverASocketHasTheSocketBelowAndItsEnd() throws Exception {
    Socket below = connected();
    SSLSocket tls =
        (SSLSocket)
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(below, "localhost", below.getPort(), false);
    NativeSocket found = lookup.find(tls);

    assertThat(found.handle()).isEqualTo(expected(below, "impl", "delegate", "fd"));
    assertThat(found.owner()).isSameAs(tls);
    assertThat(found.maker()).isSameAs(below);
    assertThat(found.refusal()).isNull();
    tls.close();
    assertThat(below.isClosed()).isFalse();
    assertThat(found.refusal()).isInstanceOf(SocketException.class);
    closed(tls);
    NativeSocket other =
        lookup.find(
            keep(
                ((SSLSocketFactory) SSLSocketFactory.getDefault())
                    .createSocket(below, "localhost", below.getPort(), false)));
    below.close();
    assertThat(other.refusal()).isInstanceOf(SocketException.class);
  }

  @Test
  void tlsOfItsOwnHasItsOwnSocketAndItsOwnEnd() throws Exception {
    Socket tls = keep(SSLSocketFactory.getDefault().createSocket());
    NativeSocket found = lookup.find(tls);

    assertThat(found.handle()).isPositive().isEqualTo(expected(tls, "impl", "delegate", "fd"));
    assertThat(found.maker()).isSameAs(tls);
    assertThat(found.refusal()).isNull();
    tls.close();
    assertThat(found.refusal()).isInstanceOf(SocketException.class);
    fields.with("state", CLOSING - 1);
    assertThat(found.refusal()).as("over before its SOCKET is").isInstanceOf(SocketException.class);
  }
}
