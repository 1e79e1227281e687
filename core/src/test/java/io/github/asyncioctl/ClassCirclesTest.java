package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What uses each other has to be read together, so it has to be little. */
class ClassCirclesTest {
  private static final int LARGEST = 4;

  @Test
  void noCircleOfMutualUseIsLargerThanFourClasses() {
    Map<String, Set<String>> uses = uses();
    assertThat(uses).hasSizeGreaterThan(100);
    List<Set<String>> circles = circles(uses);
    // Two that are known, or the search itself is wrong.
    assertThat(circles).anyMatch(circle -> circle.contains("io.github.asyncioctl.SelfTest"));
    assertThat(circles).allSatisfy(circle -> assertThat(circle).hasSizeLessThanOrEqualTo(LARGEST));
  }

  /** Each class with its inner ones, and what they use. */
  private static Map<String, Set<String>> uses() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass each :
        new ClassFileImporter()
            .importUrl(AsyncIoctl.class.getProtectionDomain().getCodeSource().getLocation())) {
      Set<String> used = uses.computeIfAbsent(outer(each), any -> new TreeSet<>());
      each.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith("io.github.asyncioctl"))
          .map(ClassCirclesTest::outer)
          .filter(target -> !target.equals(outer(each)))
          .forEach(used::add);
    }
    return uses;
  }

  private static String outer(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }

  private static List<Set<String>> circles(Map<String, Set<String>> uses) {
    Map<String, Set<String>> reached = new TreeMap<>();
    uses.keySet().forEach(each -> reached.put(each, reach(each, uses)));
    List<Set<String>> circles = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (String each : uses.keySet()) {
      Set<String> circle = new TreeSet<>();
      for (String other : reached.get(each)) {
        if (reached.getOrDefault(other, Set.of()).contains(each)) {
          circle.add(other);
        }
      }
      if (circle.size() > 1 && seen.addAll(circle)) {
        circles.add(circle);
      }
    }
    return circles;
  }

  private static Set<String> reach(String from, Map<String, Set<String>> uses) {
    Set<String> reached = new TreeSet<>();
    Deque<String> left = new ArrayDeque<>(uses.get(from));
    while (!left.isEmpty()) {
      String next = left.pop();
      if (reached.add(next)) {
        left.addAll(uses.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }
}
