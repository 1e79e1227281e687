package io.github.asyncioctl.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;

/**
 * The rules of Reactive Streams for publishers, on a network watch: as {@link WatchTck} has them.
 *
 * <p>TestNG's; {@link WatchTckTest} runs it.
 */
public final class NetworkTck extends FlowPublisherVerification<NetworkChange> {
  private static final long TIMEOUT_MILLIS = 2000;
  private static final long NOTHING_MILLIS = 100;
  private static final long GC_MILLIS = 1000;

  private final ConcurrentLinkedQueue<NetworkWatch> watches = new ConcurrentLinkedQueue<>();

  public NetworkTck() {
    super(new TestEnvironment(TIMEOUT_MILLIS, NOTHING_MILLIS), GC_MILLIS);
  }

  private NetworkWatch watch(NetworkFamily.Opener opener, FakeNetwork network) {
    Couriers couriers = new Couriers(WatchThreads::create, RealTime.DELAYS);
    NetworkSettings settings =
        new NetworkSettings(
            List.of(FakeNetwork.address("192.0.2.1")), Duration.ZERO, null, any -> true);
    NetworkSource source = new NetworkSource(settings, opener, network, couriers, RealTime.DELAYS);
    NetworkWatch watch =
        new NetworkWatch(
            new Feed<>(source, NetworkChange.FORM, null, couriers, RealTime.DELAYS), null);
    watches.add(watch);
    return watch;
  }

  /** The watches would keep threads until they are idle. */
  @AfterMethod
  public void closeAll() {
    for (NetworkWatch watch = watches.poll(); watch != null; watch = watches.poll()) {
      watch.close();
    }
  }

  @Override
  public Flow.Publisher<NetworkChange> createFlowPublisher(long elements) {
    FakeNetwork network = new FakeNetwork();
    NetworkWatch watch = watch(network, network);
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
                        ForkJoinPool.commonPool()
                            .execute(() -> network.change(FakeNetwork.up((int) number)));
                      }
                    }));
  }

  @Override
  public Flow.Publisher<NetworkChange> createFailedFlowPublisher() {
    return watch(
        destination -> {
          throw new IllegalStateException("as the test wants it");
        },
        new FakeNetwork());
  }

  @Override
  public long maxElementsFromPublisher() {
    return Integer.MAX_VALUE;
  }
}
