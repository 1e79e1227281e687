package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.windows.NamedPipe;
import io.github.asyncioctl.windows.Waits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A virtual thread that waits for an operation costs no thread of the system. */
@Tag("java21")
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with Java 21")
class VirtualThreadsTest extends IntegrationTest {
  private static final String PINNED = "jdk.VirtualThreadPinned";

  private ExecutorService virtualThreads;

  @BeforeEach
  void makeExecutor() {
    virtualThreads = VirtualThreads.newVirtualThreadPerTaskExecutor();
  }

  @AfterEach
  void closeExecutor() throws Exception {
    virtualThreads.shutdown();
    assertThat(virtualThreads.awaitTermination(Waits.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static Future<String> wait(
      AsyncIoctl io, NetworkChannel channel, ExecutorService virtualThreads) {
    // snippet: virtualThreads
    Future<String> next =
        virtualThreads.submit(
            () -> {
              CompletableFuture<Void> change =
                  io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE);
              try {
                change.get(); // parks; the carrier runs other virtual threads
                return "addresses " + io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_QUERY).get();
              } finally {
                change.cancel(true); // does nothing unless the thread was interrupted
              }
            });
    // end
    return next;
  }

  /** The JDK makes up to 256 carriers, or as many as there are processors. */
  private static int moreThanCarriers() {
    return Math.max(256, Runtime.getRuntime().availableProcessors()) + 50;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void moreWaitThanThereCanBeCarriers(boolean plainly) throws Exception {
    int waiting = moreThanCarriers();
    List<NamedPipe> pipes = new ArrayList<>();
    CountDownLatch issued = new CountDownLatch(waiting);
    List<Future<ByteBuffer>> waits = new ArrayList<>();
    try {
      for (int i = 0; i < waiting; i++) {
        NamedPipe pipe = new NamedPipe();
        pipes.add(pipe);
        waits.add(virtualThreads.submit(() -> listen(pipe, issued, plainly)));
      }
      Waits.await(issued);
      Waits.until("all pend", () -> io.stats().pending() == waiting);
      Waits.untilIssued(io);
      assertThat(io.stats().pending()).isEqualTo(waiting);

      // Had they pinned their carriers, there would be none for this one.
      Future<?> opener = virtualThreads.submit(() -> open(pipes));
      opener.get(Waits.BOUND.toSeconds(), TimeUnit.SECONDS);
      for (Future<ByteBuffer> each : waits) {
        assertThat(each.get(Waits.BOUND.toSeconds(), TimeUnit.SECONDS).remaining()).isZero();
      }
    } finally {
      pipes.forEach(NamedPipe::close);
    }
  }

  private ByteBuffer listen(NamedPipe pipe, CountDownLatch issued, boolean plainly)
      throws IOException {
    if (plainly) {
      issued.countDown();
      return io.deviceIoctl(pipe.handle(), NamedPipe.FSCTL_PIPE_LISTEN, null, 0);
    }
    CompletableFuture<ByteBuffer> future =
        io.deviceIoctlAsync(pipe.handle(), NamedPipe.FSCTL_PIPE_LISTEN, null, 0);
    issued.countDown();
    return future.join();
  }

  private static Void open(List<NamedPipe> pipes) throws Exception {
    for (NamedPipe each : pipes) {
      each.connect();
    }
    return null;
  }

  @Test
  void anInterruptCancelsTheOperation() throws Exception {
    Future<String> next = wait(io, channel, virtualThreads);
    Waits.until("the operation pends", () -> io.stats().pending() == 1);
    next.cancel(true);
    Waits.untilNothingPends(io);
  }

  /** Java 21 and 25 both pin a thread that parks in a class initialiser. */
  private static final class Pinning {
    static {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }

    private Pinning() {}

    static void touch() {}
  }

  @Test
  void waitingPinsNoCarrier() throws Exception {
    Queue<String> pinned = new ConcurrentLinkedQueue<>();
    CountDownLatch sawThePinningOne = new CountDownLatch(1);
    try (RecordingStream events = new RecordingStream();
        NamedPipe pipe = new NamedPipe();
        NamedPipe other = new NamedPipe()) {
      events.enable(PINNED).withoutThreshold().withStackTrace();
      events.onEvent(
          PINNED,
          event -> {
            String stack = stack(event);
            if (stack.contains(Pinning.class.getName())) {
              sawThePinningOne.countDown();
            } else if (stack.contains("io.github.asyncioctl")) {
              pinned.add(stack);
            }
          });
      events.startAsync();
      // Recorded, so that nobody below is the first: whoever waits for a class to be initialised
      // is pinned.
      Object refused =
          io.deviceIoctlAsync(0, ControlCodes.FSCTL_PIPE_DISCONNECT, null, 0)
              .handle((answer, failure) -> failure)
              .join();
      assertThat(refused).isNotNull();

      CountDownLatch issued = new CountDownLatch(2);
      Future<ByteBuffer> wait = virtualThreads.submit(() -> listen(pipe, issued, false));
      Future<ByteBuffer> plain = virtualThreads.submit(() -> listen(other, issued, true));
      Waits.await(issued);
      Waits.until("both pend", () -> io.stats().pending() == 2);
      Waits.untilIssued(io);
      virtualThreads.submit(Pinning::touch).get();
      pipe.connect();
      other.connect();
      wait.get(Waits.BOUND.toSeconds(), TimeUnit.SECONDS);
      plain.get(Waits.BOUND.toSeconds(), TimeUnit.SECONDS);
      // The recording works, and has come as far as this.
      Waits.await(sawThePinningOne);
    }
    assertThat(pinned).isEmpty();
  }

  private static String stack(RecordedEvent event) {
    return event.getStackTrace() == null
        ? ""
        : event.getStackTrace().getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
            .collect(Collectors.joining("\n"));
  }
}
