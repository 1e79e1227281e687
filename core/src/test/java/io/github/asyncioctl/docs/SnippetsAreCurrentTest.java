package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README and docs show is what the tests compile and run. */
class SnippetsAreCurrentTest {
  private static final Pattern IN_DOCS =
      Pattern.compile("<!-- snippet: (\\w+) -->\\R```(?:java|kotlin)\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern IN_CODE =
      Pattern.compile("// snippet: (\\w+)\\R(.*?)\\R *// end", Pattern.DOTALL);
  private static final Pattern IN_JAVADOC =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* }</pre>", Pattern.DOTALL);
  private static final Pattern FENCE = Pattern.compile("^```(?:java|kotlin)", Pattern.MULTILINE);

  private final Path root = Pages.root();

  @Test
  void everySnippetIsTheCodeThatRuns() throws IOException {
    Map<String, String> shown = new TreeMap<>();
    for (Path page : pages()) {
      shown.putAll(find(IN_DOCS, Pages.read(page)));
    }
    Map<String, String> run = new TreeMap<>();
    for (Path code : code()) {
      run.putAll(find(IN_CODE, Pages.read(code)));
    }

    assertThat(shown).isNotEmpty().isEqualTo(run);
  }

  /** A block of code without a name would be compiled by nobody. */
  @Test
  void everyBlockOfCodeIsASnippet() throws IOException {
    for (Path page : pages()) {
      assertThat(FENCE.matcher(Pages.read(page)).results().count())
          .as(page.toString())
          .isEqualTo(find(IN_DOCS, Pages.read(page)).size());
    }
  }

  @Test
  void theOverviewsOfPackagesShowSnippets() throws IOException {
    Set<String> run = new HashSet<>();
    for (Path code : code()) {
      run.addAll(find(IN_CODE, Pages.read(code)).values());
    }
    List<String> shown = new ArrayList<>();
    for (Path overview : Pages.endingWith("package-info.java")) {
      IN_JAVADOC
          .matcher(Pages.read(overview))
          .results()
          .map(match -> flush(match.group(1).replaceAll("(?m)^ \\* ?", "")))
          .forEach(shown::add);
    }
    assertThat(shown).isNotEmpty().isSubsetOf(run);
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(
              Stream.of(root.resolve("README.md")),
              docs.filter(path -> path.toString().endsWith(".md")))
          .toList();
    }
  }

  /** Snippets are in the tests of any module. */
  private List<Path> code() {
    return Stream.of(".java", ".kt")
        .flatMap(end -> Pages.endingWith(end).stream())
        .filter(file -> file.toString().replace('\\', '/').contains("/src/test/"))
        .toList();
  }

  private static Map<String, String> find(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .collect(Collectors.toMap(match -> match.group(1), match -> flush(match.group(2))));
  }

  /** Without the indentation, which the surrounding code determines. */
  private static String flush(String code) {
    return code.stripTrailing().stripIndent().strip().lines().collect(Collectors.joining("\n"));
  }
}
