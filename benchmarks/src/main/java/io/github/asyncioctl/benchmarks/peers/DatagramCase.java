package io.github.asyncioctl.benchmarks.peers;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.datagram.Datagrams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One datagram after the other, from the call that sends it to the receiving program's code. */
final class DatagramCase {
  private static final int SIZE = 8;

  private final @Nullable AsyncIoctl io;
  private final Lines lines;

  private volatile long seen;
  private volatile @Nullable Thread waiting;

  /**
   * @param io null for the JDK's blocking receive, which does not report where a datagram was sent
   *     to
   */
  DatagramCase(@Nullable AsyncIoctl io, Lines lines) {
    this.io = io;
    this.lines = lines;
  }

  void run(String name, int count) throws IOException {
    double[] latencies = new double[count];
    try (DatagramChannel receiver = DatagramChannel.open(StandardProtocolFamily.INET);
        DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET)) {
      receiver.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      if (io != null) {
        receive(Datagrams.on(io, receiver).maxSize(64));
      } else {
        startBlocking(receiver);
      }
      waiting = Thread.currentThread();
      ByteBuffer data = ByteBuffer.allocateDirect(SIZE);
      for (int i = -count; i < count; i++) {
        seen = 0;
        long from = System.nanoTime();
        sender.send(data.clear(), receiver.getLocalAddress());
        while (seen == 0) {
          LockSupport.park(this);
        }
        if (i >= 0) {
          latencies[i] = (seen - from) / 1e3;
        }
      }
    }
    lines.percentiles(name, latencies);
  }

  private void receive(Datagrams datagrams) {
    var unused =
        datagrams
            .receiveAsync()
            .thenAccept(
                datagram -> {
                  saw();
                  receive(datagrams);
                });
  }

  private void startBlocking(DatagramChannel receiver) {
    Thread thread =
        new Thread(
            () -> {
              ByteBuffer data = ByteBuffer.allocateDirect(64);
              try {
                while (receiver.receive(data.clear()) != null) {
                  saw();
                }
              } catch (ClosedChannelException e) {
                return; // the end of the case
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "receiver");
    thread.setDaemon(true);
    thread.start();
  }

  private void saw() {
    seen = System.nanoTime();
    LockSupport.unpark(waiting);
  }
}
