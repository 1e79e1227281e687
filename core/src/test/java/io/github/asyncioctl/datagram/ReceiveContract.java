package io.github.asyncioctl.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.windows.Waits;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What receiving promises, on a simulated kernel and on the real one. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
abstract class ReceiveContract {
  private static final int MANY = 200;

  private Rig rig;
  private Datagrams datagrams;

  protected abstract Rig newRig() throws Exception;

  @BeforeEach
  void open() throws Exception {
    rig = newRig();
    datagrams = rig.datagrams();
  }

  @AfterEach
  void close() {
    rig.close();
    assertThat(rig.violations()).isEmpty();
  }

  private void send(int number) {
    rig.send(ByteBuffer.allocate(4).putInt(number).array());
  }

  private Probe subscribe(Probe probe) {
    datagrams.publisher().subscribe(probe);
    return probe;
  }

  private void untilReceived(Probe probe, int count) {
    Waits.until(count + " datagrams", () -> probe.results().size() == count);
  }

  private void untilPending(int count) {
    Waits.until(count + " pending", () -> rig.io().stats().pending() == count);
  }

  @Test
  void aDatagramThatIsThere() throws Exception {
    send(7);
    ReceivedDatagram datagram = Waits.get(datagrams.receiveAsync());

    assertThat(Probe.number(datagram)).isEqualTo(7);
    assertThat(datagram.truncated()).isFalse();
    assertThat(datagram.destination().orElseThrow().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(datagram.source().getAddress().isLoopbackAddress()).isTrue();
    assertThat(datagram.source().getPort()).isPositive();
    assertThat(datagram.interfaceIndex()).isPositive();
    assertThat(datagram.hopLimit()).isNotEmpty();
    assertThat(datagram.trafficClass()).hasValue(0);
    assertThat(datagrams.missing()).isEmpty();
  }

  @Test
  void aDatagramThatComesLater() throws Exception {
    CompletableFuture<ReceivedDatagram> receive = datagrams.receiveAsync();
    Waits.untilIssued(rig.io());
    assertThat(receive).isNotDone();
    send(8);

    assertThat(Probe.number(Waits.get(receive))).isEqualTo(8);
  }

  @Test
  void aDatagramOfNothingIsOne() throws Exception {
    rig.send();

    assertThat(Waits.get(datagrams.receiveAsync()).data().remaining()).isZero();
  }

  @Test
  void whatDoesNotFitKeepsItsBeginning() throws Exception {
    rig.send((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);
    ReceivedDatagram there = Waits.get(datagrams.maxSize(3).receiveAsync());
    CompletableFuture<ReceivedDatagram> later = datagrams.maxSize(4).receiveAsync();
    Waits.untilIssued(rig.io());
    rig.send((byte) 6, (byte) 7, (byte) 8, (byte) 9, (byte) 10);

    assertThat(there.data()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(there.truncated()).isTrue();
    assertThat(Waits.get(later).data()).isEqualTo(ByteBuffer.wrap(new byte[] {6, 7, 8, 9}));
    assertThat(Waits.get(later).truncated()).isTrue();
  }

  @Test
  void whatFitsExactlyIsNotTruncated() throws Exception {
    rig.send((byte) 1, (byte) 2, (byte) 3);

    assertThat(Waits.get(datagrams.maxSize(3).receiveAsync()).truncated()).isFalse();
  }

  @Test
  void allComeInOrder() {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE));
    for (int i = 0; i < MANY; i++) {
      send(i);
      if (i % 10 == 0) {
        int sent = i;
        Waits.until("half of them", () -> probe.results().size() > sent / 2);
      }
    }
    untilReceived(probe, MANY);

    assertThat(probe.numbers()).isEqualTo(IntStream.range(0, MANY).boxed().toList());
  }

  @Test
  void whatIsNotRequestedStaysInTheSocket() {
    Probe probe = subscribe(new Probe(0));
    IntStream.range(0, 10).forEach(this::send);
    Waits.untilIssued(rig.io());
    assertThat(rig.io().stats().pending()).isZero();

    probe.subscription().request(3);
    untilReceived(probe, 3);
    untilPending(0);
    probe.subscription().request(7);
    untilReceived(probe, 10);
    assertThat(probe.numbers()).isEqualTo(IntStream.range(0, 10).boxed().toList());
  }

  @Test
  void asManyReceivesPendAsTheDepthSays() {
    Probe four = subscribe(new Probe(Long.MAX_VALUE));
    untilPending(4);
    Probe two = new Probe(2);
    datagrams.depth(9).publisher().subscribe(two);
    untilPending(6);
    four.subscription().cancel();
    untilPending(2);
    two.subscription().cancel();
    untilPending(0);
  }

  @Test
  void afterACancellationOthersGetAll() throws Exception {
    Probe gone = subscribe(new Probe(Long.MAX_VALUE));
    untilPending(4);
    gone.subscription().cancel();
    untilPending(0);
    send(1);
    send(2);

    assertThat(Probe.number(Waits.get(datagrams.receiveAsync()))).isEqualTo(1);
    assertThat(Probe.number(Waits.get(datagrams.receiveAsync()))).isEqualTo(2);
    assertThat(gone.results()).isEmpty();
  }

  @Test
  void aTimeoutEndsTheReceive() throws Exception {
    CompletableFuture<ReceivedDatagram> receive =
        datagrams.receiveAsync().orTimeout(1, TimeUnit.MILLISECONDS);

    assertThat(Waits.failure(receive)).isInstanceOf(TimeoutException.class);
    untilPending(0);
  }

  @Test
  void closingTheSocketCompletesTheSubscriber() throws Exception {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE));
    CompletableFuture<ReceivedDatagram> receive = datagrams.receiveAsync();
    untilPending(5);
    rig.closeSocket();

    Waits.until("the end", probe::isCompleted);
    assertThat(probe.failure()).isNull();
    assertThat(Waits.ioctlFailure(receive).error()).isEqualTo(995);
    untilPending(0);
  }

  @Test
  void aSocketThatWasClosedBeforeCompletesTheSubscriber() {
    rig.closeSocket();
    Probe probe = new Probe(1);
    datagrams.publisher().subscribe(probe);

    assertThat(probe.isCompleted()).isTrue();
    assertThatThrownBy(() -> Datagrams.on(rig.io(), rig.socket(), null))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void closingTheEngineIsAFailure() {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE));
    untilPending(4);
    rig.io().close();

    Waits.until("the end", () -> probe.failure() != null);
    assertThat(probe.failure())
        .isInstanceOfSatisfying(
            IoctlException.class, failure -> assertThat(failure.error()).isEqualTo(995));
    assertThatThrownBy(datagrams::receiveAsync).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEngineThatWasClosedBeforeIsAFailure() {
    rig.io().close();
    Probe probe = new Probe(1);
    datagrams.publisher().subscribe(probe);

    assertThat(probe.failure()).isInstanceOf(IllegalStateException.class);
  }

  /** Several subscribers: each datagram goes to one of them. */
  @Test
  void eachDatagramGoesToOneReceiver() {
    List<Probe> probes =
        List.of(subscribe(new Probe(Long.MAX_VALUE)), subscribe(new Probe(Long.MAX_VALUE)));
    untilPending(8);
    IntStream.range(0, MANY).forEach(this::send);
    Waits.until(
        "all of them", () -> probes.stream().mapToInt(each -> each.results().size()).sum() == MANY);

    assertThat(probes.stream().flatMap(each -> each.numbers().stream()).sorted().toList())
        .isEqualTo(IntStream.range(0, MANY).boxed().toList());
  }
}
