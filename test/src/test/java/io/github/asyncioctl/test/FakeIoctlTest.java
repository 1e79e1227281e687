package io.github.asyncioctl.test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.ErrorCodes;
import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import io.github.asyncioctl.codes.TcpInfo;
import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.NetworkState;
import io.github.asyncioctl.watch.NetworkWatch;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a test can say, and what it can ask. */
@Timeout(60)
class FakeIoctlTest {
  private static final int DRIVER = 0x0022_2004;

  private final FakeIoctl fake = new FakeIoctl();
  private AsyncIoctl io;
  private DatagramChannel channel;

  @BeforeEach
  void setUp() throws Exception {
    io = fake.open();
    channel = DatagramChannel.open(StandardProtocolFamily.INET);
  }

  @AfterEach
  void tearDown() throws Exception {
    channel.close();
    io.close();
    assertThat(io.stats().retained()).isZero();
    assertThat(fake.kernel().blocks()).as("blocks of memory").isZero();
  }

  private static IoctlException failure(CompletableFuture<?> future) {
    return (IoctlException)
        catchThrowableOfType(ExecutionException.class, () -> future.get(20, SECONDS)).getCause();
  }

  @Test
  void answersWithAValue() throws Exception {
    fake.answer(Ioctls.FIONREAD, 5L);
    assertThat(io.ioctl(channel, Ioctls.FIONREAD)).isEqualTo(5);
    assertThat(io.ioctl(channel, ControlCodes.FIONREAD, null).getInt()).isEqualTo(5);
    fake.answer(Ioctls.FIONREAD, 6L); // the last word counts
    assertThat(io.ioctl(channel, Ioctls.FIONREAD)).isEqualTo(6);
  }

  @Test
  void answersWithBytes() throws Exception {
    fake.answer(DRIVER, (byte) 1, (byte) 2);
    assertThat(io.deviceIoctl(42, DRIVER, null, 16)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    fake.answer(DRIVER, ByteBuffer.wrap(new byte[] {0, 3, 4}).position(1));
    assertThat(io.deviceIoctl(42, DRIVER, null, 16)).isEqualTo(ByteBuffer.wrap(new byte[] {3, 4}));
    assertThat(failure(io.deviceIoctlAsync(42, DRIVER, null, 1)).error()).isEqualTo(122);
  }

  @Test
  void failsAndRecovers() throws Exception {
    fake.fail(Ioctls.FIONREAD, ErrorCodes.WSAENETDOWN).fail(DRIVER, 21);
    IoctlException e = failure(io.ioctlAsync(channel, Ioctls.FIONREAD));
    assertThat(e.error()).isEqualTo(ErrorCodes.WSAENETDOWN);
    assertThat(e).hasMessageContaining("FIONREAD").hasMessageContaining("WSAENETDOWN");
    assertThat(failure(io.deviceIoctlAsync(42, DRIVER, null, 0)).error()).isEqualTo(21);
    fake.answer(Ioctls.FIONREAD, 1L);
    assertThat(io.ioctl(channel, Ioctls.FIONREAD)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.error(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.error(997));
  }

  @Test
  void unknownDeviceCodesAreInvalidFunctions() {
    assertThat(failure(io.deviceIoctlAsync(42, DRIVER, null, 0)).error()).isEqualTo(1);
  }

  @Test
  void recordsWhatWasAsked() throws Exception {
    KeepAlive keepAlive = KeepAlive.after(Duration.ofSeconds(60), Duration.ofSeconds(1));
    fake.accept(Ioctls.SIO_KEEPALIVE_VALS).answer(Ioctls.FIONREAD, 0L).answer(DRIVER);
    try (SocketChannel tcp = SocketChannel.open()) {
      io.ioctl(tcp, Ioctls.SIO_KEEPALIVE_VALS, keepAlive);
      io.ioctl(channel, Ioctls.FIONREAD);
      io.deviceIoctl(42, DRIVER, ByteBuffer.wrap(new byte[] {7}), 3);

      IoctlCall first = fake.calls().get(0);
      assertThat(first.is(Ioctls.SIO_KEEPALIVE_VALS, keepAlive)).isTrue();
      assertThat(first.is(Ioctls.SIO_KEEPALIVE_VALS, KeepAlive.off())).isFalse();
      assertThat(first.input().getInt(4)).isEqualTo(60_000);
      assertThat(first.socket()).containsSame(tcp);
      assertThat(first.isOn(tcp)).isTrue();
      assertThat(first.isOn(SocketHandle.of(tcp))).isTrue();
      assertThat(first.isOn(channel)).isFalse();
      assertThat(fake.calls(Ioctls.FIONREAD)).hasSize(1);
      assertThat(fake.calls(ControlCodes.FIONREAD)).hasSize(1);
      IoctlCall last = fake.calls(DRIVER).get(0);
      assertThat(last.isOnSocket()).isFalse();
      assertThat(last.handle()).isEqualTo(42);
      assertThat(last.socket()).isEmpty();
      assertThat(last.input()).isEqualTo(ByteBuffer.wrap(new byte[] {7}));
      assertThat(last.outCapacity()).isEqualTo(3);
      assertThat(last).hasToString("DeviceIoControl 0x222004 on 0x2a, 1 bytes in, up to 3 out");
    }
    fake.forgetCalls();
    assertThat(fake.calls()).isEmpty();
  }

  @Test
  void answersByWhatWasAsked() throws Exception {
    try (SocketChannel near = SocketChannel.open();
        SocketChannel far = SocketChannel.open()) {
      fake.replyTo(
          Ioctls.SIO_TCP_INFO_V0,
          call ->
              Reply.value(
                  Ioctls.SIO_TCP_INFO_V0,
                  FakeIoctl.tcpInfo(Duration.ofMillis(call.isOn(near) ? 1 : 80))));
      assertThat(io.ioctl(near, Ioctls.SIO_TCP_INFO_V0))
          .isEqualTo(FakeIoctl.tcpInfo(Duration.ofMillis(1)));
      TcpInfo info = io.ioctl(far, Ioctls.SIO_TCP_INFO_V0);
      assertThat(info.roundTripTime()).isEqualTo(Duration.ofMillis(80));
    }
  }

  /** They have one number, and differ in what they always take. */
  @Test
  void versionsOfOneCodeAreAnsweredEachByItself() {
    fake.answer(Ioctls.SIO_TCP_INFO_V0, FakeIoctl.tcpInfo(Duration.ofMillis(1)));
    assertThat(io.ioctlAsync(channel, Ioctls.SIO_TCP_INFO_V0)).isCompleted();
    assertThat(failure(io.ioctlAsync(channel, Ioctls.SIO_TCP_INFO_V1)).error())
        .isEqualTo(ErrorCodes.WSAEOPNOTSUPP);
    assertThat(fake.calls(Ioctls.SIO_TCP_INFO_V1)).hasSize(1);
    fake.fail(ControlCodes.SIO_TCP_INFO, ErrorCodes.WSAENOTCONN); // all of them
    assertThat(failure(io.ioctlAsync(channel, Ioctls.SIO_TCP_INFO_V0)).error())
        .isEqualTo(ErrorCodes.WSAENOTCONN);
  }

  @Test
  void anAnswerThatThrowsIsAFailureOfTheCall() throws Exception {
    fake.replyTo(
        ControlCodes.SIO_ADDRESS_LIST_CHANGE,
        call -> {
          throw new IllegalStateException("by the test");
        });
    assertThat(failure(io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE)).error())
        .isEqualTo(31);
    fake.answer(Ioctls.FIONREAD, 1L);
    assertThat(io.ioctl(channel, Ioctls.FIONREAD.mayPend())).isEqualTo(1); // the waiter lives
  }

  @Test
  void whatPendsIsEndedByTheTest() throws Exception {
    Ioctl<Void, Long> driver = Ioctl.of("DRIVER", DRIVER).output(8, ByteBuffer::getLong);
    fake.leavePending(driver);
    CompletableFuture<Long> value = io.deviceIoctlAsync(42, driver);
    PendingCall pending = fake.awaitPending(driver);
    assertThat(value).isNotDone();
    assertThat(pending.isPending()).isTrue();
    assertThat(pending.complete(driver, 7L)).isTrue();
    assertThat(value.get(20, SECONDS)).isEqualTo(7);
    assertThat(pending.complete()).isFalse();
    assertThat(pending.isCancelled()).isFalse();

    CompletableFuture<Long> bytes = io.deviceIoctlAsync(42, driver);
    fake.awaitPending(DRIVER).complete(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    assertThat(bytes.get(20, SECONDS)).isEqualTo(1);

    CompletableFuture<Long> failed = io.deviceIoctlAsync(42, driver);
    fake.awaitPending(driver).fail(109);
    assertThat(failure(failed).error()).isEqualTo(109);

    CompletableFuture<Long> tooLong = io.deviceIoctlAsync(42, driver);
    fake.awaitPending(driver).complete(new byte[9]);
    assertThat(failure(tooLong).error()).isEqualTo(122);
  }

  @Test
  void aPendingCallOfASocketFailsAsWinsockSaysIt() {
    CompletableFuture<Void> change = io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE);
    PendingCall pending = fake.awaitPending(Ioctls.SIO_ADDRESS_LIST_CHANGE);
    assertThatIllegalArgumentException().isThrownBy(() -> pending.fail(109));
    pending.fail(ErrorCodes.WSAENETDOWN);
    IoctlException e = failure(change);
    assertThat(e.error()).isEqualTo(ErrorCodes.WSAENETDOWN);
    assertThat(e.ntStatus()).isNegative();
  }

  @Test
  void aCancelIsSeen() throws Exception {
    CompletableFuture<Void> change = io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE);
    PendingCall pending = fake.awaitPending(Ioctls.SIO_ADDRESS_LIST_CHANGE);
    change.cancel(true);
    while (io.stats().pending() > 0) {
      Thread.onSpinWait();
    }
    assertThat(pending.isCancelled()).isTrue();
    assertThat(pending.isPending()).isFalse();
    assertThat(fake.pending()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsAskedForAgain() throws Exception {
    InetAddress[] many = new InetAddress[200];
    for (int i = 0; i < many.length; i++) {
      many[i] = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) i});
    }
    fake.addresses(many);
    assertThat(io.ioctl(channel, Ioctls.SIO_ADDRESS_LIST_QUERY)).containsExactly(many);
    assertThat(fake.calls(Ioctls.SIO_ADDRESS_LIST_QUERY)).hasSize(2);
    assertThat(fake.calls().get(1).outCapacity()).isEqualTo(8 + 200 * (16 + 28));
  }

  @Test
  void watchesSeeTheAddresses() throws Exception {
    InetAddress v4 = InetAddress.getByName("192.0.2.1");
    InetAddress v6 = InetAddress.getByName("2001:db8::1");
    fake.addresses(v4, v6);
    try (Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET)) {
      BlockingQueue<Change<LocalAddress>> seen = new LinkedBlockingQueue<>();
      watch.listen(seen::add);
      assertThat(seen.poll(20, SECONDS).current()).containsExactly(LocalAddress.of(v4));

      InetAddress another = InetAddress.getByName("192.0.2.2");
      fake.addresses(v4, another, v6);
      Change<LocalAddress> change = seen.poll(20, SECONDS);
      assertThat(change.added()).containsExactly(LocalAddress.of(another));
      assertThat(change.current())
          .containsExactlyInAnyOrder(LocalAddress.of(v4), LocalAddress.of(another));
    }
  }

  @Test
  void aNetworkWatchSeesTheAddresses() throws Exception {
    InetAddress v4 = InetAddress.getByName("192.0.2.1");
    fake.addresses(v4);
    try (NetworkWatch watch =
        NetworkWatch.builder().engine(io).settlingTime(Duration.ZERO).open()) {
      NetworkState first = watch.current().get(20, SECONDS);
      assertThat(first.interfaces()).hasSize(1);
      assertThat(first.interfaces().get(0).name()).isEqualTo("fake0");
      assertThat(first.interfaces().get(0).addresses()).containsExactly(v4);
      assertThat(first.ipv4Source()).contains(LocalAddress.of(v4));

      InetAddress next = InetAddress.getByName("192.0.2.9");
      fake.addresses(next);
      NetworkState second = watch.next(first).get(20, SECONDS).current();
      assertThat(second.interfaces().get(0).addresses()).containsExactly(next);
      assertThat(second.ipv4Source()).contains(LocalAddress.of(next));
    }
  }

  @Test
  void eventsAreWaitedFor() throws Exception {
    long event = fake.newEvent(true);
    CompletableFuture<Void> wait = io.waitAsync(event);
    assertThat(wait).isNotDone();
    fake.signal(event);
    assertThat(wait.get(20, SECONDS)).isNull();
    assertThat(io.waitAsync(event)).isCompleted();
    fake.reset(event);
    assertThat(io.waitAsync(event)).isNotDone();
  }

  @Test
  void overlappedCallsAreEndedByTheTest() throws Exception {
    AtomicLong started = new AtomicLong();
    OverlappedCall call =
        OverlappedCall.onSocket(channel, "WSARecvFrom")
            .memory(8)
            .start(
                (overlapped, memory) -> {
                  fake.memory(memory, 8).putInt(0, 0x01020304);
                  started.set(overlapped);
                  return 997;
                });
    CompletableFuture<OverlappedResult> result = io.overlappedAsync(call);
    while (started.get() == 0) {
      Thread.onSpinWait();
    }
    fake.endOverlapped(started.get(), 0, 4);
    assertThat(result.get(20, SECONDS).transferred()).isEqualTo(4);
    assertThat(result.get().memory().getInt()).isEqualTo(0x01020304);

    CompletableFuture<OverlappedResult> cancelled = io.overlappedAsync(call);
    cancelled.cancel(true);
    assertThatThrownBy(() -> fake.memory(4, 4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void severalEnginesShareAFakeAndFakesShareNothing() throws Exception {
    FakeIoctl other = new FakeIoctl().answer(Ioctls.FIONREAD, 2L);
    fake.answer(Ioctls.FIONREAD, 1L);
    try (AsyncIoctl second = fake.open(AsyncIoctl.builder().maxPending(1, 1000));
        AsyncIoctl foreign = other.open()) {
      assertThat(second.ioctl(channel, Ioctls.FIONREAD)).isEqualTo(1);
      assertThat(foreign.ioctl(channel, Ioctls.FIONREAD)).isEqualTo(2);
      assertThat(fake.calls()).hasSize(1);
      assertThat(List.of(second, foreign)).allMatch(each -> each.stats().started() == 1);
    }
  }
}
