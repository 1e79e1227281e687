package io.github.asyncioctl.benchmarks.jmh;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code JmhPeer VARIANT CASE:ITERATIONS...} runs JMH in this process, because a Windows JVM in a
 * test bed forks badly, and prints lines {@code case,variant,metric,value}. The cases are {@code
 * engine-N}, the engine alone with N operations pending, and {@code calls-1}, the public API on
 * Win32.
 */
public final class JmhPeer {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private JmhPeer() {}

  /** Prints millions of operations a second, and the bytes that each allocates. */
  public static void main(String[] arguments) throws RunnerException {
    System.setProperty("jmh.ignoreLock", "true");
    for (int i = 1; i < arguments.length; i++) {
      String[] parts = arguments[i].split(":", 2);
      run(arguments[0], parts[0], Integer.parseInt(parts[1]));
    }
    System.exit(0);
  }

  private static void run(String variant, String name, int iterations) throws RunnerException {
    int dash = name.indexOf('-');
    boolean alone = name.startsWith("engine-");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include((alone ? EngineBenchmark.class : CallBenchmark.class).getSimpleName())
            .forks(0)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT);
    if (alone) {
      options.param("pending", name.substring(dash + 1));
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    for (RunResult result : results) {
      String metric = result.getPrimaryResult().getLabel();
      print(name, variant, metric + "_mops", result.getPrimaryResult().getScore());
      for (Result<?> second : result.getSecondaryResults().values()) {
        if (second.getLabel().endsWith(ALLOCATED)) {
          print(name, variant, metric + "_bytes", second.getScore());
        }
      }
    }
  }

  private static void print(String name, String variant, String metric, double value) {
    System.out.printf(Locale.ROOT, "%s,%s,%s,%.3f%n", name, variant, metric, value);
  }
}
