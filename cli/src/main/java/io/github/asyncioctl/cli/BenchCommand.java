package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast this machine is. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Measures how fast this machine is.",
    description = {
      "",
      "Measures operations through the library's public API: those that complete at once, those"
          + " that pend, and cancelling. Uses loopback and a named pipe only. Takes about 20"
          + " seconds.",
      ""
    })
final class BenchCommand implements Callable<Integer> {
  private static final Duration QUICK = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(4);

  private final Terminal terminal;
  private final GlobalOptions options;

  @Option(names = "--quick", description = "Take a few seconds, for rougher figures.")
  private boolean quick;

  BenchCommand(Terminal terminal, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    Duration each = quick ? QUICK : LONG;
    List<Measurement> all = new ArrayList<>();
    try (AsyncIoctl io = Engines.open();
        AsyncIoctl direct = AsyncIoctl.builder().executor(Runnable::run).open();
        BenchSockets sockets = new BenchSockets();
        BenchPipe pipe = new BenchPipe()) {
      all.add(sockets.immediate(io, each));
      all.add(pipe.pending("pending, completed by the library's thread", io, each));
      all.add(pipe.pending("pending, completed by the waiter itself", direct, each));
      all.add(sockets.cancelled(io, each));
    }
    print(all);
    return ExitCode.OK;
  }

  private void print(List<Measurement> all) throws IOException {
    if (options.isJson()) {
      terminal.json(
          new Fields()
              .with("java", Runtime.version().toString())
              .with("os", System.getProperty("os.name"))
              .with("processors", Runtime.getRuntime().availableProcessors())
              .with("measurements", all.stream().map(Measurement::json).toList())
              .map());
      return;
    }
    terminal.print(
        "Java %s, %s, %d processors; times in microseconds"
            .formatted(
                Runtime.version(),
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors()));
    Table table = new Table("OPERATION", "MEDIAN", "90 %", "99 %", "COUNT");
    all.forEach(each -> each.addTo(table));
    terminal.print(String.join(System.lineSeparator(), table.lines(terminal.style())));
  }
}
