package io.github.asyncioctl.examples;

import com.sun.jna.NativeLibrary;
import io.github.asyncioctl.examples.Step.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Whether this Windows is Wine, and the Unix beneath it. */
final class Wine {
  private static final int LOOK_MILLIS = 10;

  private Wine() {}

  /** Wine's version; empty on a real Windows. */
  static Optional<String> version() {
    try {
      NativeLibrary ntdll = NativeLibrary.getInstance("ntdll");
      String version = ntdll.getFunction("wine_get_version").invokeString(new Object[0], false);
      return Optional.of(version);
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  /**
   * Runs a command in the Unix shell, to its end.
   *
   * @param script without double quotes, as it goes through Windows' command line
   * @throws FailedException with what the command said, if it failed
   */
  static void shell(String script) throws IOException, FailedException, InterruptedException {
    // Wine gives back neither output nor status, so they take the way over a file.
    String answer = "/tmp/asyncioctl-demo-" + UUID.randomUUID();
    String draft = answer + "-draft";
    start(
        String.format("( %s ) >%s 2>&1; echo status=$? >>%2$s; ", script, draft)
            + String.format("mv %s %s", draft, answer));
    String said = take(Path.of("Z:" + answer));
    if (!said.endsWith("status=0")) {
      throw new FailedException("the shell said: " + said.replaceAll("\\s+", " "));
    }
  }

  private static void start(String script) throws IOException {
    Process process =
        new ProcessBuilder("cmd", "/c", "start", "/unix", "/bin/sh", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
  }

  /** Polls until the file exists, because Wine does not report the end of a Unix process. */
  private static String take(Path file) throws IOException, FailedException, InterruptedException {
    long deadline = System.nanoTime() + Waits.LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (Files.exists(file)) {
        String said = Files.readString(file).strip();
        Files.delete(file);
        return said;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    throw new FailedException("no answer of the shell within " + Waits.LIMIT.toSeconds() + " s");
  }
}
