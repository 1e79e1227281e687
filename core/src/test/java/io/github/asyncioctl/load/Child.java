package io.github.asyncioctl.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What became of a JVM of its own, for what may do damage.
 *
 * @param exitCode its exit code
 * @param output its lines
 * @param leavingMillis how long it took from its {@link #LEAVING} to its end; -1 if it never left
 */
public record Child(int exitCode, List<String> output, long leavingMillis) {
  /** The line that a child prints before it leaves. */
  public static final String LEAVING = "leaving";

  /** Runs a main class with the class path of this JVM. */
  public static Child run(Class<?> main, String... arguments) throws Exception {
    return run(List.of(), main, arguments);
  }

  /** The same with options for the JVM. */
  public static Child run(List<String> options, Class<?> main, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    // A JVM of seconds: the second compiler would take longer than it saves.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      List<String> output = new ArrayList<>();
      CompletableFuture<Long> left = CompletableFuture.supplyAsync(() -> read(process, output));
      if (!process.waitFor(Load.BOUND.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the child has not ended: " + main + ", " + command);
      }
      long end = System.nanoTime();
      long leaving = left.get(Load.BOUND.toSeconds(), TimeUnit.SECONDS);
      return new Child(
          process.exitValue(),
          output,
          leaving == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(end - leaving));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads everything; returns when the child said that it leaves, or 0. */
  private static long read(Process process, List<String> output) {
    long leaving = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(LEAVING)) {
          leaving = System.nanoTime();
        }
        output.add(line);
      }
    } catch (IOException e) {
      output.add(e.toString());
    }
    return leaving;
  }
}
