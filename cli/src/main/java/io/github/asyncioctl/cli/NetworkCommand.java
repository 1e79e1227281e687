package io.github.asyncioctl.cli;

import io.github.asyncioctl.watch.NetworkWatch;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The state of the network, on any system. */
@Command(
    name = "network",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows interfaces and source addresses once the network has settled.",
    description = {
      "",
      "Starts with the current state and runs until Ctrl-C. 'source' is the address from which"
          + " packets to the Internet leave. Works on any system; it polls if that is not Windows.",
      ""
    })
final class NetworkCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final GlobalOptions options;
  private final WatchOptions watchOptions;
  private final Stop stop;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * @param watchOptions the options of {@code watch}, which may be before this command's name
   */
  NetworkCommand(Terminal terminal, Stop stop, GlobalOptions options, WatchOptions watchOptions) {
    this.terminal = terminal;
    this.options = options;
    this.watchOptions = watchOptions;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    checkOptionsBefore();
    WatchPrinter printer = watchOptions.printer(terminal, stop, options.isJson());
    return stop.finish(() -> watch(printer));
  }

  /** Options that apply only to {@code watch} are errors here. */
  private void checkOptionsBefore() {
    spec.parent().commandLine().getParseResult().matchedOptions().stream()
        .filter(each -> each.scopeType() == ScopeType.LOCAL)
        .findFirst()
        .ifPresent(
            each -> {
              throw new ParameterException(
                  spec.commandLine(),
                  each.longestName() + " does not apply to '" + spec.qualifiedName() + "'");
            });
  }

  private int watch(WatchPrinter printer) {
    try (NetworkWatch watch = NetworkWatch.open()) {
      watch.listen(new NetworkEvents(Clock.systemUTC(), printer, stop::begin));
      watchOptions.await(stop);
    } finally {
      printer.close();
    }
    return stop.exitCode();
  }
}
