package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Public texts use the field's terms: pages, Javadoc of exported packages, and the string literals
 * of main code, which become messages, log lines and help. The list of what they do not say, with
 * what to say instead, is {@code language/phrases.txt} among the test resources.
 */
class PlainEnglishTest {
  private static final Path LIST =
      Pages.root().resolve("core/src/test/resources/language/phrases.txt");

  private static final Set<String> MODULES =
      Set.of("core", "netty", "micrometer", "test", "verify", "cli");

  /** The benchmarks write it. */
  private static final Set<String> GENERATED = Set.of("docs/performance.md");

  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern TARGET = Pattern.compile("]\\([^)\\s]*\\)");
  private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>.*?</pre>");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern PUBLIC = Pattern.compile("(?m)^(?:public|module) ");

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
      String name = name(page);
      if (!GENERATED.contains(name) && !name.contains("/src/test/")) {
        check(name, prose(Pages.read(page)));
      }
    }
    assertThat(found).isEmpty();
    assertThat(words).isGreaterThan(10_000);
  }

  @Test
  void javadocOfExportedPackages() {
    for (Path file : mainCode()) {
      String code = Pages.read(file);
      if (isExported(file) && (isOverview(file) || PUBLIC.matcher(code).find())) {
        for (String text : all(JAVADOC, code)) {
          check(name(file), EXAMPLE.matcher(text).replaceAll(" ").replaceAll("(?m)^\\s*\\* ?", ""));
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(words).isGreaterThan(10_000);
  }

  @Test
  void messages() {
    for (Path file : mainCode()) {
      String code = COMMENT.matcher(Pages.read(file)).replaceAll("");
      for (String text : all(LITERAL, JOINED.matcher(code).replaceAll(""))) {
        check(name(file), text);
      }
    }
    assertThat(found).isEmpty();
    assertThat(words).isGreaterThan(1_000);
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
            "it could not be had");
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

  private static boolean isExported(Path file) {
    return !name(file).matches("(verify|cli)/.*|.*/internal/.*");
  }

  private static boolean isOverview(Path file) {
    return file.endsWith("package-info.java");
  }

  private static List<Path> mainCode() {
    return Pages.endingWith(".java").stream()
        .filter(file -> name(file).matches("\\w+/src/main/java/.*"))
        .filter(file -> MODULES.contains(name(file).substring(0, name(file).indexOf('/'))))
        .toList();
  }

  private static String name(Path file) {
    return Pages.root().relativize(file).toString().replace('\\', '/');
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
