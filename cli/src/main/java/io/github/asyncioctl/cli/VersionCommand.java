package io.github.asyncioctl.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The same as {@code --version}, for users who try a command first. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows the versions of asyncioctl, Java and the system.")
final class VersionCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final GlobalOptions options;

  VersionCommand(Terminal terminal, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    show(terminal, options);
    return ExitCode.OK;
  }

  static void show(Terminal terminal, GlobalOptions options) throws IOException {
    if (options.isJson()) {
      terminal.json(Version.json());
    } else {
      terminal.print(String.join(System.lineSeparator(), new Version().getVersion()));
    }
  }
}
