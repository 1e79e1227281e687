package io.github.asyncioctl.internal.socket;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.NetworkChannel;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
 */
public final class SocketLookup {
  /** What was searched, by class and name: a class that is unloaded takes its part along. */
  private static final ClassValue<Map<String, Optional<Field>>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<Field>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private final FieldReader fields;

  /** The channels of the JDK keep their SOCKET for life, and are equal only to themselves. */
  private final Map<Object, Long> channels = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param fields reads the JDK's fields
   */
  public SocketLookup(FieldReader fields) {
    this.fields = fields;
  }

  /**
   * The SOCKET of an object. A socket that has no native one yet gets it.
   *
   * @throws IOException if the socket is closed or has no native socket
   * @throws IllegalArgumentException if the object is not a socket, or of a class that is not known
   */
  public NativeSocket find(Object socket) throws IOException {
    IOException refusal = NativeSocket.refusal(socket);
    if (refusal != null) {
      throw refusal;
    }
    if (socket instanceof NetworkChannel) {
      return new NativeSocket(ofChannel(socket), socket);
    } else if (socket instanceof Socket tcp) {
      return ofSocket(tcp);
    } else if (socket instanceof ServerSocket server) {
      Object channel = server.getChannel();
      return new NativeSocket(
          channel != null ? ofChannel(channel) : ofServerSocket(server), server);
    } else if (socket instanceof DatagramSocket udp) {
      Object channel = udp.getChannel();
      return new NativeSocket(channel != null ? ofChannel(channel) : ofDatagramSocket(udp), udp);
    }
    throw new IllegalArgumentException(
        "not a socket: "
            + socket.getClass().getName()
            + (socket instanceof Number ? "; for a SOCKET's value use SocketHandle.ofRaw" : ""));
  }

  private long ofChannel(Object channel) {
    Long known = channels.get(channel);
    if (known != null) {
      return known;
    }
    long handle = readChannel(channel);
    if (isOfJdk(channel.getClass())) {
      channels.put(channel, handle);
    }
    return handle;
  }

  private long readChannel(Object channel) {
    Optional<Field> handle = field(channel, "handle", long.class);
    if (handle.isPresent()) {
      return fields.getLong(channel, handle.get());
    }
    return fields.getInt(channel, require(channel, "fdVal", int.class));
  }

  private NativeSocket ofSocket(Socket socket) throws IOException {
    // An SSLSocket over another socket has no native one of its own.
    if (reference(socket, "self") instanceof Socket inner && inner != socket) {
      return find(inner);
    }
    if (socket.getChannel() != null) {
      return new NativeSocket(ofChannel(socket.getChannel()), socket);
    }
    // Asking for an option creates the native socket, if there is none yet.
    int unused = socket.getReceiveBufferSize();
    // Not remembered: connecting through a proxy may replace it.
    return new NativeSocket(ofImpl(require(socket, "impl")), socket);
  }

  private long ofServerSocket(ServerSocket socket) throws IOException {
    int unused = socket.getReceiveBufferSize();
    return ofImpl(require(socket, "impl"));
  }

  private long ofDatagramSocket(DatagramSocket socket) throws IOException {
    Object delegate = reference(socket, "delegate");
    if (delegate instanceof DatagramSocket inner) {
      return ofDatagramSocket(inner);
    }
    Object channel = reference(socket, "dc");
    return channel != null ? ofChannel(channel) : ofImpl(require(socket, "impl"));
  }

  private long ofImpl(Object impl) throws IOException {
    Object delegate = reference(impl, "delegate");
    if (delegate != null) {
      return ofImpl(delegate);
    }
    if (!(reference(impl, "fd") instanceof FileDescriptor descriptor) || !descriptor.valid()) {
      throw new SocketException("there is no native socket yet, or not any more");
    }
    return fields.getInt(descriptor, require(descriptor, "fd", int.class));
  }

  private @Nullable Object reference(Object object, String name) {
    return field(object, name, Object.class)
        .map(field -> fields.getObject(object, field))
        .orElse(null);
  }

  private Object require(Object object, String name) throws SocketException {
    Object value = reference(object, name);
    if (value == null) {
      throw new SocketException("there is no native socket yet: " + object.getClass().getName());
    }
    return value;
  }

  private static Field require(Object object, String name, Class<?> type) {
    return field(object, name, type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no SOCKET is known for " + object.getClass().getName()));
  }

  private static boolean isOfJdk(Class<?> type) {
    return type.getModule() == Object.class.getModule();
  }

  /** A field of the JDK's own classes, the object's class first. */
  private static Optional<Field> field(Object object, String name, Class<?> type) {
    return FIELDS
        .get(object.getClass())
        .computeIfAbsent(name, any -> search(object.getClass(), name, type));
  }

  private static Optional<Field> search(Class<?> type, String name, Class<?> fieldType) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (!isOfJdk(c)) {
        continue;
      }
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name) && fieldType.isAssignableFrom(field.getType())) {
          return Optional.of(field);
        }
      }
    }
    return Optional.empty();
  }
}
