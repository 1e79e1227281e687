package io.github.asyncioctl.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.load.SuitesTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a Windows JVM that did not happen is noticed. */
class EvidenceTest {
  private static final Set<String> TESTS = Set.of("a", "b");

  @TempDir Path folder;

  private String prefix() {
    return folder.resolve("runs").resolve("some").toString();
  }

  private void ran(String version, String build, Set<String> passed) throws IOException {
    Evidence.write(Evidence.file(prefix(), version), build, passed);
  }

  private List<String> problems(Set<String> expected, String... versions) throws IOException {
    return Evidence.problems("now", expected, prefix(), List.of(versions));
  }

  @Test
  void everythingRan() throws IOException {
    ran("17", "now", TESTS);
    ran("21", "now", TESTS);
    assertThat(problems(TESTS, "17", "21")).isEmpty();
  }

  @Test
  void nothingRan() throws IOException {
    ran("17", "now", TESTS);
    assertThat(problems(TESTS, "17", "21")).singleElement().asString().contains("no test ran");
  }

  @Test
  void itWasAnotherBuildThatRan() throws IOException {
    ran("17", "yesterday", TESTS);
    assertThat(problems(TESTS, "17")).singleElement().asString().contains("in this build");
  }

  @Test
  void oneTestDidNotRun() throws IOException {
    ran("17", "now", Set.of("a"));
    assertThat(problems(TESTS, "17")).containsExactly("JVM 17 did not pass b");
  }

  @Test
  void nothingIsLookedFor() throws IOException {
    ran("17", "now", TESTS);
    assertThat(problems(Set.of(), "17")).hasSize(1);
    assertThat(problems(TESTS)).hasSize(1);
  }

  /** Of the whole project, as the build asks. */
  @Test
  void theTestsOfTheWindowsJvmsAreFound() {
    Set<String> windows = Evidence.tests(Evidence.request("windows & !load").build());
    Set<String> load = Evidence.tests(Evidence.request("load").build());
    Set<String> inEachJvm = Evidence.tests(Evidence.request("windows & !load & !once").build());
    assertThat(windows).hasSizeGreaterThan(100).doesNotContainAnyElementsOf(load);
    assertThat(windows).containsAll(inEachJvm).hasSizeGreaterThan(inEachJvm.size());
    assertThat(inEachJvm).hasSizeGreaterThan(100);
    for (String suite : SuitesTest.SUITES) {
      assertThat(load).as(suite).anyMatch(test -> test.contains("load." + suite + "]"));
    }
  }
}
