package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The addresses of the test bed change, and the runnable jar tells of it. */
@Tag("windows")
@Tag("testbed")
class WatchedChangesTest {
  private static final long BOUND_SECONDS = 30;
  private static final String ADD = "ip addr add 10.78.0.1/24 dev v1";
  private static final String REMOVE = "ip addr del 10.78.0.1/24 dev v1";

  private static final AtomicInteger COMMANDS = new AtomicInteger();

  private final Page page = new Page();

  /** A command of the host; Wine does not wait for its end, so it leaves a file behind. */
  private static void shell(String command) throws Exception {
    Path ended = Path.of("target", "shell-" + COMMANDS.incrementAndGet()).toAbsolutePath();
    Files.createDirectories(ended.getParent());
    Files.deleteIfExists(ended);
    String unixName = ended.toString().substring("Z:".length()).replace('\\', '/');
    String script = command + "; : > '" + unixName + "'";
    new ProcessBuilder("cmd", "/c", "start", "/wait", "/unix", "/bin/sh", "-c", script)
        .inheritIO()
        .start()
        .waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
    long start = System.nanoTime();
    while (!Files.exists(ended)) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(BOUND_SECONDS));
      TimeUnit.MILLISECONDS.sleep(5);
    }
    Files.delete(ended);
  }

  @AfterEach
  void removeWhatIsLeft() throws Exception {
    shell(REMOVE + " 2>/dev/null");
  }

  @Test
  @Tag("once")
  void changesAreToldUntilCtrlC() throws Exception {
    try (JarProgram watch = JarProgram.startInterruptible("watch", "-4")) {
      StringBuilder told = new StringBuilder(watch.line()).append('\n');
      shell(ADD);
      told.append(watch.line()).append('\n');
      shell(REMOVE);
      told.append(watch.line()).append('\n');
      assertThat(Page.shape(told.toString())).isEqualTo(Page.shape(page.block("watch")));
      assertThat(told)
          .contains("added      address  10.78.0.1")
          .contains("removed    address  10.78.0.1");

      watch.interrupt();
      assertThat(watch.rest()).isEmpty();
      assertThat(watch.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    }
  }

  @Test
  void jsonLinesUntilTheCountIsReached() throws Exception {
    try (JarProgram watch = JarProgram.start("watch", "-4", "--json", "--count", "2")) {
      String first = watch.line();
      shell(ADD);
      String told = first + "\n" + watch.rest();

      assertThat(Page.shape(told)).isEqualTo(Page.shape(page.block("watch-json")));
      assertThat(told).contains("\"event\":\"added\"").contains("\"address\":\"10.78.0.1\"");
      assertThat(watch.exitCode()).isZero();
    }
  }

  @Test
  @Tag("once")
  void aReaderThatIsGoneEndsIt() throws Exception {
    try (JarProgram watch = JarProgram.start("watch", "-4")) {
      assertThat(watch.line()).contains("present");
      watch.stopReading();
      shell(ADD);

      assertThat(watch.exitCode()).isZero();
    }
  }
}
