package io.github.asyncioctl.sim;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An operation that was to complete at once, pends, and is cancelled because the thread of its
 * caller ends. A question is asked again, by the waiter; whatever changes something is not.
 */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class DeadThreadsTest {
  private static final int FIONREAD = 0x4004667F;
  private static final int SIO_ROUTING_INTERFACE_QUERY = 0xC8000014;
  private static final int SIO_KEEPALIVE_VALS = 0x98000004;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final AtomicBoolean isOpen = new AtomicBoolean(true);
  private final SocketHandle socket = SocketHandle.ofRaw(0x4c8, new Object(), () -> isOpen.get());
  private AsyncIoctl io;

  @BeforeEach
  void open() throws KernelException {
    for (int code : new int[] {FIONREAD, SIO_ROUTING_INTERFACE_QUERY, SIO_KEEPALIVE_VALS}) {
      kernel.react(code, Reaction.pend());
    }
    io = SimulatedIo.open(kernel, null);
  }

  @AfterEach
  void everythingIsGivenBack() {
    io.close();
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
  }

  /** Issues an operation on a thread of its own, which ends. */
  private CompletableFuture<ByteBuffer> issueAndDie(Object target, int code, byte... in)
      throws InterruptedException {
    AtomicReference<CompletableFuture<ByteBuffer>> future = new AtomicReference<>();
    Thread caller =
        new Thread(() -> future.set(io.ioctlAsync(target, code, ByteBuffer.wrap(in), 8)));
    caller.start();
    caller.join();
    assertThat(kernel.awaitPending(1))
        .singleElement()
        .extracting(each -> each.issuer)
        .isSameAs(caller);
    kernel.threadExited(caller);
    return future.get();
  }

  @Test
  void aQuestionIsAskedAgainByTheWaiter() throws Exception {
    CompletableFuture<ByteBuffer> future =
        issueAndDie(socket, SIO_ROUTING_INTERFACE_QUERY, (byte) 2, (byte) 7);
    PendingIoctl again = kernel.awaitPending(1).get(0);
    assertThat(again.issuer.getName()).endsWith("waiter");
    assertThat(again.input()).containsExactly(2, 7);
    assertThat(future).isNotDone();
    kernel.complete(again, 0, (byte) 42);
    assertThat(future.get(20, SECONDS).get()).isEqualTo((byte) 42);
    assertThat(io.stats().pending()).isZero();
  }

  @Test
  void onceIsEnough() throws Exception {
    CompletableFuture<ByteBuffer> future = issueAndDie(socket, FIONREAD);
    kernel.complete(kernel.awaitPending(1).get(0), 0xC0000120);
    assertThatThrownBy(() -> future.get(20, SECONDS)).hasMessageContaining("(995)");
    assertThat(kernel.pendings()).isEmpty();
  }

  @Test
  void whatChangesSomethingIsNotRepeated() throws Exception {
    CompletableFuture<ByteBuffer> future = issueAndDie(socket, SIO_KEEPALIVE_VALS, (byte) 1);
    assertThatThrownBy(() -> future.get(20, SECONDS)).hasMessageContaining("its thread ended");
    assertThat(kernel.pendings()).isEmpty();
  }

  @Test
  void noClosedSocketIsAskedAgain() throws Exception {
    isOpen.set(true);
    AtomicReference<CompletableFuture<ByteBuffer>> future = new AtomicReference<>();
    Thread caller = new Thread(() -> future.set(io.ioctlAsync(socket, FIONREAD, null, 4)));
    caller.start();
    caller.join();
    kernel.awaitPending(1);
    isOpen.set(false);
    kernel.threadExited(caller);
    assertThatThrownBy(() -> future.get().get(20, SECONDS))
        .hasMessageContaining("this program closed the socket");
    assertThat(kernel.pendings()).isEmpty();
  }

  /** Its value may be somebody else's by now. */
  @Test
  void noHandleOfUnknownOwnerIsAskedAgain() throws Exception {
    CompletableFuture<ByteBuffer> future = issueAndDie(SocketHandle.ofRaw(0x4c8), FIONREAD);
    assertThatThrownBy(() -> future.get(20, SECONDS)).hasMessageContaining("(995)");
    assertThat(kernel.pendings()).isEmpty();
  }

  @Test
  void whatItsUserCancelledIsNotRepeated() throws Exception {
    kernel.setCancelsLater(true);
    AtomicReference<CompletableFuture<ByteBuffer>> future = new AtomicReference<>();
    Thread caller = new Thread(() -> future.set(io.ioctlAsync(socket, FIONREAD, null, 4)));
    caller.start();
    caller.join();
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    future.get().cancel(false);
    kernel.complete(pending, 0xC0000120);
    io.close();
    assertThat(kernel.pendings()).isEmpty();
  }
}
