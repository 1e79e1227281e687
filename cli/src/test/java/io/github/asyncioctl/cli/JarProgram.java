package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The runnable jar, as a process of its own. */
final class JarProgram implements AutoCloseable {
  private static final long BOUND_SECONDS = 60;

  private final Process process;
  private final BufferedReader out;

  private JarProgram(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static Path jar() {
    return Path.of(System.getProperty("asyncioctl.cli.jar")).toAbsolutePath();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** As a user starts it. */
  static JarProgram start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(java(), "-Dfile.encoding=UTF-8", "-jar", jar().toString()));
    command.addAll(List.of(arguments));
    return new JarProgram(command);
  }

  /**
   * Runs it with its output in a file.
   *
   * @return the exit code, and behind it what it says to standard error
   */
  static String runInto(File output, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(java(), "-jar", jar().toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectOutput(output).start();
    try (InputStream errors = process.getErrorStream()) {
      String said = new String(errors.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).as("it has ended").isTrue();
      return process.exitValue() + " " + said.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  /** With something beside it that can press Ctrl-C. */
  static JarProgram startInterruptible(String... arguments) throws Exception {
    String tests =
        Path.of(Interruptible.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                java(), "-cp", jar() + File.pathSeparator + tests, Interruptible.class.getName()));
    command.addAll(List.of(arguments));
    return new JarProgram(command);
  }

  /** The next line, null at the end. */
  String line() throws IOException {
    return out.readLine();
  }

  /** What has not been read yet. */
  String rest() throws IOException {
    StringBuilder rest = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      rest.append(line).append('\n');
    }
    return rest.toString();
  }

  void interrupt() throws IOException {
    process.getOutputStream().write('c');
    process.getOutputStream().flush();
  }

  void stopReading() throws IOException {
    out.close();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).as("it has ended").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
