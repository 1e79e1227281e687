package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.RawWin32.ERROR_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.asyncioctl.overlapped.OverlappedGuard;
import io.github.asyncioctl.overlapped.OverlappedRule;
import io.github.asyncioctl.overlapped.OverlappedRuleException;
import io.github.asyncioctl.overlapped.TaggedEvent;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules and custody of the guard, with FSCTL_PIPE_LISTEN as the operation. */
@OnWindows
class OverlappedGuardTest {
  private static final int INTERNAL = 0;
  private static final int EVENT = 24;
  private static final int SIZE = 32;

  private final OverlappedGuard guard = new OverlappedGuard();
  private final TaggedEvent event = TaggedEvent.create();
  private final Memory memory = new Memory(3 * SIZE);
  private final long overlapped = Pointer.nativeValue(memory) + SIZE;
  private final NamedPipe pipe;

  OverlappedGuardTest() throws Exception {
    pipe = new NamedPipe();
    memory.clear();
    setEvent(event.handle());
  }

  @AfterEach
  void close() {
    pipe.close();
    Waits.until("the guard has let go", () -> guard.pending() == 0);
    event.close();
  }

  private void setEvent(long hEvent) {
    memory.setLong(SIZE + EVENT, hEvent);
  }

  private int listen(long address, Object... kept) {
    OverlappedGuard.Ticket ticket = guard.before(address, kept);
    int error = rawListen(pipe, address);
    ticket.returned(error);
    return error;
  }

  private static int rawListen(NamedPipe pipe, long address) {
    int result =
        RawWin32.DeviceIoControl(
            pipe.handle(), NamedPipe.FSCTL_PIPE_LISTEN, 0, 0, 0, 0, 0, address);
    return result != 0 ? 0 : Native.getLastError();
  }

  private static void assertBroken(OverlappedRule rule, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OverlappedRuleException.class, e -> assertThat(e.rule()).isEqualTo(rule))
        .hasMessageStartingWith(rule + " broken: " + rule.text());
  }

  @Test
  void operationIsInFlightUntilItsStatusSaysOtherwise() throws Exception {
    memory.setLong(SIZE + 16, 77);
    OverlappedGuard.Ticket ticket = guard.before(overlapped);
    assertThat(memory.getLong(SIZE + INTERNAL)).isEqualTo(RawWin32.STATUS_PENDING);
    assertThat(memory.getLong(SIZE + 16)).as("Offset").isEqualTo(77);
    ticket.returned(rawListen(pipe, overlapped));
    assertThat(ticket.isPending()).isTrue();
    assertThat(guard.pending()).isEqualTo(1);
    pipe.connect();
    assertThat(event.await(Waits.BOUND)).isTrue();
    assertThat(ticket.isPending()).isFalse();
    assertThat(guard.pending()).isZero();
    assertThat(listen(overlapped)).as("ERROR_PIPE_CONNECTED").isEqualTo(535);
    assertThat(guard.pending()).as("a failure leaves nothing in flight").isZero();
  }

  @Test
  void successAtOnceLeavesNothingInFlight() {
    OverlappedGuard.Ticket ticket = guard.before(overlapped);
    memory.setLong(SIZE + INTERNAL, 0);
    assertThat(RawWin32.SetEvent(event.handle() & ~1L)).isNotZero();
    ticket.returned(0);
    assertThat(ticket.isPending()).isFalse();
    assertThatThrownBy(() -> ticket.returned(0)).isInstanceOf(IllegalStateException.class);
  }

  /** Its value can belong to somebody else by then; the kernel still has the OVERLAPPED. */
  @Test
  void anEventThatIsClosedDoesNotEndWhatIsPending() throws Exception {
    TaggedEvent closed = TaggedEvent.create();
    setEvent(closed.handle());
    assertThat(listen(overlapped)).isEqualTo(ERROR_IO_PENDING);
    closed.close();
    assertThat(guard.pending()).isEqualTo(1);
    assertBroken(OverlappedRule.MEMORY_NOT_REUSED, () -> guard.release(overlapped));
    pipe.connect();
    Waits.until("it has ended", () -> guard.pending() == 0);
  }

  @Test
  void addressMustBeOne() {
    assertBroken(OverlappedRule.ADDRESS_PRESENT, () -> guard.before(0));
    assertBroken(OverlappedRule.ADDRESS_ALIGNED, () -> guard.before(overlapped + 4));
    assertBroken(OverlappedRule.MEMORY_WRITABLE, () -> guard.before(8));
    assertBroken(OverlappedRule.MEMORY_WRITABLE, () -> guard.before(-SIZE));
    assertBroken(OverlappedRule.MEMORY_WRITABLE, () -> guard.before(0x7fff_ffff_ffff_ffe0L));
    assertBroken(OverlappedRule.MEMORY_WRITABLE, () -> guard.before(0x7fff_ffff_ffff_fff8L));
    assertBroken(OverlappedRule.MEMORY_WRITABLE, () -> guard.before(0x7fff_ffff_0000_0000L));
  }

  @Test
  void eventMustBeThereTaggedAndAnEvent() {
    setEvent(0);
    assertBroken(OverlappedRule.EVENT_PRESENT, () -> guard.before(overlapped));
    setEvent(1);
    assertBroken(OverlappedRule.EVENT_PRESENT, () -> guard.before(overlapped));
    setEvent(event.handle() & ~1L);
    assertBroken(OverlappedRule.EVENT_TAGGED, () -> guard.before(overlapped));
    setEvent(pipe.handle() | 1);
    assertBroken(OverlappedRule.EVENT_IS_AN_EVENT, () -> guard.before(overlapped));
    setEvent(-1);
    assertBroken(OverlappedRule.EVENT_IS_AN_EVENT, () -> guard.before(overlapped));
    TaggedEvent closed = TaggedEvent.create();
    setEvent(closed.handle());
    closed.close();
    assertBroken(OverlappedRule.EVENT_IS_AN_EVENT, () -> guard.before(overlapped));
    assertThat(guard.pending()).isZero();
    assertThat(memory.getLong(SIZE + INTERNAL)).as("untouched").isZero();
  }

  @Test
  void oneOperationAtATime() {
    assertThat(listen(overlapped)).isEqualTo(ERROR_IO_PENDING);
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> guard.before(overlapped));
    assertBroken(OverlappedRule.MEMORY_NOT_REUSED, () -> guard.before(overlapped - 8));
    assertBroken(OverlappedRule.MEMORY_NOT_REUSED, () -> guard.before(overlapped + 24));
    assertBroken(OverlappedRule.MEMORY_NOT_REUSED, () -> guard.release(overlapped));
    assertThat(guard.pending()).isEqualTo(1);
  }

  @Test
  void memoryClearedTooEarlyIsNoticed() throws Exception {
    assertThat(listen(overlapped)).isEqualTo(ERROR_IO_PENDING);
    memory.clear();
    assertThat(guard.pending()).isEqualTo(1);
    try (TaggedEvent other = TaggedEvent.create()) {
      setEvent(other.handle());
      assertBroken(OverlappedRule.MEMORY_NOT_REUSED, () -> guard.before(overlapped));
    }
    pipe.connect();
    assertThat(event.await(Waits.BOUND)).isTrue();
    guard.release(overlapped);
    assertThat(guard.pending()).isZero();
  }

  @Test
  void eventIsForOneOperation() throws Exception {
    assertThat(listen(overlapped)).isEqualTo(ERROR_IO_PENDING);
    memory.setLong(2 * SIZE + EVENT, event.handle());
    assertBroken(OverlappedRule.EVENT_OF_ITS_OWN, () -> guard.before(overlapped + SIZE));
    pipe.connect();
    assertThat(event.await(Waits.BOUND)).isTrue();
    guard.before(overlapped + SIZE).returned(5); // a failure
  }

  @Test
  void eventsOfPeoplesOwnServeAsWell() throws Exception {
    long own = RawWin32.CreateEventW(0, 0, 0, 0);
    setEvent(own | 1);
    assertThat(listen(overlapped)).isEqualTo(ERROR_IO_PENDING);
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> guard.before(overlapped));
    pipe.connect();
    assertThat(RawWin32.WaitForSingleObject(own, (int) Waits.BOUND.toMillis())).isZero();
    memory.setLong(SIZE + INTERNAL, 0);
    guard.before(overlapped).returned(5); // a failure
    RawWin32.CloseHandle(own);
  }

  @Test
  void keptObjectsStayUntilTheEnd() throws Exception {
    WeakReference<Object> kept = keepOne();
    WeakReference<Object> canary = new WeakReference<>(new Object());
    Waits.until("garbage is collected", () -> collected(canary));
    assertThat(kept.get()).isNotNull();
    pipe.connect();
    assertThat(event.await(Waits.BOUND)).isTrue();
    // Starting another one is enough.
    memory.setLong(2 * SIZE + EVENT, event.handle());
    guard.before(overlapped + SIZE).returned(5); // a failure
    Waits.until("the object is let go", () -> collected(kept));
  }

  private WeakReference<Object> keepOne() {
    Object object = new Object();
    assertThat(listen(overlapped, object)).isEqualTo(ERROR_IO_PENDING);
    return new WeakReference<>(object);
  }

  private static boolean collected(WeakReference<Object> reference) {
    System.gc();
    return reference.get() == null;
  }

  @Test
  void manyThreadsUseOneGuard() throws Exception {
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(CompletableFuture.runAsync(this::listenOften, task -> new Thread(task).start()));
    }
    for (CompletableFuture<Void> each : threads) {
      Waits.get(each);
    }
    assertThat(guard.pending()).isZero();
  }

  private void listenOften() {
    for (int i = 0; i < 20; i++) {
      try (NamedPipe mine = new NamedPipe();
          TaggedEvent ended = TaggedEvent.create();
          Memory place = new Memory(SIZE)) {
        place.clear();
        place.setLong(EVENT, ended.handle());
        long address = Pointer.nativeValue(place);
        OverlappedGuard.Ticket ticket = guard.before(address, place);
        ticket.returned(rawListen(mine, address));
        assertThat(ticket.isPending()).isTrue();
        assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> guard.before(address));
        mine.connect();
        assertThat(ended.await(Waits.BOUND)).isTrue();
        guard.release(address);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
