package io.github.asyncioctl.load;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.datagram.Datagrams;
import io.github.asyncioctl.datagram.ReceiveResult;
import io.github.asyncioctl.datagram.ReceivedDatagram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Datagrams over loopback to subscribers that come and go, on channels that come and go: each is
 * received once. No datagram is on its way when a channel is closed: under Wine 8 a receive whose
 * channel is closed while datagrams arrive was seen not to end.
 */
final class DatagramTraffic {
  private static final int BATCH = 50;
  private static final int SIZE = 64;
  private static final int LONGEST_MILLIS = 50;

  private final AsyncIoctl io;
  private final Endings endings;
  private final Random random;
  private final AtomicReference<Throwable> strange = new AtomicReference<>();
  private long received;

  /**
   * @param io for it alone
   */
  DatagramTraffic(AsyncIoctl io, Endings endings, long seed) {
    this.io = io;
    this.endings = endings;
    this.random = new Random(seed);
  }

  /** How many datagrams came. */
  long received() {
    return received;
  }

  void flowUntil(long end, Pace pace) throws IOException {
    try (DatagramChannel client = DatagramChannel.open()) {
      while (System.nanoTime() - end < 0) {
        pace.awaitUntil(end);
        try (DatagramChannel server = DatagramChannel.open().bind(new InetSocketAddress(0))) {
          flow(client, server);
        }
        Load.until("no receive is left of a closed channel", () -> io.stats().pending() == 0);
        if (strange.get() != null) {
          throw new AssertionError("what no subscriber may get", strange.get());
        }
      }
    }
  }

  private void flow(DatagramChannel client, DatagramChannel server) throws IOException {
    SocketAddress to =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
    Datagrams datagrams = Datagrams.on(io, server).maxSize(SIZE);
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    Reader staying = new Reader(seen);
    Reader leaving = new Reader(seen);
    datagrams.publisher().subscribe(staying);
    datagrams.depth(1 + random.nextInt(8)).publisher().subscribe(leaving);
    int batch = 1 + random.nextInt(BATCH);
    for (int i = 0; i < batch; i++) {
      client.send(ByteBuffer.allocate(Integer.BYTES).putInt(0, i), to);
    }
    Load.until("every datagram has come", () -> seen.size() == batch);
    received += batch;
    if (random.nextBoolean()) {
      leaving.subscription.cancel();
    }
    if (random.nextBoolean()) {
      staying.subscription.cancel();
      leaving.subscription.cancel();
      endWithout(datagrams.receiveAsync());
    }
  }

  private void endWithout(CompletableFuture<ReceivedDatagram> receive) {
    endings.expect(receive);
    if (random.nextBoolean()) {
      receive.cancel(true);
    } else {
      receive.orTimeout(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
    }
  }

  /** Takes note of what it gets, and fails if somebody has got it before. */
  private final class Reader implements Flow.Subscriber<ReceiveResult> {
    private final Set<Integer> seen;
    volatile Flow.Subscription subscription;

    Reader(Set<Integer> seen) {
      this.seen = seen;
    }

    @Override
    public void onSubscribe(Flow.Subscription mine) {
      subscription = mine;
      mine.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ReceiveResult result) {
      if (!(result instanceof ReceivedDatagram datagram) || !seen.add(datagram.data().getInt(0))) {
        strange.set(new AssertionError("an error, or a datagram twice: " + result));
      }
    }

    @Override
    public void onError(Throwable failure) {
      strange.set(failure);
    }

    @Override
    public void onComplete() {
      // its channel was closed
    }
  }
}
