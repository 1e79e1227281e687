package io.github.asyncioctl.datagram;

import static io.github.asyncioctl.datagram.FakeSource.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.sim.Logged;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a subscriber gets of receives that end in any order and way. */
@Timeout(30)
class DatagramSubscriptionTest {
  private static final int DEPTH = 3;

  private final FakeSource source = new FakeSource();

  private Probe subscribe(Probe probe) {
    new DatagramSubscription(probe, source, DEPTH).begin();
    return probe;
  }

  @Test
  void nothingIsReceivedThatWasNotRequested() {
    Probe probe = subscribe(new Probe(0));
    assertThat(source.started()).isEmpty();

    probe.subscription().request(1);
    assertThat(source.started()).hasSize(1);
    source.bring(0, 10);
    assertThat(source.started()).hasSize(1);
    assertThat(probe.numbers()).containsExactly(10);
  }

  @Test
  void noMoreReceivesThanTheDepthAreUnderWay() {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE));
    for (int i = 0; i < 100; i++) {
      assertThat(source.underWay()).isEqualTo(DEPTH);
      source.bring(i, i);
    }

    assertThat(probe.numbers()).isEqualTo(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void aReceiveWaitsForThoseThatWereStartedBefore() {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE));
    source.bring(2, 2);
    source.bring(1, 1);
    assertThat(probe.results()).isEmpty();
    assertThat(source.started()).as("the depth counts them, too").hasSize(DEPTH);

    source.bring(0, 0);
    assertThat(probe.numbers()).containsExactly(0, 1, 2);
    assertThat(source.underWay()).isEqualTo(DEPTH);
  }

  @Test
  void requestsAddUpWithoutOverflow() {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE - 1));
    probe.subscription().request(Long.MAX_VALUE);
    IntStream.range(0, 10).forEach(i -> source.bring(i, i));

    assertThat(probe.results()).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {10051, 10052, 10054, 10061, 10065})
  void thatADatagramDidNotArriveIsAnElement(int error) {
    Probe probe = subscribe(new Probe(2));
    source.fail(0, failure(error));
    source.bring(1, 7);

    assertThat(probe.numbers()).containsExactly(-error, 7);
    assertThat(source.started()).as("it was requested").hasSize(2);
    assertThat(probe.failure()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {10022, 10038, 10050, 10055, 995})
  void anotherFailureIsTheEnd(int error) {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE));
    source.bring(1, 1);
    source.fail(0, failure(error));

    assertThat(probe.failure()).isInstanceOf(IoctlException.class);
    assertThat(probe.results()).isEmpty();
    assertThat(source.underWay()).isZero();
  }

  @Test
  void aFailureWaitsForWhatWasStartedBefore() {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE));
    IllegalStateException closed = new IllegalStateException("the engine is closed");
    source.refuse(closed);
    source.bring(0, 0);
    assertThat(probe.failure()).isNull();
    source.bring(1, 1);
    source.bring(2, 2);

    assertThat(probe.numbers()).containsExactly(0, 1, 2);
    assertThat(probe.failure()).isSameAs(closed);
  }

  @Test
  void aSocketThatIsClosedIsTheGoodEnd() {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE));
    source.close();
    source.fail(0, new ClosedChannelException());

    assertThat(probe.isCompleted()).isTrue();
    assertThat(probe.failure()).isNull();
    assertThat(source.underWay()).isZero();
  }

  @Test
  void cancellingEndsTheReceives() {
    Probe probe = subscribe(new Probe(Long.MAX_VALUE));
    probe.subscription().cancel();
    assertThat(source.underWay()).isZero();
    assertThat(source.started()).hasSize(DEPTH).allMatch(CompletableFuture::isCancelled);

    probe.subscription().request(1);
    probe.subscription().request(-1);
    probe.subscription().cancel();
    assertThat(source.started()).hasSize(DEPTH);
    assertThat(probe.results()).isEmpty();
    assertThat(probe.failure()).isNull();
    assertThat(probe.isCompleted()).isFalse();
  }

  @Test
  void cancellingInOnNextIsTheEndOfIt() {
    Probe probe = new Probe(Long.MAX_VALUE);
    subscribe(probe.reacting(result -> probe.subscription().cancel()));
    source.bring(1, 1);
    source.bring(0, 0);

    assertThat(probe.numbers()).containsExactly(0);
    assertThat(source.underWay()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aSenselessRequestIsTheEnd(long n) {
    Probe probe = subscribe(new Probe(2));
    probe.subscription().request(n);

    assertThat(probe.failure())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3.9");
    assertThat(source.underWay()).isZero();
  }

  @Test
  void aRequestInOnSubscribeIsServedAfterIt() {
    AtomicBoolean inside = new AtomicBoolean();
    Probe probe = new Probe(0);
    new DatagramSubscription(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription mine) {
                mine.request(1);
                inside.set(source.started().isEmpty());
                probe.onSubscribe(mine);
              }

              @Override
              public void onNext(ReceiveResult result) {
                probe.onNext(result);
              }

              @Override
              public void onError(Throwable failure) {
                probe.onError(failure);
              }

              @Override
              public void onComplete() {
                probe.onComplete();
              }
            },
            source,
            DEPTH)
        .begin();

    assertThat(inside).isTrue();
    source.bring(0, 5);
    assertThat(probe.numbers()).containsExactly(5);
  }

  @Test
  void aRequestForEachDatagramNeedsNoStack() {
    FakeSource atOnce = source;
    Probe probe = new Probe(1);
    DatagramSource done =
        new DatagramSource() {
          private int number;

          @Override
          public CompletableFuture<ReceivedDatagram> receive() {
            return CompletableFuture.completedFuture(FakeSource.datagram(number++));
          }

          @Override
          public boolean isOpen() {
            return atOnce.isOpen();
          }
        };
    probe.reacting(
        result -> {
          if (Probe.number(result) < 100_000) {
            probe.subscription().request(1);
          }
        });
    new DatagramSubscription(probe, done, DEPTH).begin();

    assertThat(probe.results()).hasSize(100_001);
  }

  @Test
  void aSubscriberThatThrowsIsToldNothingMore() {
    Probe probe = new Probe(Long.MAX_VALUE);
    subscribe(
        probe.reacting(
            result -> {
              throw new IllegalStateException("as the test wants it");
            }));
    source.bring(0, 0);
    assertThat(source.underWay()).isZero();

    assertThat(probe.numbers()).containsExactly(0);
    assertThat(probe.failure()).isNull();
  }

  /** Throws in each of its methods. */
  private static final class Hostile implements Flow.Subscriber<ReceiveResult> {
    private final boolean fromTheStart;

    Hostile(boolean fromTheStart) {
      this.fromTheStart = fromTheStart;
    }

    @Override
    public void onSubscribe(Flow.Subscription mine) {
      mine.request(Long.MAX_VALUE);
      if (fromTheStart) {
        throw new IllegalStateException("as the test wants it");
      }
    }

    @Override
    public void onNext(ReceiveResult result) {
      throw new IllegalStateException("as the test wants it");
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException("as the test wants it");
    }

    @Override
    public void onComplete() {
      throw new IllegalStateException("as the test wants it");
    }
  }

  @Test
  void whicheverMethodThrowsTheLogNamesIt() {
    try (Logged log = new Logged()) {
      new DatagramSubscription(new Hostile(true), source, DEPTH).begin();
      assertThat(source.underWay()).isZero();
      assertThat(log.messages()).singleElement().asString().contains("threw in onSubscribe");
    }
    int next = source.started().size();
    try (Logged log = new Logged()) {
      new DatagramSubscription(new Hostile(false), source, DEPTH).begin();
      source.fail(next, failure(10055));
      assertThat(source.underWay()).isZero();
      assertThat(log.messages()).singleElement().asString().contains("threw in onError");
    }
    next = source.started().size();
    try (Logged log = new Logged()) {
      new DatagramSubscription(new Hostile(false), source, DEPTH).begin();
      source.close();
      source.fail(next, new ClosedChannelException());
      assertThat(source.underWay()).isZero();
      assertThat(log.messages()).singleElement().asString().contains("threw in onComplete");
    }
  }

  /** There was no memory, or no stack, for the rest of it. */
  @Test
  void cancellingThatFailedHalfwayGoesOnWithTheNextEvent() {
    List<CompletableFuture<ReceivedDatagram>> receives = new ArrayList<>();
    AtomicBoolean fails = new AtomicBoolean(true);
    receives.add(
        new CompletableFuture<>() {
          @Override
          public boolean cancel(boolean mayInterruptIfRunning) {
            if (fails.getAndSet(false)) {
              throw new StackOverflowError("as the test wants it");
            }
            return super.cancel(mayInterruptIfRunning);
          }
        });
    receives.add(new CompletableFuture<>());
    Iterator<CompletableFuture<ReceivedDatagram>> next = List.copyOf(receives).iterator();
    Probe probe = new Probe(2);
    new DatagramSubscription(
            probe,
            new DatagramSource() {
              @Override
              public CompletableFuture<ReceivedDatagram> receive() {
                return next.next();
              }

              @Override
              public boolean isOpen() {
                return true;
              }
            },
            DEPTH)
        .begin();
    assertThatThrownBy(probe.subscription()::cancel).isInstanceOf(StackOverflowError.class);
    assertThat(receives.get(1)).isNotDone();
    receives.get(0).complete(FakeSource.datagram(0));
    assertThat(receives.get(1)).isCancelled();
    assertThat(probe.results()).isEmpty();
  }

  @Test
  void aSourceWithoutMemoryIsAFailureAndNotASilence() {
    Probe probe = new Probe(0);
    OutOfMemoryError noMemory = new OutOfMemoryError("as the test wants it");
    new DatagramSubscription(
            probe,
            new DatagramSource() {
              @Override
              public CompletableFuture<ReceivedDatagram> receive() {
                throw noMemory;
              }

              @Override
              public boolean isOpen() {
                return true;
              }
            },
            DEPTH)
        .begin();
    probe.subscription().request(1);

    assertThat(probe.failure()).isSameAs(noMemory);
  }

  /** Receives end on many threads, in any order, while others request: nothing is out of order. */
  @RepeatedTest(20)
  void manyThreads() throws Exception {
    int count = 2000;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CompletableFuture<Void> all = new CompletableFuture<>();
    Probe probe = new Probe(1);
    DatagramSource racing =
        new DatagramSource() {
          private int number;

          @Override
          public CompletableFuture<ReceivedDatagram> receive() {
            int mine = number++; // the loop's
            return CompletableFuture.supplyAsync(() -> FakeSource.datagram(mine), threads);
          }

          @Override
          public boolean isOpen() {
            return true;
          }
        };
    probe.reacting(
        result -> {
          if (Probe.number(result) == count - 1) {
            all.complete(null);
          } else {
            threads.execute(() -> probe.subscription().request(2));
          }
        });
    new DatagramSubscription(probe, racing, DEPTH).begin();
    all.get(20, TimeUnit.SECONDS);
    probe.subscription().cancel();
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

    List<Integer> numbers = probe.numbers();
    assertThat(numbers).isEqualTo(IntStream.range(0, numbers.size()).boxed().toList());
    assertThat(numbers).hasSizeGreaterThanOrEqualTo(count);
  }
}
