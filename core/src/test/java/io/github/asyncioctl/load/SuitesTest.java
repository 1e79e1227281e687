package io.github.asyncioctl.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.github.asyncioctl.windows.OnWindows;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The suites under load are selected by their tag, so each of them has it. */
public class SuitesTest {
  /** What {@code docs/safety.md} speaks of. */
  public static final List<String> SUITES =
      List.of(
          "CanaryKernelTest",
          "DisposingTest",
          "EnginesComeAndGoTest",
          "FuzzTest",
          "LeavingTest",
          "MixedTest",
          "SoakTest",
          "StackEndTest");

  private static final DescribedPredicate<JavaClass> SUITE =
      DescribedPredicate.describe(
          "are suites",
          type ->
              type.getSimpleName().endsWith("Test") && !type.getSimpleName().equals("SuitesTest"));

  private static final JavaClasses LOAD =
      new ClassFileImporter().importPackages(SuitesTest.class.getPackageName());

  @Test
  void eachSuiteHasTheTagThatSelectsIt() {
    classes()
        .that(SUITE)
        .should()
        .beAnnotatedWith(OnWindows.class)
        .andShould(
            ArchConditions.beAnnotatedWith(
                DescribedPredicate.describe(
                    "@Tag(\"load\")",
                    annotation ->
                        annotation.getRawType().isEquivalentTo(Tag.class)
                            && "load".equals(annotation.get("value").orElse(null)))))
        .check(LOAD);
  }

  @Test
  void eachSuiteIsThere() {
    assertThat(LOAD.that(SUITE)).extracting(JavaClass::getSimpleName).containsAll(SUITES);
  }
}
