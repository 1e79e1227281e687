package io.github.asyncioctl.datagram;

import io.github.asyncioctl.AsyncIoctl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/** A channel of the JDK, on this machine. */
final class Win32Rig implements Rig {
  private final AsyncIoctl io = AsyncIoctl.open();
  private final DatagramChannel channel;
  private final DatagramChannel sender;
  private final SocketAddress to;

  Win32Rig(boolean blocking) throws IOException {
    channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.bind(new InetSocketAddress(0)).configureBlocking(blocking);
    sender = DatagramChannel.open(StandardProtocolFamily.INET);
    to =
        new InetSocketAddress(
            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), channel.socket().getLocalPort());
  }

  @Override
  public AsyncIoctl io() {
    return io;
  }

  @Override
  public Object socket() {
    return channel;
  }

  @Override
  public Datagrams datagrams() {
    return Datagrams.on(io, channel);
  }

  /** Loopback takes no time. */
  @Override
  public void send(byte... data) {
    try {
      sender.send(ByteBuffer.wrap(data), to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void closeSocket() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> violations() {
    return List.of();
  }

  @Override
  public void close() {
    closeSocket();
    try {
      sender.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    io.close();
  }
}
