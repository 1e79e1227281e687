package io.github.asyncioctl.docs;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_QUERY;
import static io.github.asyncioctl.ControlCodes.SIO_KEEPALIVE_VALS;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.SocketHandle;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The snippets of README and docs, word for word; {@link SnippetsAreCurrentTest} compares them. */
public final class Snippets {
  private Snippets() {}

  public static void first(SocketAddress server) throws Exception {
    // snippet: first
    try (AsyncIoctl io = AsyncIoctl.open();
        AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
        DatagramChannel ipv4 = DatagramChannel.open(StandardProtocolFamily.INET)) {
      channel.connect(server).get();
      int waiting = io.ioctlAsync(channel, FIONREAD, null).join().getInt();
      System.out.println(waiting + " bytes to read");

      io.ioctlAsync(ipv4, SIO_ADDRESS_LIST_CHANGE, null) // pends until an IPv4 address changes
          .thenCompose(changed -> io.ioctlAsync(ipv4, SIO_ADDRESS_LIST_QUERY, null))
          .thenAccept(list -> System.out.println("changed: " + list.getInt() + " addresses now"))
          .join();
    }
    // end
  }

  public static CompletableFuture<ByteBuffer> handles(
      AsyncIoctl io, AsynchronousSocketChannel channel, long socketFromNativeCode) {
    // snippet: handles
    SocketHandle mine = SocketHandle.of(channel); // its value() is the SOCKET
    SocketHandle foreign = SocketHandle.ofRaw(socketFromNativeCode);
    CompletableFuture<ByteBuffer> answer = io.ioctlAsync(foreign, FIONREAD, null, 4);
    // end
    return mine.value() == foreign.value() ? answer : null;
  }

  public static void buffers(AsyncIoctl io, AsynchronousSocketChannel channel) {
    // snippet: buffers
    ByteBuffer keepAlive = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    // struct tcp_keepalive: on, first probe after 60 s without traffic, then one each second
    keepAlive.putInt(1).putInt(60_000).putInt(1_000).flip();
    io.ioctlAsync(channel, SIO_KEEPALIVE_VALS, keepAlive, 0).join();
    // end
  }

  public static CompletableFuture<ByteBuffer> cancel(
      AsyncIoctl io, AsynchronousSocketChannel channel) {
    // snippet: cancel
    CompletableFuture<ByteBuffer> change = io.ioctlAsync(channel, SIO_ADDRESS_LIST_CHANGE, null);
    change.cancel(true);

    io.ioctlAsync(channel, SIO_ADDRESS_LIST_CHANGE, null)
        .orTimeout(50, TimeUnit.MILLISECONDS)
        .exceptionally(timeout -> null)
        .join();
    // end
    return change;
  }

  public static void errors(AsyncIoctl io, AsynchronousSocketChannel channel) {
    // snippet: errors
    io.ioctlAsync(channel, 0x48001234, null)
        .exceptionally(
            failure -> {
              IoctlException e = (IoctlException) failure;
              System.out.println(e.error() + ": " + e.getMessage());
              return null;
            })
        .join();
    // end
  }

  public static AsyncIoctl executor(Executor executor) {
    // snippet: executor
    AsyncIoctl io = AsyncIoctl.builder().executor(executor).open();
    // end
    return io;
  }
}
