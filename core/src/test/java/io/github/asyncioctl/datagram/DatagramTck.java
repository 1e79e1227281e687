package io.github.asyncioctl.datagram;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/**
 * The rules of Reactive Streams for publishers, on datagrams: so many arrive, then the socket is
 * closed.
 *
 * <p>TestNG's; {@link DatagramTckTest} runs it.
 */
public final class DatagramTck extends FlowPublisherVerification<ReceiveResult> {
  private static final long TIMEOUT_MILLIS = 2000;
  private static final long NOTHING_MILLIS = 100;
  private static final long GC_MILLIS = 1000;

  public DatagramTck() {
    super(new TestEnvironment(TIMEOUT_MILLIS, NOTHING_MILLIS), GC_MILLIS);
  }

  @Override
  public Flow.Publisher<ReceiveResult> createFlowPublisher(long elements) {
    return subscriber -> {
      Objects.requireNonNull(subscriber, "subscriber");
      new DatagramSubscription(subscriber, new Counted(elements), 4).begin();
    };
  }

  @Override
  public Flow.Publisher<ReceiveResult> createFailedFlowPublisher() {
    return null; // whether a socket fails is seen when something is requested
  }

  @Override
  public long maxElementsFromPublisher() {
    return Integer.MAX_VALUE;
  }

  /** So many datagrams, which arrive on other threads. */
  private static final class Counted implements DatagramSource {
    private final long elements;
    private final AtomicLong started = new AtomicLong();

    Counted(long elements) {
      this.elements = elements;
    }

    @Override
    public CompletableFuture<ReceivedDatagram> receive() {
      long number = started.getAndIncrement();
      return number < elements
          ? CompletableFuture.supplyAsync(() -> FakeSource.datagram((int) number))
          : CompletableFuture.failedFuture(FakeSource.failure(995));
    }

    @Override
    public boolean isOpen() {
      return started.get() < elements;
    }
  }
}
