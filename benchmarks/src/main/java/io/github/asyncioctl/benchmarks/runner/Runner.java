package io.github.asyncioctl.benchmarks.runner;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@code Runner MODE PEERS FOLDER}: runs every peer in turn, round after round, each in a process
 * of its own, and writes performance.csv. For a Windows JVM: on Windows any, on Linux the test
 * bed's, whose CPU, network and wineserver the peers then share.
 */
public final class Runner {
  private static final int PATIENCE_SECONDS = 180;

  private final Peers peers;
  private final Optional<Path> trigger;
  private final Path folder;
  private final Samples samples = new Samples();
  private final Set<String> problems = new LinkedHashSet<>();

  private Runner(Peers peers, Optional<Path> trigger, Path folder) {
    this.peers = peers;
    this.trigger = trigger;
    this.folder = folder;
  }

  /** Arguments: the mode, the folder of the native programs, where to write performance.csv. */
  public static void main(String[] arguments) throws Exception {
    if (AddressChanger.isWine()) {
      // Whoever reads this is outside.
      System.setOut(
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }
    Path folder = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
    Path csv = folder.resolve("performance.csv");
    long from = System.nanoTime();
    Runner runner =
        new Runner(
            new Peers(Path.of(arguments[1]).toAbsolutePath()),
            AddressChanger.start(folder),
            folder);
    Map<String, String> environment = environment(arguments[0]);
    runner.run(Plan.of(arguments[0]), environment, csv);
    Results results = runner.samples.results(environment);
    System.out.println(Tables.of(results));
    runner.problems.forEach(System.out::println);
    System.out.printf(
        "%d figures in %d s: %s%n",
        results.summaries().size(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from), csv);
    // What changes the addresses ends with this process group.
    System.exit(results.summaries().isEmpty() ? 1 : 0);
  }

  /** Writes the figures after each peer, so that a run can be ended early. */
  private void run(List<Job> plan, Map<String, String> environment, Path csv) throws Exception {
    List<Job> jobs = new ArrayList<>();
    for (Job job : plan) {
      runnable(job).ifPresent(jobs::add);
    }
    int rounds = jobs.stream().mapToInt(Job::rounds).max().orElse(0);
    for (int round = 1; round <= rounds; round++) {
      System.out.printf("round %d of %d:", round, rounds);
      for (Job job : jobs) {
        if (round <= job.rounds()) {
          System.out.print(" " + job.variant());
          System.out.flush();
          run(job);
          samples.results(environment).write(csv);
        }
      }
      System.out.println();
    }
  }

  private Optional<Job> runnable(Job job) {
    Optional<String> missing = peers.missing(job.variant());
    if (missing.isPresent()) {
      problems.add("left out: " + missing.get());
      return Optional.empty();
    }
    if (trigger.isPresent()) {
      return Optional.of(job);
    }
    problems.add("left out: address changes, which only the test bed makes");
    Job rest = job.withoutAddressChanges();
    return rest.cases().isEmpty() ? Optional.empty() : Optional.of(rest);
  }

  private void run(Job job) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(peers.command(job));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    trigger.ifPresent(path -> builder.environment().put("BENCH_TRIGGER", path.toString()));
    Process process = builder.start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    List<String> text = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
    if (ended && process.exitValue() == 0) {
      samples.add(text.stream().map(Line::parse).flatMap(Optional::stream).toList());
    } else {
      problems.add(
          "failed: "
              + job.variant()
              + " "
              + job.cases()
              + (ended ? ", exit code " + process.exitValue() : ", not ended in time")
              + text.stream()
                  .filter(line -> Line.parse(line).isEmpty())
                  .limit(3)
                  .reduce("", (all, line) -> all + "\n    " + line));
    }
  }

  private static Map<String, String> environment(String mode) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("mode", mode);
    environment.put("java", System.getProperty("java.vm.version"));
    environment.put(
        "system",
        AddressChanger.isWine()
            ? "Wine, every process pinned to one CPU"
            : System.getProperty("os.name") + " " + System.getProperty("os.version"));
    environment.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    return environment;
  }
}
