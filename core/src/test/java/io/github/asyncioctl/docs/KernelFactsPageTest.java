package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Each row of the page of kernel facts rests on facts that the table has and on tests that exist.
 */
class KernelFactsPageTest {
  private static final int ROWS = 22;
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| K(\\d+) \\| (.+) \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");
  private static final String NO_FACT = "—";

  /** A figure is no test's. */
  private static final String MEASURED = "measured: [Performance](performance.md)";

  private final Map<String, Path> sources = new HashMap<>();

  @Test
  void everyRowRestsOnFactsAndTestsThatExist() {
    Set<String> known = idsOfTheTable();
    for (Path source : Pages.endingWith("Test.java")) {
      sources.put(source.getFileName().toString().replace(".java", ""), source);
    }
    List<Integer> numbers = new ArrayList<>();
    Matcher row = ROW.matcher(Pages.read(Pages.root().resolve("docs/kernel-facts.md")));
    while (row.find()) {
      numbers.add(Integer.valueOf(row.group(1)));
      if (!row.group(3).equals(NO_FACT)) {
        assertThat(known).as("K%s", row.group(1)).contains(row.group(3).split(", "));
      }
      if (!row.group(4).equals(MEASURED)) {
        assertTestsExist("K" + row.group(1), row.group(4));
      }
    }
    assertThat(numbers).hasSize(ROWS).isSorted().doesNotHaveDuplicates().startsWith(1);
  }

  private static Set<String> idsOfTheTable() {
    Path table = Pages.root().resolve("core/src/test/resources/facts/windows-facts.csv");
    Set<String> ids = new HashSet<>();
    Pages.read(table).lines().skip(1).forEach(row -> ids.add(row.substring(0, row.indexOf(','))));
    return ids;
  }

  private void assertTestsExist(String row, String tests) {
    Matcher test = TEST.matcher(tests);
    int count = 0;
    while (test.find()) {
      count++;
      assertThat(sources).as(row).containsKey(test.group(1));
      if (test.group(2) != null) {
        assertThat(Pages.read(sources.get(test.group(1))))
            .as("%s: %s", row, test.group())
            .contains("void " + test.group(2) + "(");
      }
    }
    assertThat(count).as("tests of " + row).isPositive();
  }
}
