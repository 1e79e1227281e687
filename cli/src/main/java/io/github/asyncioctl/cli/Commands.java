package io.github.asyncioctl.cli;

import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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

  private Commands() {}

  static CommandLine all(Terminal terminal, Stop stop) {
    CommandLine all =
        new CommandLine(new Commands())
            .addSubcommand(new WatchCommand(terminal, stop))
            .addSubcommand(new ListCommand(terminal))
            .addSubcommand(new TcpInfoCommand(terminal, stop))
            .addSubcommand(new KeepAliveCommand(terminal, stop))
            .addSubcommand(new SelfTestCommand(terminal))
            .addSubcommand(new BenchCommand(terminal));
    all.getSubcommands().values().forEach(each -> each.addMixin("verbose", new VerboseOption()));
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
            (failure, command, parsed) -> failures.report(failure, isVerbose(parsed)));
  }

  private static boolean isVerbose(ParseResult parsed) {
    return parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--verbose");
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
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
