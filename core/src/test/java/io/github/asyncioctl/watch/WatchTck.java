package io.github.asyncioctl.watch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;

/**
 * The rules of Reactive Streams for publishers, on a watch. The verification wants a publisher of
 * so many elements, where a watch collapses what nobody has requested yet; so the world of the
 * source changes each time that a subscriber has got a change, and the watch is closed after as
 * many as are wanted.
 *
 * <p>TestNG's; {@link WatchTckTest} runs it.
 */
public final class WatchTck extends FlowPublisherVerification<Change<String>> {
  private static final long TIMEOUT_MILLIS = 2000;
  private static final long NOTHING_MILLIS = 100;
  private static final long GC_MILLIS = 1000;

  private final ConcurrentLinkedQueue<Watch<String>> watches = new ConcurrentLinkedQueue<>();

  public WatchTck() {
    super(new TestEnvironment(TIMEOUT_MILLIS, NOTHING_MILLIS), GC_MILLIS);
  }

  private Watch<String> watch(FakeSource source) {
    AtomicInteger threads = new AtomicInteger();
    Couriers couriers =
        new Couriers(
            task -> {
              Thread thread = new Thread(task, "tck-" + threads.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            RealTime.DELAYS);
    Watch<String> watch = new Watch<>(source, null, couriers, RealTime.DELAYS);
    watches.add(watch);
    return watch;
  }

  /** The watches would keep threads until they are idle. */
  @AfterMethod
  public void closeAll() {
    for (Watch<String> watch = watches.poll(); watch != null; watch = watches.poll()) {
      watch.close();
    }
  }

  @Override
  public Flow.Publisher<Change<String>> createFlowPublisher(long elements) {
    FakeSource source = new FakeSource();
    Watch<String> watch = watch(source);
    if (elements == 0) {
      watch.close();
      return watch;
    }
    AtomicLong told = new AtomicLong();
    return subscriber ->
        watch.subscribe(
            subscriber == null
                ? null
                : new Teller<>(
                    subscriber,
                    () -> {
                      long number = told.incrementAndGet();
                      if (number == elements) {
                        watch.close();
                      } else {
                        ForkJoinPool.commonPool().execute(() -> source.change("n" + number));
                      }
                    }));
  }

  @Override
  public Flow.Publisher<Change<String>> createFailedFlowPublisher() {
    FakeSource source = new FakeSource();
    source.failNextOpens(new IllegalStateException("as the test wants it"));
    return watch(source);
  }

  @Override
  public long maxElementsFromPublisher() {
    return Integer.MAX_VALUE;
  }
}
