package io.github.asyncioctl.internal.socket;

import io.github.asyncioctl.internal.machine.MachineSockets;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.WeakHashMap;
import javax.net.ssl.SSLSocket;

/**
 * Finds the SOCKET of the JDK's socket objects. The public API does not give it away, so this walks
 * the private fields of the JDK's classes, which are the same in 17, 21 and 25:
 *
 * <pre>
 *  AsynchronousSocketChannel, AsynchronousServerSocketChannel   handle
 *  SocketChannel, ServerSocketChannel, DatagramChannel          fdVal
 *  Socket, ServerSocket                                         impl, (delegate,) fd, fd
 *  DatagramSocket, MulticastSocket                              delegate, dc, fdVal
 * </pre>
 *
 * <p>Objects of other classes are asked on the thread that calls this, and only here: whether a
 * SOCKET that was found is still open is read from the JDK's own part of them.
 */
public final class SocketLookup implements SocketFinder {
  /** Finds the socket below one that is layered over it. */
  @FunctionalInterface
  public interface Finder {
    /** As {@link SocketLookup#find(Object, Finder)}. */
    NativeSocket find(Object socket) throws IOException;
  }

  private static final String ANOTHER_CHANNEL =
      "its class is not known; if it delegates to a channel of the JDK, pass that one";

  private final JdkFields fields;

  /** The channels of the JDK keep their SOCKET for life, and are equal only to themselves. */
  private final Map<Object, Long> channels = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param fields reads the JDK's fields
   */
  public SocketLookup(FieldReader fields) {
    this.fields = new JdkFields(fields);
  }

  /** As {@link #find(Object, Finder)}, where all are sockets of the JDK. */
  public NativeSocket find(Object socket) throws IOException {
    return find(socket, this::find);
  }

  /**
   * The SOCKET of an object. A socket of the JDK's own classes that has no native one yet gets it.
   *
   * @param below finds the socket below an SSLSocket of the JDK that is layered over it
   * @throws IOException if the socket is closed or has no native socket
   * @throws IllegalArgumentException if the object is not a socket, or of a class that is not
   *     known, or passes on to another socket
   */
  @Override
  public NativeSocket find(Object socket, Finder below) throws IOException {
    NativeSocket found = search(socket, below);
    IOException refusal = found.refusal();
    if (refusal != null) {
      throw refusal;
    }
    return found;
  }

  private NativeSocket search(Object socket, Finder below) throws IOException {
    if (socket instanceof NetworkChannel channel) {
      return new NativeSocket(ofChannel(channel), channel);
    } else if (socket instanceof Socket tcp) {
      return JdkFields.isOfJdk(tcp) ? ofSocket(tcp, below) : ofForeignSocket(tcp);
    } else if (socket instanceof ServerSocket server) {
      return ofServerSocket(server);
    } else if (socket instanceof DatagramSocket udp) {
      return ofDatagramSocket(udp);
    }
    throw MachineSockets.notASocket(socket);
  }

  private long ofChannel(Channel channel) throws IOException {
    // What is not the JDK's may be equal to something else.
    if (!JdkFields.isOfJdk(channel)) {
      throw Unknown.of(channel, ANOTHER_CHANNEL);
    }
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    Long known = channels.get(channel);
    if (known != null) {
      return known;
    }
    long handle = readChannel(channel);
    channels.put(channel, handle);
    return handle;
  }

  private long readChannel(Channel channel) {
    OptionalLong handle = fields.longInteger(channel, "handle");
    if (handle.isPresent()) {
      return handle.getAsLong();
    }
    OptionalInt fd = fields.integer(channel, "fdVal");
    return fd.orElseThrow(() -> Unknown.of(channel, "its class is not known"));
  }

  private NativeSocket ofSocket(Socket socket, Finder below) throws IOException {
    // An SSLSocket over another socket has no native one of its own.
    if (fields.reference(socket, "self") instanceof Socket inner && inner != socket) {
      return below.find(inner).under(socket, socket::isClosed);
    }
    if (socket.getChannel() != null) {
      return adaptor(socket, socket.getChannel());
    }
    PlatformImpl impl = PlatformImpl.of(socket, fields);
    if (impl.canBeCreated()) {
      // Asking for an option creates the native socket.
      int unused = socket.getReceiveBufferSize();
      impl = PlatformImpl.of(socket, fields);
    }
    // Not remembered: connecting through a proxy may replace it.
    NativeSocket found = of(impl, socket);
    // An SSLSocket can be over before its SOCKET is, and tells without a lock.
    return socket instanceof SSLSocket ? found.under(socket, socket::isClosed) : found;
  }

  private NativeSocket ofForeignSocket(Socket socket) throws IOException {
    PlatformImpl impl = PlatformImpl.of(socket, fields);
    ForeignSocket.check(socket, impl);
    return of(impl, socket);
  }

  private NativeSocket ofServerSocket(ServerSocket socket) throws IOException {
    boolean isOfJdk = JdkFields.isOfJdk(socket);
    if (isOfJdk && socket.getChannel() != null) {
      return adaptor(socket, socket.getChannel());
    }
    PlatformImpl impl = PlatformImpl.of(socket, fields);
    if (!isOfJdk) {
      ForeignSocket.check(socket, impl);
    } else if (impl.canBeCreated()) {
      int unused = socket.getReceiveBufferSize();
    }
    return of(impl, socket);
  }

  private NativeSocket ofDatagramSocket(DatagramSocket socket) throws IOException {
    DatagramSocket own = own(socket);
    if (!JdkFields.isOfJdk(socket)) {
      ForeignSocket.check(socket, own);
    }
    return fields.reference(own, "dc") instanceof NetworkChannel channel
        ? adaptor(socket, channel)
        : of(PlatformImpl.of(own, fields), socket);
  }

  /** The one that a DatagramSocket of the public class has for its work. */
  private DatagramSocket own(DatagramSocket socket) {
    Object delegate = fields.reference(socket, "delegate");
    DatagramSocket own = delegate instanceof DatagramSocket inner ? inner : socket;
    if (!JdkFields.isOfJdk(own)) {
      throw Unknown.of(socket, "its class is not known");
    }
    return own;
  }

  private NativeSocket adaptor(Object socket, NetworkChannel channel) throws IOException {
    if (!channel.isOpen()) {
      throw new SocketException(PlatformImpl.CLOSED);
    }
    return NativeSocket.of(ofChannel(channel), socket, () -> !channel.isOpen());
  }

  private static NativeSocket of(PlatformImpl impl, Object socket) throws IOException {
    return NativeSocket.of(impl.handle(), socket, impl::isClosed);
  }
}
