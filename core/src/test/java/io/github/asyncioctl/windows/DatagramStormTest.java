package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.datagram.Datagrams;
import io.github.asyncioctl.datagram.ReceiveResult;
import io.github.asyncioctl.datagram.ReceivedDatagram;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many receivers come and go while datagrams arrive. */
@OnWindows
@Timeout(180)
class DatagramStormTest {
  private static final int ROUNDS = 30;
  private static final int BATCH = 50;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private AsyncIoctl io;

  @BeforeEach
  void open() {
    io = AsyncIoctl.open();
  }

  @AfterEach
  void close() {
    io.close();
    assertThat(io.stats().retained()).isZero();
  }

  /** Counts, and requests as it likes. */
  private static final class Counter implements Flow.Subscriber<ReceiveResult> {
    final AtomicInteger count = new AtomicInteger();
    final ConcurrentHashMap<Integer, Integer> seen;
    final CompletableFuture<Void> end = new CompletableFuture<>();
    private final int atATime;
    volatile Flow.Subscription subscription;

    Counter(ConcurrentHashMap<Integer, Integer> seen, int atATime) {
      this.seen = seen;
      this.atATime = atATime;
    }

    @Override
    public void onSubscribe(Flow.Subscription mine) {
      subscription = mine;
      mine.request(atATime);
    }

    @Override
    public void onNext(ReceiveResult result) {
      seen.merge(((ReceivedDatagram) result).data().getInt(0), 1, Integer::sum);
      if (count.incrementAndGet() % atATime == 0) {
        subscription.request(atATime);
      }
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }
  }

  /** Those who stay get all; what those who leave have taken, nobody else gets. */
  @Test
  void receiversComeAndGo() throws Exception {
    try (DatagramChannel server = DatagramChannel.open().bind(new InetSocketAddress(0));
        DatagramChannel client = DatagramChannel.open()) {
      SocketAddress to =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
      Datagrams datagrams = Datagrams.on(io, server).maxSize(64);
      ConcurrentHashMap<Integer, Integer> seen = new ConcurrentHashMap<>();
      Counter staying = new Counter(seen, Integer.MAX_VALUE);
      datagrams.publisher().subscribe(staying);
      int sent = 0;
      for (int round = 0; round < ROUNDS; round++) {
        List<Counter> passing = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          Counter one = new Counter(seen, 1 + random.nextInt(5));
          datagrams.depth(1 + random.nextInt(6)).publisher().subscribe(one);
          passing.add(one);
        }
        int batch = random.nextInt(BATCH);
        for (int i = 0; i < batch; i++) {
          client.send(ByteBuffer.allocate(4).putInt(0, sent++), to);
        }
        int all = sent;
        Waits.until("all of round " + round + ", seed " + seed, () -> seen.size() == all);
        passing.forEach(each -> each.subscription.cancel());
        // What arrives while a receive is being cancelled may be lost; afterwards nothing may.
        Waits.until("only one receives", () -> io.stats().pending() == 4);
      }
      assertThat(seen).hasSize(sent).allSatisfy((number, times) -> assertThat(times).isOne());
      staying.subscription.cancel();
      Waits.untilNothingPends(io);
      assertThat(staying.end).isNotDone();
    }
  }

  /**
   * Channels are closed under their receivers, some of which have just cancelled: everything ends.
   * No datagram is on its way then: under Wine 8 a receive whose socket is closed while datagrams
   * arrive was seen not to end.
   */
  @Test
  void channelsAreClosedUnderTheirReceivers() throws Exception {
    try (DatagramChannel client = DatagramChannel.open()) {
      for (int round = 0; round < ROUNDS; round++) {
        DatagramChannel server = DatagramChannel.open().bind(new InetSocketAddress(0));
        SocketAddress to =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
        Datagrams datagrams = Datagrams.on(io, server).maxSize(64);
        ConcurrentHashMap<Integer, Integer> seen = new ConcurrentHashMap<>();
        Counter one = new Counter(seen, 16);
        Counter other = new Counter(seen, 1);
        datagrams.publisher().subscribe(one);
        datagrams.publisher().subscribe(other);
        int batch = random.nextInt(BATCH);
        for (int i = 0; i < batch; i++) {
          client.send(ByteBuffer.allocate(4).putInt(0, i), to);
        }
        Waits.until("all of round " + round + ", seed " + seed, () -> seen.size() == batch);
        CompletableFuture<ReceivedDatagram> receive = datagrams.receiveAsync();
        if (random.nextBoolean()) {
          other.subscription.cancel();
        }
        receive.cancel(false);
        server.close();
        Waits.get(one.end);
      }
      Waits.untilNothingPends(io);
    }
  }
}
