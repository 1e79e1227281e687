package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.OnWindows;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * All kinds of load side by side in one JVM, slowly, for as long as one likes. After each round the
 * process has what it had after the first one, and what is kept on purpose. The JVM keeps the
 * events and the memory of the most threads that it had at once, so a first round has to be like
 * the others.
 */
@OnWindows
@Tag("load")
class MixedTest {
  private static final int ROUNDS = 6;
  private static final int SHORTEST_ROUND = 10;

  /**
   * What an operation that is kept has on the heap: its record, and what the canary knows of it.
   */
  private static final long HEAP_OF_ONE_KEPT = 4 << 10;

  /** What the JVM opens, keeps and compiles now and then. */
  private static final int HANDLE_NOISE = 200;

  private static final long HEAP_NOISE = 16L << 20;
  private static final int THREAD_NOISE = 5;

  /** Beyond what JVM and engines count: stacks, the compilers' memory, fragments. */
  private static final long RESIDENT_NOISE = 32L << 20;

  @Test
  void nothingGrows() throws Exception {
    long seconds = Load.duration(8).toSeconds();
    int rounds = (int) Math.max(2, Math.min(ROUNDS, seconds / SHORTEST_ROUND));
    long start = System.nanoTime();
    try (Mix mix = new Mix(Load.seed("MixedTest"))) {
      System.out.println("MixedTest: " + Sample.TITLES);
      mix.round(SHORTEST_ROUND);
      sample(mix, start);
      // The first round has everything as many times at once as the others will have it.
      mix.round(seconds / rounds);
      Sample before = sample(mix, start);
      for (int i = 1; i < rounds; i++) {
        mix.round(seconds / rounds);
        assertNotMore(before, sample(mix, start));
      }
      System.out.println("MixedTest: " + mix);
      mix.checkKept();
    }
  }

  private static Sample sample(Mix mix, long start) throws InterruptedException {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    Sample sample = Sample.now(seconds, mix.operations(), mix.nativeBytes(), mix.kept().count());
    System.out.println("MixedTest: " + sample.line());
    return sample;
  }

  /** More only by what is kept, and by what the JVM does now and then. */
  private static void assertNotMore(Sample before, Sample now) {
    int kept = now.kept() - before.kept();
    assertThat(now.belongings().handles() - before.belongings().handles())
        .as("more handles")
        .isLessThan(HANDLE_NOISE + kept);
    assertThat(now.belongings().heap() - before.belongings().heap())
        .as("more heap")
        .isLessThan(HEAP_NOISE + kept * HEAP_OF_ONE_KEPT);
    assertThat(now.threads() - before.threads()).as("more threads").isLessThan(THREAD_NOISE);
    assertThat(now.besideJvm() - before.besideJvm())
        .as("more memory beside the JVM's own")
        .isLessThan(RESIDENT_NOISE + now.nativeBytes() - before.nativeBytes());
  }
}
