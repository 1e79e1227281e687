package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The texts of all modules use the field's terms: pages with the comments of their programs, forms,
 * Javadoc, and the string literals of main code, which become messages, log lines and help. The
 * list of phrases that they avoid, with replacements, is {@code language/phrases.txt} among the
 * test resources.
 */
class PlainEnglishTest {
  private static final Path LIST =
      Pages.root().resolve("core/src/test/resources/language/phrases.txt");

  /** Modules with main code; the others have tests only. */
  private static final Set<String> MODULES =
      Set.of(
          "benchmarks",
          "cli",
          "core",
          "examples",
          "micrometer",
          "modular",
          "netty",
          "test",
          "verify");

  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern TARGET = Pattern.compile("]\\([^)\\s]*\\)");
  private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>.*?</pre>");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern TEXT_BLOCK = Pattern.compile("(?s)\"{3}(.*?)\"{3}");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern IN_PROGRAM = Pattern.compile("(?s)/\\*.*?\\*/|// [^\\n]*");

  private record Phrase(Pattern pattern, String instead) {
    static Phrase of(String line) {
      String[] parts = line.split("\t", 2);
      return new Phrase(
          Pattern.compile("(?<![\\w`'])(?:" + parts[0] + ")(?!\\w)", Pattern.CASE_INSENSITIVE),
          parts[1]);
    }
  }

  private final List<Phrase> phrases =
      Pages.read(LIST)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Phrase::of)
          .toList();

  private final List<String> found = new ArrayList<>();
  private int words;

  @Test
  void pages() {
    for (Path page : Pages.endingWith(".md")) {
      String text = Pages.read(page);
      check(name(page), prose(text));
      FENCED
          .matcher(text)
          .results()
          .map(MatchResult::group)
          .filter(block -> block.strip().matches("(?s)```(?:java|kotlin)\\R.*"))
          .flatMap(block -> IN_PROGRAM.matcher(block).results())
          .forEach(comment -> check(name(page), comment.group()));
    }
    assertThat(found).isEmpty();
    assertThat(words).isGreaterThan(30_000);
  }

  /** The forms for issues, and the text beside the launchers of the command line. */
  @Test
  void otherTexts() {
    Stream.of(".yml", "README.txt")
        .flatMap(end -> Pages.endingWith(end).stream())
        .filter(file -> !name(file).startsWith(".github/workflows/"))
        .forEach(file -> check(name(file), Pages.read(file)));
    assertThat(found).isEmpty();
    assertThat(words).isGreaterThan(300);
  }

  @Test
  void javadoc() {
    for (Path file : mainCode()) {
      for (String text : all(JAVADOC, Pages.read(file))) {
        check(name(file), EXAMPLE.matcher(text).replaceAll(" ").replaceAll("(?m)^\\s*\\* ?", ""));
      }
    }
    assertThat(found).isEmpty();
    assertThat(words).isGreaterThan(30_000);
  }

  @Test
  void messages() {
    for (Path file : mainCode()) {
      String code = COMMENT.matcher(Pages.read(file)).replaceAll("");
      all(TEXT_BLOCK, code).forEach(text -> check(name(file), text));
      String lines = TEXT_BLOCK.matcher(code).replaceAll("");
      all(LITERAL, JOINED.matcher(lines).replaceAll("")).forEach(text -> check(name(file), text));
    }
    assertThat(found).isEmpty();
    assertThat(words).isGreaterThan(3_000);
  }

  /** Or a text that moves would not be read any more. */
  @Test
  void everyModuleIsRead() {
    assertThat(mainCode())
        .extracting(file -> name(file).substring(0, name(file).indexOf('/')))
        .containsAll(MODULES);
  }

  /** Or a mistake in the list would let everything pass. */
  @Test
  void everyPhraseOfTheListIsFound() {
    List<String> samples =
        List.of(
            "a listener that throws is told on",
            "Where the system has a text, it stands behind",
            "an engine that is not closed works on for ever",
            "the command line makes no sense",
            "any socket, those included that the JDK drives",
            "Who wants to make the call himself",
            "`-Dload.seconds=3600` makes hours of it",
            "what a log tells of",
            "Whoever asks for a state",
            "memory is freed when the kernel has let go of it",
            "operations that the kernel never gave back",
            "It tries again by itself",
            "it could not be had",
            "On other systems than Windows it throws",
            "Options stand before the command",
            "a channel of Netty's, registered or not",
            "counts up work; who finds it at 0 runs the loop",
            "colours, else plain text",
            "What there is now is told; whoever comes later gets to know",
            "What control messages say of a datagram");
    for (String sample : samples) {
      found.clear();
      check("sample", sample);
      assertThat(found).as(sample).isNotEmpty();
    }
    found.clear();
    check("sample", prose("Use it.\n```\nnobody, whoever\n```\nSee `somebody` [here](anew.md)."));
    assertThat(found).isEmpty();
  }

  private void check(String where, String text) {
    String line = text.replaceAll("\\s+", " ");
    words += line.split(" ", -1).length;
    for (Phrase each : phrases) {
      Matcher matcher = each.pattern().matcher(line);
      while (matcher.find()) {
        String around =
            line.substring(
                Math.max(0, matcher.start() - 40), Math.min(line.length(), matcher.end() + 40));
        found.add(
            String.format(
                Locale.ROOT,
                "%s: \"...%s...\": not \"%s\" but \"%s\"",
                where,
                around,
                matcher.group(),
                each.instead()));
      }
    }
  }

  private static String prose(String markdown) {
    String withoutBlocks = FENCED.matcher(markdown).replaceAll("");
    return TARGET.matcher(CODE.matcher(withoutBlocks).replaceAll("`")).replaceAll("]");
  }

  private static List<Path> mainCode() {
    return Pages.endingWith(".java").stream()
        .filter(file -> name(file).contains("/src/main/java/"))
        .toList();
  }

  private static String name(Path file) {
    return Pages.root().relativize(file).toString().replace('\\', '/');
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
