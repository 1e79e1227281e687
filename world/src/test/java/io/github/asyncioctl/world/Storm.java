package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import io.github.asyncioctl.datagram.Datagrams;
import io.github.asyncioctl.datagram.ReceivedDatagram;
import io.github.asyncioctl.overlapped.TaggedEvent;
import io.github.asyncioctl.windows.NamedPipe;
import io.github.asyncioctl.windows.RawWin32;
import io.github.asyncioctl.windows.Waits;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thousands of operations on a socket that a library is using: those that complete at once, and
 * address changes that pend until they are cancelled. Beside it listens on pipes, waits for events
 * and datagrams, which all complete.
 */
final class Storm implements AutoCloseable {
  /** So many operations are made at least. */
  static final int ENOUGH = 2_000;

  private static final int AT_ONCE = 40;
  private static final int PENDING = 8;
  private static final int DATAGRAM = 100;
  private static final KeepAlive PROBING =
      new KeepAlive(true, Duration.ofSeconds(60), Duration.ofSeconds(1));

  /** What the library does meanwhile. */
  @FunctionalInterface
  interface Traffic {
    /** Transfers something, and fails if it arrives otherwise than it was sent. */
    void once() throws Exception;
  }

  private final AsyncIoctl io;
  private final Object socket;
  private final Deque<CompletableFuture<?>> changes = new ArrayDeque<>(); // of the storm's thread
  private final AtomicInteger operations = new AtomicInteger();
  private final CompletableFuture<Void> end;
  private volatile boolean stopping;

  /** Begins at once, on a thread of its own. */
  Storm(AsyncIoctl io, Object socket) {
    this.io = io;
    this.socket = socket;
    end = CompletableFuture.runAsync(this::run, task -> new Thread(task, "storm").start());
  }

  /** Repeats the traffic for as long as the storm needs. */
  static void beside(AsyncIoctl io, Object socket, Traffic traffic) throws Exception {
    try (Storm storm = new Storm(io, socket)) {
      long begin = System.nanoTime();
      do {
        traffic.once();
        assertThat(System.nanoTime() - begin).isLessThan(Waits.BOUND.toNanos());
      } while (!storm.isOver() && storm.operations.get() < ENOUGH);
    }
  }

  private boolean isOver() {
    return end.isDone();
  }

  /** Waits until enough operations were made. */
  void awaitEnough() {
    Waits.until("the storm is large enough", () -> end.isDone() || operations.get() >= ENOUGH);
  }

  /** Each operation was answered as it should be, and there were enough of them. */
  @Override
  public void close() {
    if (!end.isDone()) {
      awaitEnough();
    }
    stopping = true;
    end.orTimeout(Waits.BOUND.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(operations.get()).isGreaterThanOrEqualTo(ENOUGH);
  }

  private void run() {
    try (DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET);
        TaggedEvent event = TaggedEvent.create()) {
      Datagrams datagrams = Datagrams.on(io, udp).maxSize(DATAGRAM);
      udp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      while (!stopping) {
        round();
        listen();
        receive(datagrams, udp);
        await(event);
      }
    } catch (Exception e) {
      throw new AssertionError("after " + operations + " operations", e);
    } finally {
      changes.forEach(change -> change.cancel(true));
    }
  }

  private void round() throws Exception {
    for (int i = 0; i < AT_ONCE; i++) {
      assertThat(Waits.get(io.ioctlAsync(socket, Ioctls.FIONREAD))).isNotNegative();
    }
    if (!(socket instanceof DatagramSocket || socket instanceof DatagramChannel)) {
      Waits.get(io.ioctlAsync(socket, Ioctls.SIO_KEEPALIVE_VALS, PROBING));
    }
    changes.add(io.ioctlAsync(socket, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null));
    if (changes.size() > PENDING) {
      CompletableFuture<?> oldest = changes.remove();
      assertThat(oldest).isNotDone();
      oldest.cancel(true);
    }
    operations.addAndGet(AT_ONCE + 5);
  }

  /** A client of the pipe completes what pends on it. */
  private void listen() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<?> listening = Waits.listen(io, pipe);
      pipe.connect();
      Waits.get(listening);
    }
  }

  /** The JDK sends it, and the engine receives it. */
  private static void receive(Datagrams datagrams, DatagramChannel udp) throws Exception {
    ByteBuffer sent = ByteBuffer.wrap(Payload.bytes(DATAGRAM));
    CompletableFuture<ReceivedDatagram> received = datagrams.receiveAsync();
    udp.send(sent.duplicate(), udp.getLocalAddress());
    assertThat(Waits.get(received).data()).isEqualTo(sent);
  }

  /** A signal that comes while the system waits for it. */
  private void await(TaggedEvent event) throws Exception {
    CompletableFuture<Void> signalled = io.waitAsync(event.handle());
    RawWin32.SetEvent(event.handle());
    Waits.get(signalled);
    event.reset();
  }
}
