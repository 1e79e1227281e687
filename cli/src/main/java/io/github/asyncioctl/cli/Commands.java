package io.github.asyncioctl.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program without a command, and what all commands have in common. */
@Command(
    name = "asyncioctl",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Asks Windows about its network through asynchronous socket IOCTLs.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it did what it was asked to",
      "1:it could not: no connection, a refusal of the system, a failed check",
      "2:the command line makes no sense",
      "3:not a Windows on which it works",
      "4:this Windows does not know the control code",
      "130:Ctrl-C"
    },
    footer = {"", "'asyncioctl COMMAND --help' tells more of a command."})
final class Commands implements Runnable {
  private static final int HELP_WIDTH = 80;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final GlobalOptions options = new GlobalOptions();

  private Commands() {}

  static CommandLine all(Terminal terminal, Stop stop, Supplier<TcpInfoSource> sources) {
    Commands program = new Commands();
    GlobalOptions options = program.options;
    CommandLine all =
        new CommandLine(program)
            .addSubcommand(
                new CommandLine(new WatchCommand(terminal, stop, options))
                    .addSubcommand(new NetworkCommand(terminal, stop, options)))
            .addSubcommand(new ListCommand(terminal, options))
            .addSubcommand(new TcpInfoCommand(terminal, stop, options, sources))
            .addSubcommand(new KeepAliveCommand(terminal, stop, options))
            .addSubcommand(new SelfTestCommand(terminal, options))
            .addSubcommand(new BenchCommand(terminal, options))
            .addSubcommand(new HelpCommand())
            .addSubcommand(new VersionCommand());
    Failures failures = new Failures(terminal);
    return all.setOut(PrintStreamWriter.of(terminal.out()))
        .setErr(PrintStreamWriter.of(terminal.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(HELP_WIDTH)
        .setExpandAtFiles(false)
        .registerConverter(Duration.class, Durations::parse)
        .registerConverter(Endpoint.class, Endpoint::parse)
        .setParameterExceptionHandler(Commands::explain)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> failures.report(failure, options.isVerbose()));
  }

  /** Without a command: who does not know what there is, is told. */
  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    command.usage(command.getOut());
  }

  /** Says what is wrong in a line or two, and where the help is. */
  private static int explain(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    // Some of picocli's messages begin with that word.
    err.println("error: " + String.valueOf(mistake.getMessage()).replaceFirst("^Error: ", ""));
    UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println("'" + command.getCommandSpec().qualifiedName() + " --help' tells what it takes.");
    return ExitCode.USAGE;
  }
}
