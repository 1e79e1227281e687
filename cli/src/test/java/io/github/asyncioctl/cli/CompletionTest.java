package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The scripts for shells: in a bash they are run, and that for PowerShell is read. */
class CompletionTest {
  /** As bash calls it: the function that was registered, with the words and the cursor's word. */
  private static final String ASK =
      """
      set -u
      . "$1"
      shift
      registered=$(complete -p asyncioctl)
      [[ $registered =~ -F\\ ([^ ]+) ]]
      compopt() { :; } # bash has it only while it completes by itself
      COMP_WORDS=(asyncioctl "$@")
      COMP_CWORD=$#
      COMP_LINE="asyncioctl $*"
      COMP_POINT=${#COMP_LINE}
      COMPREPLY=()
      set +u
      "${BASH_REMATCH[1]}" asyncioctl "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  private static final Pattern COMMAND =
      Pattern.compile(
          "^ {8}'(asyncioctl[^']*)' = \\[ordered]@\\{\\n(.*?)^ {8}}$",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern WORD =
      Pattern.compile("^ {12}'([^']+)' = '((?:[^']|'')+)'$", Pattern.MULTILINE);

  private static String script(String shell) {
    Run run = Run.of("completion", shell);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|watch list tcpinfo keepalive selftest bench completion help version",
        "wa|watch",
        "watch ''|network",
        "watch --f|--for",
        "watch network --c|--changes-only --count",
        "--json li|list",
        "list ''|addresses interfaces providers",
        "list --json pro|providers",
        "completion ''|bash powershell",
        "keepalive --id|--idle"
      })
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no bash of its own")
  void bashCompletes(String line, String expected, @TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("completion"), script("bash"));
    List<String> command = new ArrayList<>(List.of("bash", "-c", ASK, "bash", script.toString()));
    Arrays.stream(line.split(" ")).map(each -> each.replace("''", "")).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String answer = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it has ended").isTrue();
      assertThat(answer.strip().split("\\s+")).containsExactlyInAnyOrder(expected.split(" "));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Every command, option and value that picocli knows, and nothing twice: it ignores case. */
  @Test
  void powerShellHasTheWordsOfTheModel() {
    var shown = new TreeMap<String, List<String>>();
    Matcher commands = COMMAND.matcher(script("powershell"));
    while (commands.find()) {
      List<String> words =
          WORD.matcher(commands.group(2)).results().map(each -> each.group(1)).toList();
      assertThat(words).hasSize((int) commands.group(2).lines().count());
      assertThat(words.stream().map(each -> each.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
      shown.put(commands.group(1), words);
    }

    var known = new TreeMap<String, List<String>>();
    collect(program().getCommandSpec(), known);
    assertThat(shown).containsOnlyKeys(known.keySet());
    known.forEach(
        (name, words) -> assertThat(shown.get(name)).containsExactlyInAnyOrderElementsOf(words));
    assertThat(shown.get("asyncioctl list")).contains("addresses", "providers", "--json");
    assertThat(shown.get("asyncioctl help")).contains("list", "watch").doesNotContain("help");
  }

  private static CommandLine program() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(Run.output(new ByteArrayOutputStream()), nowhere);
    return Commands.all(terminal, new Stop(), SystemTcpInfo::new);
  }

  private static void collect(CommandSpec command, Map<String, List<String>> known) {
    List<String> words = new ArrayList<>(command.subcommands().keySet());
    command.options().stream().map(OptionSpec::longestName).forEach(words::add);
    command.positionalParameters().stream()
        .filter(each -> each.completionCandidates() != null)
        .forEach(each -> each.completionCandidates().forEach(words::add));
    if (command.helpCommand()) {
      words.addAll(command.parent().subcommands().keySet());
      words.remove(command.name());
    }
    known.put(command.qualifiedName(), words);
    command.subcommands().values().forEach(each -> collect(each.getCommandSpec(), known));
  }

  /** What is opened is closed, outside of texts in quotes. */
  @Test
  void powerShellsBracketsArePaired() {
    String code = script("powershell").replaceAll("'(?:[^']|'')*'", "").replaceAll("#.*", "");
    for (String pair : List.of("{}", "()", "[]")) {
      assertThat(code.chars().filter(each -> each == pair.charAt(0)).count())
          .as(pair)
          .isPositive()
          .isEqualTo(code.chars().filter(each -> each == pair.charAt(1)).count());
    }
    assertThat(code).doesNotContain("'").startsWith("\nRegister-ArgumentCompleter -Native");
  }

  /** A carriage return would be a part of bash's last word. */
  @ParameterizedTest
  @ValueSource(strings = {"bash", "powershell"})
  void linesEndAsEveryShellCanReadThem(String shell) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Main.run(new String[] {"completion", shell}, Run.output(out), err, new Stop());

    assertThat(out.toString(StandardCharsets.UTF_8)).isASCII().doesNotContain("\r").endsWith("\n");
  }
}
