package io.github.asyncioctl.internal.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import kotlin.Unit;
import org.pastalab.fray.core.TestRunner;
import org.pastalab.fray.core.command.Configuration;
import org.pastalab.fray.core.command.ExecutionInfo;
import org.pastalab.fray.core.command.LambdaExecutor;
import org.pastalab.fray.core.command.NetworkDelegateType;
import org.pastalab.fray.core.command.SystemTimeDelegateType;
import org.pastalab.fray.core.observers.TimelineCoverageType;
import org.pastalab.fray.core.randomness.ControlledRandom;
import org.pastalab.fray.core.randomness.Randomness;
import org.pastalab.fray.core.scheduler.POSScheduler;

/**
 * Runs a scenario under many schedules: Fray lets one of its threads go on at a time, and says at
 * each lock, each volatile or atomic access, each wait and each sleep which one that is. Time is
 * virtual: it passes when nobody can go on. A seed decides all of it.
 */
final class Schedules {
  private static final int COUNT = Integer.getInteger("schedules.count", 1000);
  private static final int SECONDS = Integer.getInteger("schedules.seconds", 60);

  /** How much time passes by itself at each look at the clock. */
  private static final long NANOS_PER_LOOK = 100;

  /** What happens, from the beginning to the end, with everything that has to hold. */
  @FunctionalInterface
  interface Scenario {
    /**
     * Runs it once.
     *
     * @param choice decides what is not a matter of schedules
     */
    void run(Random choice) throws Exception;
  }

  private final Scenario scenario;
  private long seed;

  private Schedules(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.seed = seed;
  }

  /** Throws what the scenario threw under the first schedule under which it did so. */
  static void explore(Scenario scenario) {
    long first = Long.getLong("schedules.seed", System.nanoTime() & 0xFFFF_FFFFL);
    new Schedules(scenario, first).explore();
  }

  private void explore() {
    long first = seed;
    TestRunner runner = runner(first);
    Throwable failure;
    try {
      failure = runner.run();
    } catch (Throwable interrupted) { // a thread never ends, and never stands still
      failure = interrupted;
    }
    if (failure != null) {
      throw new AssertionError(
          "-Dschedules.seed=" + seed + " -Dschedules.count=1: " + failure, failure);
    }
    System.out.println(
        runner.getConfig().getCurrentIteration() + " schedules from the seed " + first + " on");
  }

  /** One that does not clear the screen for its progress; what it reports is in a file, too. */
  private TestRunner runner(long first) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try {
      return new TestRunner(configuration(first));
    } finally {
      System.setOut(out);
    }
  }

  private Configuration configuration(long first) {
    return new Configuration(
        new ExecutionInfo(
            new LambdaExecutor(
                () -> {
                  run();
                  return Unit.INSTANCE;
                }),
            false,
            false,
            -1),
        Path.of("target", "schedules"),
        COUNT,
        SECONDS,
        new POSScheduler(randomness(first)),
        this::next,
        false,
        false,
        true,
        false,
        false,
        false,
        NetworkDelegateType.NONE,
        SystemTimeDelegateType.MOCK,
        NANOS_PER_LOOK,
        false,
        false,
        false,
        false,
        false,
        false,
        TimelineCoverageType.NONE);
  }

  private Randomness next() {
    return randomness(++seed);
  }

  private static Randomness randomness(long seed) {
    List<Integer> integers = new ArrayList<>();
    List<Double> doubles = new ArrayList<>();
    return new ControlledRandom(integers, doubles, random(seed));
  }

  /** Seeds that follow each other give numbers that have nothing to do with each other. */
  private static Random random(long seed) {
    return new Random(new SplittableRandom(seed).nextLong());
  }

  private void run() {
    try {
      scenario.run(random(~seed));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
