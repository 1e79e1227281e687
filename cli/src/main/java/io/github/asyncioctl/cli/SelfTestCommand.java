package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SelfTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Whether the library works on this machine. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Checks whether the library works on this machine.",
    description = {
      "",
      "The last line is PASSED, or FAIL with the reasons. Uses loopback only and leaves nothing"
          + " behind.",
      ""
    })
final class SelfTestCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final GlobalOptions options;

  SelfTestCommand(Terminal terminal, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    SelfTest test = AsyncIoctl.selfTest();
    if (options.isJson()) {
      terminal.json(new Fields().with("passed", test.passed()).with("checks", checks(test)).map());
    } else {
      List<String> lines = test.toString().lines().map(this::coloured).toList();
      terminal.print(String.join(System.lineSeparator(), lines));
    }
    if (test.passed()) {
      return ExitCode.OK;
    }
    return AsyncIoctl.isSupported() ? ExitCode.FAILED : ExitCode.UNSUPPORTED_PLATFORM;
  }

  /** The first word is the result. */
  private String coloured(String line) {
    Style style = terminal.style();
    String word = line.split(" ", 2)[0];
    String rest = line.substring(word.length());
    return (word.equals("FAIL") ? style.bad(word) : style.good(word)) + rest;
  }

  private static List<Map<String, Object>> checks(SelfTest test) {
    return test.checks().stream()
        .map(
            each ->
                new Fields()
                    .with("name", each.name())
                    .with("passed", each.passed())
                    .with("reason", each.reason())
                    .map())
        .toList();
  }
}
