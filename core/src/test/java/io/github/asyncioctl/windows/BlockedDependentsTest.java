package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIOASYNC;
import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dependents that never come back, or throw, keep nothing else from completing. */
@OnWindows
class BlockedDependentsTest {
  private static final int BLOCKED = 5;

  private final AsyncIoctl io = AsyncIoctl.open();
  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch blocked = new CountDownLatch(BLOCKED);
  private final List<CompletableFuture<?>> blockedFutures = new ArrayList<>();
  private AsynchronousSocketChannel client;
  private AsynchronousSocketChannel peer;

  @BeforeEach
  void connect() throws Exception {
    try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open()) {
      server.bind(SocketKind.anyPort());
      Future<AsynchronousSocketChannel> accepted = server.accept();
      client = AsynchronousSocketChannel.open();
      get(client.connect((InetSocketAddress) server.getLocalAddress()));
      peer = get(accepted);
    }
  }

  @AfterEach
  void close() throws Exception {
    over.countDown();
    io.close();
    client.close();
    peer.close();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.get(Waits.BOUND.toSeconds(), TimeUnit.SECONDS);
  }

  /** Ends operations of pipes one after the other, each with a dependent that does this. */
  private void completeWith(int count, Runnable dependent) throws Exception {
    for (int i = 0; i < count; i++) {
      try (NamedPipe pipe = new NamedPipe()) {
        CompletableFuture<ByteBuffer> future = Waits.listen(io, pipe);
        blockedFutures.add(future.thenRun(dependent));
        pipe.connect();
        // Whoever waits for the future itself may be made to run its dependents.
        Waits.untilNothingPends(io);
      }
    }
  }

  @Test
  void dependentsThatBlockKeepNobodyFromCompleting() throws Exception {
    completeWith(
        BLOCKED,
        () -> {
          blocked.countDown();
          Waits.await(over);
        });
    Waits.await(blocked);
    assertEverythingElseWorks();
    assertThat(blockedFutures).noneMatch(CompletableFuture::isDone);
    over.countDown();
    for (CompletableFuture<?> future : blockedFutures) {
      Waits.get(future);
    }
  }

  @Test
  void dependentsThatThrowHarmNobody() throws Exception {
    completeWith(
        100,
        () -> {
          throw new StackOverflowError("by a dependent");
        });
    for (CompletableFuture<?> future : blockedFutures) {
      assertThat(Waits.failure(future)).hasMessage("by a dependent");
    }
    assertEverythingElseWorks();
  }

  private void assertEverythingElseWorks() throws Exception {
    // the library on the same channel, on the caller's thread and on the waiter
    assertThat(Waits.get(io.ioctlAsync(client, FIONREAD, null)).getInt()).isZero();
    assertThat(Waits.ioctlFailure(io.ioctlAsync(client, FIOASYNC, null)).error()).isEqualTo(10045);
    // the JDK's own reads and writes on it
    for (int i = 0; i < 100; i++) {
      Future<Integer> read = client.read(ByteBuffer.allocate(10));
      assertThat(get(peer.write(ByteBuffer.wrap(new byte[10])))).isEqualTo(10);
      assertThat(get(read)).isEqualTo(10);
    }
    // operations of others
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<String> other = Waits.listen(io, pipe).thenApply(answer -> "connected");
      pipe.connect();
      assertThat(Waits.get(other)).isEqualTo("connected");
    }
    Waits.untilNothingPends(io);
  }
}
