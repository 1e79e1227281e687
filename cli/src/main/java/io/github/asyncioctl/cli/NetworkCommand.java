package io.github.asyncioctl.cli;

import io.github.asyncioctl.watch.NetworkWatch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The state of the network, on any system. */
@Command(
    name = "network",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Tells of interfaces and source addresses when the network has settled.",
    description = {
      "",
      "Begins with what there is, and ends with Ctrl-C. 'source' is the address from which packets"
          + " to the Internet leave. Off Windows this polls.",
      ""
    })
final class NetworkCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final GlobalOptions options;
  private final Stop stop;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--changes-only", description = "Leave out what is there at the beginning.")
  private boolean changesOnly;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "End after so many lines.")
  private @Nullable Integer count;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "End after this time: 500ms, 10s, 2m, 1h.")
  private Duration time = Duration.ofNanos(Long.MAX_VALUE);

  NetworkCommand(Terminal terminal, Stop stop, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    if (count != null && count < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be at least 1, not " + count);
    }
    WatchPrinter printer =
        new WatchPrinter(
            terminal, stop, options.isJson(), changesOnly, count, ZoneId.systemDefault());
    return stop.finish(() -> watch(printer));
  }

  private int watch(WatchPrinter printer) {
    try (NetworkWatch watch = NetworkWatch.open()) {
      watch.listen(new NetworkEvents(Clock.systemUTC(), printer, stop::begin));
      // The time is that in which changes are told, so it begins with the first state.
      stop.awaitBegin();
      stop.await(time);
    } finally {
      printer.close();
    }
    return stop.exitCode();
  }
}
