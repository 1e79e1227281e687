package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the pages of the project refer to is there: files, headings, classes. Addresses elsewhere
 * are only looked at, never asked for.
 */
class LinksTest {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern QUALIFIED = Pattern.compile("io\\.github\\.asyncioctl[.\\w]*");
  private static final Pattern TEST = Pattern.compile("\\w+(Test|Contract)");
  private static final Pattern PAGE = Pattern.compile("[\\w./-]+\\.md");

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : Pages.endingWith(".md")) {
      for (String target : all(LINK, text(page))) {
        links++;
        if (!isThere(page, target)) {
          broken.add(Pages.root().relativize(page) + ": " + target);
        }
      }
    }
    assertThat(broken).as("broken links").isEmpty();
    assertThat(links).as("links in all pages").isGreaterThan(20);
  }

  @Test
  void everyNameIsThatOfSomething() {
    Set<String> classes = Pages.classNames();
    List<String> unknown = new ArrayList<>();
    int names = 0;
    for (Path page : Pages.endingWith(".md")) {
      for (String code : all(CODE, text(page))) {
        boolean isQualified = QUALIFIED.matcher(code).matches();
        if (isQualified || TEST.matcher(code).matches() || PAGE.matcher(code).matches()) {
          names++;
          boolean known =
              isQualified
                  ? isPackage(code) || classes.contains(code.substring(code.lastIndexOf('.') + 1))
                  : classes.contains(code) || isFile(page, code);
          if (!known) {
            unknown.add(Pages.root().relativize(page) + ": " + code);
          }
        }
      }
    }
    assertThat(unknown).as("names of nothing").isEmpty();
    assertThat(names).as("names in all pages").isGreaterThan(20);
  }

  /** A page that no other page leads to is read by nobody. */
  @Test
  void theIndexLeadsToEveryPageOfTheDocs() {
    Path docs = Pages.root().resolve("docs");
    Set<Path> shown = new HashSet<>();
    all(LINK, text(docs.resolve("README.md"))).stream()
        .filter(link -> !link.contains(":"))
        .forEach(link -> shown.add(docs.resolve(link).normalize()));
    List<Path> pages =
        Pages.endingWith(".md").stream()
            .filter(page -> page.startsWith(docs) && !page.endsWith("README.md"))
            .toList();
    assertThat(shown).containsAll(pages);
  }

  /** The rules of GitHub for the anchors of headings. */
  @Test
  void anchorsAreThoseOfTheHosting() {
    assertThat(anchors("# A `Code` of your own\n\n## What's new?\n\n## What's new?\n"))
        .containsExactlyInAnyOrder("a-code-of-your-own", "whats-new", "whats-new-1");
  }

  private static boolean isThere(Path page, String target) {
    if (target.matches("[a-z]+:.*")) {
      return isAddress(target);
    }
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1 || anchors(Pages.read(file)).contains(parts[1]);
  }

  private static boolean isAddress(String target) {
    try {
      URI address = new URI(target);
      return "https".equals(address.getScheme()) && address.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isPackage(String name) {
    String folder = name.replace('.', '/');
    return Pages.endingWith("package-info.java").stream()
        .anyMatch(file -> file.getParent().toString().replace('\\', '/').endsWith(folder));
  }

  private static boolean isFile(Path page, String name) {
    return Files.exists(page.resolveSibling(name)) || Files.exists(Pages.root().resolve(name));
  }

  private static Set<String> anchors(String markdown) {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    for (String heading : all(HEADING, FENCED.matcher(markdown).replaceAll(""))) {
      String anchor =
          heading
              .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }

  /** A page without its blocks of code. */
  private static String text(Path page) {
    return FENCED.matcher(Pages.read(page)).replaceAll("");
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
