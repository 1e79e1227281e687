package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.SIO_GET_EXTENSION_FUNCTION_POINTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every kind of input buffer. The operation takes the GUID of a function, and fails if one of its
 * bytes is wrong.
 */
@OnWindows
class InputBuffersTest {
  /** WSAID_CONNECTEX of mswsock.h, as it lies in memory. */
  private static final byte[] CONNECT_EX = {
    (byte) 0xB9,
    0x07,
    (byte) 0xA2,
    0x25,
    (byte) 0xF3,
    (byte) 0xDD,
    0x60,
    0x46,
    (byte) 0x8E,
    (byte) 0xE9,
    0x76,
    (byte) 0xE5,
    (byte) 0x8C,
    0x74,
    0x06,
    0x3E
  };

  /** On the caller's thread. */
  private static final int SMALL = 8;

  /** Too large for the caller's thread, so that the waiter issues the operation. */
  private static final int LARGE = 1 << 14;

  private final RawSocket socket = RawSocket.tcp();

  @AfterEach
  void closeSocket() {
    socket.close();
  }

  static Stream<Arguments> buffers() {
    return Stream.of(SMALL, LARGE)
        .flatMap(
            capacity ->
                Stream.of(
                    Arguments.of("heap", ByteBuffer.wrap(CONNECT_EX.clone()), capacity),
                    Arguments.of("direct", fill(ByteBuffer.allocateDirect(16)).flip(), capacity),
                    Arguments.of("read-only", buffer().asReadOnlyBuffer(), capacity),
                    Arguments.of("slice", padded().slice(7, 16), capacity),
                    Arguments.of(
                        "little-endian", buffer().order(ByteOrder.LITTLE_ENDIAN), capacity),
                    Arguments.of("position and limit", padded(), capacity),
                    Arguments.of(
                        "read-only slice", padded().slice(7, 16).asReadOnlyBuffer(), capacity),
                    Arguments.of("direct with a position", direct(), capacity)));
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.wrap(CONNECT_EX.clone());
  }

  private static ByteBuffer fill(ByteBuffer target) {
    return target.put(CONNECT_EX);
  }

  /** The GUID from position 7 on, with other bytes around it. */
  private static ByteBuffer padded() {
    return fill(ByteBuffer.allocate(40).putInt(-1).put(new byte[] {1, 2, 3})).position(7).limit(23);
  }

  private static ByteBuffer direct() {
    return fill(ByteBuffer.allocateDirect(30).position(3)).position(3).limit(19);
  }

  private CompletableFuture<ByteBuffer> ask(AsyncIoctl io, ByteBuffer input, int capacity) {
    return io.ioctlAsync(
        SocketHandle.ofRaw(socket.handle()), SIO_GET_EXTENSION_FUNCTION_POINTER, input, capacity);
  }

  @ParameterizedTest(name = "{0}, output of {2}")
  @MethodSource("buffers")
  void remainingBytesArriveAndTheBufferStaysAsItIs(String kind, ByteBuffer input, int capacity)
      throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open()) {
      ByteBuffer before = input.duplicate().order(input.order());
      ByteBuffer answer = Waits.get(ask(io, input, capacity));
      assertThat(answer.limit()).as(kind).isEqualTo(Long.BYTES);
      assertThat(answer.getLong()).isNotZero();
      assertThat(input.position()).isEqualTo(before.position());
      assertThat(input.limit()).isEqualTo(before.limit());
      assertThat(input.order()).isEqualTo(before.order());
      assertThat(io.stats().completedAtOnce()).isEqualTo(capacity == SMALL ? 1 : 0);
    }
  }

  /** Wine reads the GUID at address 0 then: an access violation, which must end nothing else. */
  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void missingInputFailsThatOperationAlone(int capacity) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<ByteBuffer> other = Waits.listen(io, pipe);
      for (int i = 0; i < 20; i++) {
        ByteBuffer empty = i % 2 == 0 ? null : ByteBuffer.allocate(0);
        assertThat(Waits.ioctlFailure(ask(io, empty, capacity)).error()).isIn(10014, 10022);
      }
      assertThat(other).isNotDone();
      assertThat(Waits.get(ask(io, buffer(), capacity)).getLong()).isNotZero();
      pipe.connect();
      Waits.get(other);
      Waits.untilNothingPends(io);
    }
  }

  @Test
  void inputMayBeOverwrittenBeforeTheOperationIsIssued() throws Exception {
    CountDownLatch waiterIsBusy = new CountDownLatch(1);
    CountDownLatch overwritten = new CountDownLatch(1);
    try (AsyncIoctl io = AsyncIoctl.builder().executor(Runnable::run).open();
        NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<?> blocker =
          Waits.listen(io, pipe)
              .thenAccept(
                  nothing -> {
                    waiterIsBusy.countDown();
                    Waits.await(overwritten);
                  });
      pipe.connect();
      Waits.await(waiterIsBusy);
      ByteBuffer heap = buffer();
      ByteBuffer direct = direct();
      CompletableFuture<ByteBuffer> first = ask(io, heap, LARGE);
      CompletableFuture<ByteBuffer> second = ask(io, direct, LARGE);
      heap.clear().putLong(0).putLong(0);
      direct.clear().putLong(0).putLong(0).putLong(0);
      overwritten.countDown();
      assertThat(Waits.get(first).getLong()).isNotZero();
      assertThat(Waits.get(second).getLong()).isNotZero();
      Waits.get(blocker);
    }
  }
}
