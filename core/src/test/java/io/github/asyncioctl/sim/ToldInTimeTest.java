package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine hears of what concerns it before it sleeps again, and before anybody else does. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ToldInTimeTest {
  /** How the owner of a future ends it by hand. */
  enum ByHand {
    CANCEL(future -> future.cancel(false)),
    COMPLETE(future -> future.complete(ByteBuffer.allocate(0))),
    FAIL(future -> future.completeExceptionally(new IllegalStateException("by hand"))),
    OBTRUDE(future -> future.obtrudeValue(ByteBuffer.allocate(0))),
    OBTRUDE_FAILURE(future -> future.obtrudeException(new CancellationException("by hand")));

    @SuppressWarnings("ImmutableEnumChecker") // the functions above keep nothing
    private final Consumer<CompletableFuture<ByteBuffer>> act;

    ByHand(Consumer<CompletableFuture<ByteBuffer>> act) {
      this.act = act;
    }
  }

  /**
   * A dependent runs on the thread that ends the future, and may block there. By then the waiter
   * has been woken: it is awake, or has asked the kernel already.
   */
  @ParameterizedTest
  @EnumSource
  void theEngineIsToldBeforeTheDependentsOfAFutureRun(ByHand how) throws Exception {
    try (Duress duress = new Duress()) {
      CompletableFuture<ByteBuffer> future = duress.submit(0);
      PendingIoctl pending = duress.only(future);
      duress.awaitIdle();
      AtomicBoolean untold = new AtomicBoolean();
      CompletableFuture<Void> dependent =
          future.handle(
              (value, failure) -> {
                // In this order: once it sleeps again, it has asked.
                untold.set(duress.kernel.isIdle() && !pending.isCancelAsked());
                return null;
              });
      how.act.accept(future);
      assertThat(dependent).isDone();
      assertThat(untold).as("the waiter slept on").isFalse();
      duress.awaitIdle();
      assertThat(pending.isCancelAsked()).isTrue();
    }
  }

  /** Between the look at the socket and the start the handle's value may become somebody else's. */
  @Test
  void aSocketThatIsClosedWhileItsCallerIssuesIsCancelledWhenTheWaiterTakesOver() throws Exception {
    try (Duress duress = new Duress()) {
      duress.kernel.react(
          Duress.WRONG,
          input -> {
            duress.socket.close();
            return Reaction.pend();
          });
      duress.kernel.setCancelsLater(true);
      CompletableFuture<ByteBuffer> future =
          duress.engine.submit(duress.socket, Duress.WRONG, null, 0, Form.RAW);
      PendingIoctl pending = duress.only(future);
      assertThat(pending.issuer()).isSameAs(Thread.currentThread());
      duress.awaitIdle();
      assertThat(pending.isCancelAsked()).isTrue();
      assertThat(future).as("until the kernel has let go of it").isNotDone();
      duress.kernel.complete(pending, 0xC0000120);
      assertThat(Duress.ioctlFailure(future))
          .hasMessageContaining("this program closed the socket");
    }
  }

  /** Providers have many words for a socket that was closed here; users get one. */
  @ParameterizedTest
  @EnumSource(names = {"IOCTL", "TCP_RECEIVE", "UDP_RECEIVE"})
  void aSocketThatIsClosedHereEndsItsOperationsAsAborted(Personality.Closing closing)
      throws Exception {
    for (Personality personality : Personality.values()) {
      int status = personality.closed(closing);
      try (Duress duress = new Duress()) {
        CompletableFuture<ByteBuffer> future = duress.submit(8);
        PendingIoctl pending = duress.only(future);
        duress.socket.close();
        duress.kernel.complete(pending, status);
        assertThat(Duress.ioctlFailure(future).error()).as(personality.name()).isEqualTo(995);
        assertThat(Duress.ioctlFailure(future).ntStatus()).isEqualTo(status);
        assertThat(Duress.ioctlFailure(future))
            .hasMessageContaining("this program closed the socket");
      }
    }
  }

  /** It was not closed here, so the system's word stands: the other side may have done it. */
  @Test
  void aSocketThatIsOpenKeepsTheSystemsWord() throws Exception {
    try (Duress duress = new Duress()) {
      CompletableFuture<ByteBuffer> future = duress.submit(8);
      duress.kernel.complete(duress.only(future), 0xC0000241); // STATUS_CONNECTION_ABORTED
      assertThat(Duress.ioctlFailure(future).error()).isEqualTo(10053);
    }
  }

  /**
   * Starts wipe out the signals of operations that share their lanes. Whatever has completed by
   * then is found before the waiter sleeps: with the direct executor its future has ended.
   */
  @Test
  void aSignalThatAStartHasWipedOutIsMadeUpForBeforeTheWaiterSleeps() throws Exception {
    try (Duress duress = new Duress(Runnable::run)) {
      List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        futures.add(duress.submit(0));
      }
      List<PendingIoctl> pendings = duress.kernel.awaitPending(200);
      duress.awaitIdle();
      duress.kernel.block(Call.IOCTL);
      futures.add(duress.submit(0));
      duress.kernel.awaitBlocked();
      for (int i = 0; i < 100; i++) {
        futures.add(duress.submit(0));
      }
      for (PendingIoctl each : pendings) {
        duress.kernel.complete(each, 0);
      }
      duress.kernel.open(Call.IOCTL);
      duress.kernel.awaitPending(101);
      duress.awaitIdle();
      assertThat(futures.subList(0, 200)).allMatch(CompletableFuture::isDone);
      assertThat(futures.subList(200, 301)).noneMatch(CompletableFuture::isDone);
    }
  }

  /** A provider may signal before it writes the status: nobody signals once more. */
  @Test
  void aSignalThatComesBeforeItsStatusIsLookedAtAgain() throws Exception {
    try (Duress duress = new Duress(Runnable::run)) {
      CompletableFuture<ByteBuffer> future = duress.submit(0);
      PendingIoctl pending = duress.only(future);
      duress.awaitIdle();
      duress.kernel.signal(pending);
      duress.awaitIdle();
      duress.kernel.writeStatus(pending, 0);
      assertThat(future).isNotDone();
      duress.kernel.advance(1);
      duress.awaitIdle();
      assertThat(future).isDone();
    }
  }

  /** Its event may have been signalled, and its status written, before the waiter hears of it. */
  @Test
  void anOperationThatEndsWhileItIsHandedOverIsFoundBeforeTheWaiterSleeps() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    HookedKernel.Hook holdsWaiter =
        (call, arguments) -> {
          if (call.equals("socketIoctl") && Thread.currentThread().getName().endsWith("-waiter")) {
            held.countDown();
            Duress.await(release);
          }
        };
    try (Duress duress = new Duress(Runnable::run, holdsWaiter)) {
      CompletableFuture<ByteBuffer> holding = duress.submit(0);
      Duress.await(held);
      CompletableFuture<ByteBuffer> adopted =
          duress.engine.submit(duress.socket, Duress.WRONG, null, 0, Form.RAW);
      duress.kernel.complete(duress.only(adopted), 0);
      release.countDown();
      duress.only(holding);
      duress.awaitIdle();
      assertThat(adopted).isDone();
    } finally {
      release.countDown();
    }
  }

  /** What the user's executor refuses goes to the engine's workers, and not to the waiter. */
  @Test
  void dependentsOfWhatAnExecutorRefusesDoNotRunOnTheWaiter() throws Exception {
    try (Duress duress =
        new Duress(
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            })) {
      CompletableFuture<String> name =
          duress.submit(0).thenApply(answer -> Thread.currentThread().getName());
      PendingIoctl pending = duress.kernel.awaitPending(1).get(0);
      duress.kernel.complete(pending, 0);
      assertThat(Duress.get(name)).isEqualTo("duress-completions");
    }
  }
}
