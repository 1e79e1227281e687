package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs {@link StormProgram} in a process of its own, with the Java of this one. */
record OtherJvm(String classPath) {
  private static final int BOUND_SECONDS = 180;
  private static final AtomicInteger RUNS = new AtomicInteger();

  /** How it ended, and what it said. */
  record Ended(int code, String output) {
    void assertEnded() {
      assertThat(code).as(output).isZero();
    }

    void assertPassed() {
      assertEnded();
      assertThat(output).contains("STORM PASSED");
    }
  }

  Ended run(String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    // It warns of what Wine does not tell it.
    command.add("-XX:-PrintWarnings");
    command.add(StormProgram.class.getName());
    // Not through a pipe: some say hundreds of thousands of lines.
    Path output = folder().resolve("output-" + RUNS.incrementAndGet());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("CLASSPATH", classPath);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).as("it has ended").isTrue();
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  /** For what such a JVM reads and writes. */
  static Path folder() throws IOException {
    return Files.createDirectories(Path.of("target", "other-jvms"));
  }
}
