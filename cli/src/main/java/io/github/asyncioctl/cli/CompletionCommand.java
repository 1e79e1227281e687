package io.github.asyncioctl.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that teaches a shell the commands and options of this program. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Prints a script that lets a shell complete commands and options.",
    description = {
      "",
      "bash, also Git Bash:  eval \"$(asyncioctl completion bash)\"",
      "PowerShell:  asyncioctl completion powershell | Out-String | Invoke-Expression",
      "",
      "The line works for one session; in ~/.bashrc or $PROFILE it works for all.",
      ""
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells, and how their scripts are generated. */
  enum Shell {
    /** GNU bash. */
    BASH(program -> AutoComplete.bash(program.getCommandName(), program)),
    /** Windows PowerShell 5.1, PowerShell 7. */
    POWERSHELL(PowerShellCompletion::script);

    @SuppressWarnings("ImmutableEnumChecker") // the functions above keep nothing
    private final Function<CommandLine, String> script;

    Shell(Function<CommandLine, String> script) {
      this.script = script;
    }

    String script(CommandLine program) {
      return script.apply(program);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For the completion itself. */
  static final class Shells implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Shell.values()).map(Shell::toString).iterator();
    }
  }

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();
  private Shell shell = Shell.BASH;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash or powershell.")
  void setShell(String name) {
    shell =
        Arrays.stream(Shell.values())
            .filter(each -> each.toString().equals(name))
            .findFirst()
            .orElseThrow(() -> noShell(name));
  }

  private ParameterException noShell(String name) {
    return new ParameterException(
        spec.commandLine(),
        "there is no completion for '" + name + "'; write " + String.join(" or ", new Shells()));
  }

  /** With line feeds on every system: bash takes a carriage return for a part of the line. */
  @Override
  public Integer call() throws IOException {
    terminal.write(shell.script(spec.root().commandLine()).replace("\r\n", "\n"));
    return ExitCode.OK;
  }
}
