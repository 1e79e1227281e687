package io.github.asyncioctl.launcher;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.includeTags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What a Windows JVM leaves behind of a run of tests, and the check that each test which was to run
 * there did. Whatever starts the Windows JVM says with its exit code that it did; this looks.
 *
 * <p>A file holds the build's name for itself, then the unique id of each test method that passed.
 */
public final class Evidence {
  private static final Set<String> METHODS = Set.of("method", "test-template", "test-factory");

  private Evidence() {}

  /**
   * Checks the files of a build: {@code BUILD}, then {@code TAGS PREFIX VERSION,...} for each set
   * of tests. Exits with 1 if a JVM did not run every test with its tags.
   */
  public static void main(String[] arguments) throws IOException {
    List<String> problems = new ArrayList<>();
    if (arguments.length % 3 != 1 || arguments.length == 1) {
      problems.add("there is nothing to look for: " + Arrays.toString(arguments));
    }
    for (int i = 1; i + 2 < arguments.length; i += 3) {
      problems.addAll(
          problems(
              arguments[0],
              tests(request(arguments[i]).build()),
              arguments[i + 1],
              List.of(arguments[i + 2].split(",", -1))));
    }
    problems.forEach(problem -> System.out.println("NO EVIDENCE " + problem));
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  /** The tests of the project with these tags. */
  static LauncherDiscoveryRequestBuilder request(String tags) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectPackage("io.github.asyncioctl"))
        .filters(includeTags(tags));
  }

  /** The file of a JVM of this version. */
  static Path file(String prefix, String version) {
    return Path.of(prefix + "-jvm-" + version);
  }

  static boolean isMethod(TestIdentifier test) {
    return METHODS.contains(test.getUniqueIdObject().getLastSegment().getType());
  }

  /** The unique ids of the test methods that a request finds. */
  static Set<String> tests(LauncherDiscoveryRequest request) {
    Set<String> found = new TreeSet<>();
    TestPlan plan = LauncherFactory.create().discover(request);
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier each : plan.getDescendants(root)) {
        if (isMethod(each)) {
          found.add(each.getUniqueId());
        }
      }
    }
    return found;
  }

  static void write(Path file, String build, Set<String> passed) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(build);
    lines.addAll(passed);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }

  /** Why it is not sure that each of these JVMs ran each of these tests in this build. */
  static List<String> problems(
      String build, Set<String> expected, String prefix, List<String> versions) throws IOException {
    List<String> problems = new ArrayList<>();
    if (expected.isEmpty() || versions.isEmpty()) {
      problems.add("there is nothing to look for: " + prefix);
    }
    for (String version : versions) {
      Path file = file(prefix, version);
      if (!Files.exists(file)) {
        problems.add("no test ran: " + file + " is not there");
        continue;
      }
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.get(0).equals(build)) {
        problems.add("no test ran in this build: " + file + " is of another one");
        continue;
      }
      Set<String> missing = new TreeSet<>(expected);
      lines.forEach(missing::remove);
      missing.forEach(test -> problems.add("JVM " + version + " did not pass " + test));
    }
    return problems;
  }
}
