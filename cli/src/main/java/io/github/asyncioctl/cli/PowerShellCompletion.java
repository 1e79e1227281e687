package io.github.asyncioctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Generates the completer that PowerShell calls (Microsoft: "Register-ArgumentCompleter") from
 * picocli's model of the command line. It starts no process while the user types.
 */
final class PowerShellCompletion {
  private static final String PROLOGUE =
      """
      # Completion of 'asyncioctl' in PowerShell: Tab completes, Ctrl+Space lists the choices.
      Register-ArgumentCompleter -Native -CommandName asyncioctl -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          $words = @{
      """;

  private static final String EPILOGUE =
      """
          }
          $command = 'asyncioctl'
          foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
              # PowerShell completes the word at the cursor, so skip it.
              if ($element.Extent.EndOffset -ge $cursorPosition) { break }
              if ($words.ContainsKey("$command $element")) { $command = "$command $element" }
          }
          $words[$command].GetEnumerator() |
              Where-Object { $_.Key -like "$wordToComplete*" } |
              ForEach-Object {
                  $kind = if ($_.Key -like '-*') { 'ParameterName' } else { 'ParameterValue' }
                  [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, $kind, $_.Value)
              }
      }
      """;

  private PowerShellCompletion() {}

  static String script(CommandLine program) {
    StringBuilder script = new StringBuilder(PROLOGUE);
    append(script, program.getCommandSpec());
    return script.append(EPILOGUE).toString();
  }

  private static void append(StringBuilder script, CommandSpec command) {
    script.append("        ").append(quoted(command.qualifiedName())).append(" = [ordered]@{\n");
    words(command)
        .forEach(
            (word, meaning) ->
                script
                    .append("            ")
                    .append(quoted(word))
                    .append(" = ")
                    .append(quoted(meaning))
                    .append('\n'));
    script.append("        }\n");
    for (CommandLine each : command.subcommands().values()) {
      append(script, each.getCommandSpec());
    }
  }

  /** What may follow a command, with its description. */
  private static Map<String, String> words(CommandSpec command) {
    Map<String, String> words = new TreeMap<>();
    for (PositionalParamSpec each : command.positionalParameters()) {
      if (each.completionCandidates() != null) {
        each.completionCandidates().forEach(value -> words.put(value, text(each.description())));
      }
    }
    // 'help' takes the name of another command.
    CommandSpec named = command.helpCommand() ? command.parent() : command;
    named.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(each -> each != command)
        .forEach(each -> words.put(each.name(), text(each.usageMessage().header())));
    for (OptionSpec each : command.options()) {
      words.put(each.longestName(), text(each.description()));
    }
    return words;
  }

  private static String text(String[] lines) {
    List<String> words = new ArrayList<>(List.of(lines));
    words.removeIf(String::isBlank);
    return String.join(" ", words).replace("${DEFAULT-VALUE}", "").strip();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
