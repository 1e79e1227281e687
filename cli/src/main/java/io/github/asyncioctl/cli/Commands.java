package io.github.asyncioctl.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The program without a command, and what all commands have in common. */
@Command(
    name = "asyncioctl",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Watches and inspects the network of Windows through socket IOCTLs.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:success",
      "1:failure: no connection, an error of the system, a failed check",
      "2:invalid command line",
      "3:not supported on this system",
      "4:this version of Windows does not have the control code",
      "130:Ctrl-C"
    },
    footer = {"", "'asyncioctl COMMAND --help' shows the options of a command."})
final class Commands implements Runnable {
  private static final int HELP_WIDTH = 80;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final GlobalOptions options = new GlobalOptions();

  private Commands() {}

  static CommandLine all(Terminal terminal, Stop stop, Supplier<TcpInfoSource> sources) {
    Commands program = new Commands();
    GlobalOptions options = program.options;
    WatchCommand watch = new WatchCommand(terminal, stop, options);
    NetworkCommand network = new NetworkCommand(terminal, stop, options, watch.watchOptions());
    CommandLine all =
        new CommandLine(program)
            .addSubcommand(new CommandLine(watch).addSubcommand(network))
            .addSubcommand(new ListCommand(terminal, options))
            .addSubcommand(new TcpInfoCommand(terminal, stop, options, sources))
            .addSubcommand(new KeepAliveCommand(terminal, stop, options))
            .addSubcommand(new SelfTestCommand(terminal, options))
            .addSubcommand(new BenchCommand(terminal, options))
            .addSubcommand(new CompletionCommand(terminal))
            .addSubcommand(new HelpCommand())
            .addSubcommand(new VersionCommand(terminal, options));
    Failures failures = new Failures(terminal);
    return all.setOut(PrintStreamWriter.of(terminal.out()))
        .setErr(PrintStreamWriter.of(terminal.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.style().ansi()))
        .setUsageHelpWidth(HELP_WIDTH)
        .setExpandAtFiles(false)
        .registerConverter(Duration.class, Durations::parse)
        .registerConverter(Endpoint.class, Endpoint::parse)
        .setParameterExceptionHandler(new Mistakes(terminal))
        .setExecutionStrategy(parsed -> execute(parsed, terminal, options))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> failures.report(failure, options.isVerbose()));
  }

  /** Without a command the program shows its help. */
  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    command.usage(command.getOut());
  }

  /**
   * Commands have {@code --version}, too, and picocli's own handling of it does not support JSON.
   */
  private static int execute(ParseResult parsed, Terminal terminal, GlobalOptions options) {
    if (options.isJson() && isVersionRequested(parsed)) {
      try {
        VersionCommand.show(terminal, options);
        return ExitCode.OK;
      } catch (IOException e) {
        throw new ExecutionException(parsed.commandSpec().commandLine(), "version", e);
      }
    }
    return new RunLast().execute(parsed);
  }

  private static boolean isVersionRequested(ParseResult parsed) {
    return parsed.asCommandLineList().stream().anyMatch(CommandLine::isVersionHelpRequested);
  }
}
