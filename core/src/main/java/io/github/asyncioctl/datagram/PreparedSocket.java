package io.github.asyncioctl.datagram;

import static io.github.asyncioctl.codes.ExtensionFunction.WSA_RECV_MSG;
import static io.github.asyncioctl.codes.Ioctls.SIO_GET_EXTENSION_FUNCTION_POINTER;
import static io.github.asyncioctl.datagram.ControlMessages.IPPROTO_IP;
import static io.github.asyncioctl.datagram.ControlMessages.IPPROTO_IPV6;
import static io.github.asyncioctl.internal.kernel.DatagramPort.AF_INET;
import static io.github.asyncioctl.internal.kernel.DatagramPort.AF_INET6;
import static io.github.asyncioctl.internal.kernel.DatagramPort.SOCK_DGRAM;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.internal.kernel.DatagramPort;
import io.github.asyncioctl.internal.kernel.DatagramPort.Kind;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket whose options make the system report more about each datagram.
 *
 * @param handle the socket
 * @param function the address of WSARecvMsg in its provider
 * @param missing the options that the system does not support
 */
record PreparedSocket(SocketHandle handle, long function, Set<String> missing) {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedSocket.class);
  private static final int IPV6_V6ONLY = 27;

  /** WSAEINVAL, WSAENOPROTOOPT, WSAEOPNOTSUPP: there is no such option, or not at this level. */
  private static final Set<Integer> NO_SUCH_OPTION = Set.of(10022, 10042, 10045);

  /** The options that the log has named already: once is enough. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  /**
   * Prepares a socket.
   *
   * @throws IOException if the system refuses
   * @throws IllegalArgumentException if it is not a datagram socket
   * @throws IllegalStateException if the engine is closed
   */
  static PreparedSocket of(AsyncIoctl io, SocketHandle handle, DatagramPort port)
      throws IOException {
    long function = function(io, handle);
    long socket = handle.value();
    Kind kind = port.kind(socket);
    if (kind.type() != SOCK_DGRAM || (kind.family() != AF_INET && kind.family() != AF_INET6)) {
      throw new IllegalArgumentException(
          handle + " is not a datagram socket of IPv4 or IPv6: " + kind);
    }
    Set<String> missing = new TreeSet<>();
    for (Option each : Option.values()) {
      if (isFor(each, kind, socket, port) && !turnOn(each, socket, port)) {
        missing.add(each.name());
      }
    }
    tell(missing);
    return new PreparedSocket(handle, function, Collections.unmodifiableSet(missing));
  }

  /** It completes at once, so no thread waits here. */
  private static long function(AsyncIoctl io, SocketHandle handle) throws IOException {
    try {
      return io.ioctlAsync(handle, SIO_GET_EXTENSION_FUNCTION_POINTER, WSA_RECV_MSG).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  /** An IPv6 socket that also receives IPv4 has the options of both. */
  private static boolean isFor(Option option, Kind kind, long socket, DatagramPort port)
      throws KernelException {
    return option.level() == IPPROTO_IP
        ? kind.family() == AF_INET || port.option(socket, IPPROTO_IPV6, IPV6_V6ONLY) == 0
        : kind.family() == AF_INET6;
  }

  private static boolean turnOn(Option option, long socket, DatagramPort port)
      throws KernelException {
    int error = port.setOption(socket, option.level(), option.value(), 1);
    if (error != Kernel.SUCCESS && !NO_SUCH_OPTION.contains(error)) {
      throw new KernelException("setsockopt of " + option, error);
    }
    return error == Kernel.SUCCESS;
  }

  private static void tell(Set<String> missing) {
    for (String each : missing) {
      if (TOLD.add(each)) {
        LOG.warn(
            "This system does not support {}: received datagrams lack the value that it"
                + " provides",
            each);
      }
    }
  }
}
