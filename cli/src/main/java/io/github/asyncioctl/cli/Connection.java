package io.github.asyncioctl.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/** A TCP connection that a command opens for itself. */
final class Connection implements AutoCloseable {
  /** Could not connect to any address of the host. */
  static final class FailedException extends IOException {
    private static final long serialVersionUID = 1L;

    FailedException(String message, IOException cause) {
      super(message, cause);
    }

    /** What the user can check. */
    String hint() {
      if (getCause() instanceof SocketTimeoutException) {
        return "a firewall may drop the packets; --connect-timeout=TIME waits longer";
      } else if (getCause() instanceof ConnectException) {
        return "check that a server listens on this port, and that no firewall refuses";
      }
      return "check the address and the network; 'asyncioctl list addresses' shows this machine's";
    }
  }

  private final SocketChannel channel;

  private Connection(SocketChannel channel) {
    this.channel = channel;
  }

  /** Tries the addresses of the host, one after the other. */
  static Connection open(Endpoint endpoint, FamilyOptions families, Duration timeout)
      throws IOException {
    List<InetAddress> addresses = families.resolve(endpoint.host());
    IOException failure = new IOException();
    for (InetAddress address : addresses) {
      try {
        return open(new InetSocketAddress(address, endpoint.port()), timeout);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new FailedException(
        "cannot connect to " + endpoint + ": " + reason(failure, timeout), failure);
  }

  private static String reason(IOException failure, Duration timeout) {
    return failure instanceof SocketTimeoutException
        ? "no answer within " + Durations.format(timeout)
        : Failures.describe(failure);
  }

  private static Connection open(InetSocketAddress address, Duration timeout) throws IOException {
    SocketChannel channel = SocketChannel.open(FamilyOptions.familyOf(address.getAddress()));
    try {
      channel.socket().connect(address, millis(timeout));
      return new Connection(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** At least 1, because Java takes 0 for no timeout. */
  static int millis(Duration timeout) {
    return (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
  }

  SocketChannel channel() {
    return channel;
  }

  String local() throws IOException {
    return name((InetSocketAddress) channel.getLocalAddress());
  }

  String remote() throws IOException {
    return name((InetSocketAddress) channel.getRemoteAddress());
  }

  private static String name(InetSocketAddress address) {
    return new Endpoint(address.getAddress().getHostAddress(), address.getPort()).toString();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
