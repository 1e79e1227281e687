package io.github.asyncioctl.internal.socket;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Looks whether a socket of a class that is not the JDK's uses the native socket that it has from
 * the JDK's class that it extends. A class that only adds to the JDK's does. One that passes on to
 * another socket or to a pipe does not: either it has no native socket of its own in use, or its
 * own statements differ from those of its implementation.
 *
 * <p>Its methods are asked, so this runs on the caller's thread.
 */
final class ForeignSocket {
  private static final String NOT_IN_USE =
      "its own native socket is not in use: bind or connect it first, or, if it delegates to"
          + " another socket, pass that one";
  private static final String ANOTHER =
      "its addresses and ports differ from those of its own native socket, so it delegates to"
          + " another socket: pass that one";

  private ForeignSocket() {}

  static void check(Socket socket, PlatformImpl impl) throws IOException {
    refuseClosing(impl);
    check(
        socket,
        impl.isCreated() && impl.localPort() > 0,
        socket::isClosed,
        () ->
            socket.isBound()
                && socket.getLocalPort() == impl.localPort()
                && (!socket.isConnected()
                    || (socket.getPort() == impl.port()
                        && Objects.equals(socket.getInetAddress(), impl.address()))));
  }

  static void check(ServerSocket socket, PlatformImpl impl) throws IOException {
    refuseClosing(impl);
    check(
        socket,
        impl.isCreated() && impl.localPort() > 0,
        socket::isClosed,
        () ->
            socket.isBound()
                && socket.getLocalPort() == impl.localPort()
                && Objects.equals(socket.getInetAddress(), impl.address()));
  }

  /** Before anything is asked of a socket that could wait for a close that lingers. */
  private static void refuseClosing(PlatformImpl impl) throws SocketException {
    if (impl.isClosing()) {
      throw new SocketException(PlatformImpl.CLOSED);
    }
  }

  /**
   * @param own the JDK's socket that the class extends
   */
  static void check(DatagramSocket socket, DatagramSocket own) throws IOException {
    check(
        socket,
        own.isBound(),
        socket::isClosed,
        () ->
            socket.isBound()
                && socket.getLocalPort() == own.getLocalPort()
                && Objects.equals(socket.getLocalAddress(), own.getLocalAddress())
                && (!socket.isConnected()
                    || (socket.getPort() == own.getPort()
                        && Objects.equals(socket.getInetAddress(), own.getInetAddress()))));
  }

  private static void check(
      Object socket, boolean inUse, BooleanSupplier closed, BooleanSupplier agrees)
      throws IOException {
    // Asked only if there is a native socket: some of the JDK's methods create one.
    boolean agreed = inUse && ask(socket, agrees);
    if (ask(socket, closed)) {
      throw new SocketException(PlatformImpl.CLOSED);
    }
    if (!agreed) {
      throw Unknown.of(socket, inUse ? ANOTHER : NOT_IN_USE);
    }
  }

  /** Not every language checks exceptions, and not every library fits the one that it extends. */
  private static boolean ask(Object socket, BooleanSupplier question) {
    try {
      return question.getAsBoolean();
    } catch (Exception | LinkageError e) {
      throw Unknown.of(socket, "its methods fail", e);
    }
  }
}
