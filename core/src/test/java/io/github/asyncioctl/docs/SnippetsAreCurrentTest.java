package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  private static final Pattern FENCE = Pattern.compile("^```(?:java|kotlin)", Pattern.MULTILINE);

  private final Path root = root();

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("README.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  @Test
  void everySnippetIsTheCodeThatRuns() throws IOException {
    Map<String, String> shown = new TreeMap<>();
    for (Path page : pages()) {
      shown.putAll(find(IN_DOCS, read(page)));
    }
    Map<String, String> run = new TreeMap<>();
    for (Path code : code()) {
      run.putAll(find(IN_CODE, read(code)));
    }

    assertThat(shown).isNotEmpty().isEqualTo(run);
  }

  /** A block of code without a name would be compiled by nobody. */
  @Test
  void everyBlockOfCodeIsASnippet() throws IOException {
    for (Path page : pages()) {
      assertThat(FENCE.matcher(read(page)).results().count())
          .as(page.toString())
          .isEqualTo(find(IN_DOCS, read(page)).size());
    }
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(
              Stream.of(root.resolve("README.md")),
              docs.filter(path -> path.toString().endsWith(".md")))
          .toList();
    }
  }

  /** One class of snippets for each part of the docs, and the examples for other libraries. */
  private List<Path> code() throws IOException {
    try (Stream<Path> ours =
            Files.list(root.resolve("core/src/test/java/io/github/asyncioctl/docs"));
        Stream<Path> others = Files.walk(root.resolve("integrations/src/test"))) {
      return Stream.concat(
              ours.filter(path -> path.toString().endsWith("Snippets.java")),
              others.filter(path -> path.toString().matches(".*\\.(java|kt)")))
          .toList();
    }
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> find(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .collect(Collectors.toMap(match -> match.group(1), match -> flush(match.group(2))));
  }

  /** Without the indentation, which the surrounding code determines. */
  private static String flush(String code) {
    return code.stripIndent().strip().lines().collect(Collectors.joining("\n"));
  }
}
