package io.github.asyncioctl.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Uses every sort of delay that a watch has, in a JVM in which nobody else waits, and prints the
 * names of the threads; {@link NoForeignThreadsTest} runs it.
 */
public final class WatchingProgram {
  private static final long BOUND_SECONDS = 30;

  private WatchingProgram() {}

  /** Prints each thread's name in a line. */
  public static void main(String[] args) throws Exception {
    FakeSource source = new FakeSource();
    source.failNextArms(3, new IOException("so it waits, and tries again"));
    Delays delays = new Delays(WatchThreads::create);
    Couriers couriers = new Couriers(WatchThreads::create, delays);
    try (Watch<String> watch = new Watch<>(source, null, couriers, delays);
        NetworkWatch network = NetworkWatch.builder().pollInterval(Duration.ofMillis(100)).open()) {
      watch.listen(change -> {});
      watch.next().get(BOUND_SECONDS, TimeUnit.SECONDS); // that it has recovered
      network.current().get(BOUND_SECONDS, TimeUnit.SECONDS);
      network.next().cancel(true);
      Thread.getAllStackTraces().keySet().forEach(each -> System.out.println(each.getName()));
    }
  }
}
