package io.github.asyncioctl.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains a command line that is not valid: what is wrong, and what to write instead. */
final class Mistakes implements IParameterExceptionHandler {
  private final Terminal terminal;

  Mistakes(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    terminal.error(describe(mistake));
    boolean isProgram = command.getParent() == null;
    terminal.hint(
        suggestion(mistake)
            + "'%s --help' lists the %s".formatted(name, isProgram ? "commands" : "options"));
    return ExitCode.USAGE;
  }

  private static String describe(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return describe(unmatched);
    }
    if (mistake instanceof MissingParameterException missing && isPositional(missing)) {
      ArgSpec first = missing.getMissing().get(0);
      String name = mistake.getCommandLine().getCommandSpec().qualifiedName();
      return "%s is missing; write '%s %s'".formatted(first.paramLabel(), name, first.paramLabel());
    }
    // picocli's own words, without those that only its authors need.
    return String.valueOf(mistake.getMessage())
        .replaceFirst("^Error: ", "")
        .replaceFirst("^Unknown subcommand ('.*')\\.$", "unknown command $1")
        .replaceFirst(
            "^expected only one match but got .*=\\{(-\\S+)} and .*=\\{\\1}$",
            "option '$1' should be specified only once")
        .replaceFirst("^Invalid value for positional parameter at index \\d+ \\(.*?\\): ", "")
        .replaceFirst("^Invalid value for option '([^']+)': ", "$1: ")
        .replaceFirst(
            "^Missing required parameter for option '([^']+)' \\((.+)\\)$",
            "$1 needs a value: $1 $2");
  }

  private static boolean isPositional(MissingParameterException missing) {
    return !missing.getMissing().isEmpty() && missing.getMissing().get(0).isPositional();
  }

  private static String describe(UnmatchedArgumentException unmatched) {
    String argument = unmatched.getUnmatched().get(0);
    if (unmatched.isUnknownOption()) {
      return "unknown option '" + argument + "'";
    }
    boolean isProgram = unmatched.getCommandLine().getParent() == null;
    return (isProgram ? "unknown command '" : "unexpected argument '") + argument + "'";
  }

  private static String suggestion(ParameterException mistake) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    // picocli names commands with the program in front.
    List<String> close =
        unmatched.getSuggestions().stream()
            .map(each -> "'" + each.substring(each.lastIndexOf(' ') + 1) + "'")
            .toList();
    return close.isEmpty() ? "" : "did you mean " + String.join(" or ", close) + "? ";
  }
}
