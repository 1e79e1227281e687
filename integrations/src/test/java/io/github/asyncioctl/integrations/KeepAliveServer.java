package io.github.asyncioctl.integrations;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.time.Duration;

// snippet: asynchronousServer
/** An echo server that has Windows probe its idle connections. */
final class KeepAliveServer implements AutoCloseable {
  private static final KeepAlive PROBING =
      new KeepAlive(true, Duration.ofSeconds(60), Duration.ofSeconds(1));

  private final AsyncIoctl io;
  private final AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open();

  KeepAliveServer(AsyncIoctl io, SocketAddress address) throws IOException {
    this.io = io;
    server.bind(address);
    server.accept(null, new Accepting());
  }

  SocketAddress address() throws IOException {
    return server.getLocalAddress();
  }

  private final class Accepting implements CompletionHandler<AsynchronousSocketChannel, Void> {
    @Override
    public void completed(AsynchronousSocketChannel channel, Void none) {
      server.accept(null, this);
      io.ioctlAsync(channel, Ioctls.SIO_KEEPALIVE_VALS, PROBING)
          .thenRun(() -> new Echo(channel).read())
          .exceptionally(failure -> closeQuietly(channel));
    }

    @Override
    public void failed(Throwable closed, Void none) {}
  }

  /** Uses one buffer for both directions: reads, writes what it has read, reads again. */
  private record Echo(AsynchronousSocketChannel channel, ByteBuffer buffer)
      implements CompletionHandler<Integer, Boolean> {
    Echo(AsynchronousSocketChannel channel) {
      this(channel, ByteBuffer.allocate(4096));
    }

    void read() {
      channel.read(buffer.clear(), true, this);
    }

    @Override
    public void completed(Integer bytes, Boolean wasRead) {
      if (bytes < 0) {
        closeQuietly(channel);
      } else if (wasRead) {
        channel.write(buffer.flip(), false, this);
      } else if (buffer.hasRemaining()) {
        channel.write(buffer, false, this);
      } else {
        read();
      }
    }

    @Override
    public void failed(Throwable failure, Boolean wasRead) {
      closeQuietly(channel);
    }
  }

  private static Void closeQuietly(AsynchronousSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The connection is gone, so there is nothing left to do.
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
// end
