package io.github.asyncioctl;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
  private static final String ROOT = "io.github.asyncioctl";
  private static final String INTERNAL = ROOT + ".internal";

  private final JavaClasses main =
      new ClassFileImporter()
          .importUrl(AsyncIoctl.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void onlyTheWin32PackageKnowsJna() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + ".win32")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .check(main);
  }

  @Test
  void onlyItsPackageKnowsTheRecorder() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + ".jfr")
        .should()
        .dependOnClassesThat(resideInAPackage("jdk.jfr.."))
        .check(main);
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".jfr")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(INTERNAL + ".jfr")))
        .check(main);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(main);
  }

  @Test
  void theInternalsDoNotKnowTheApi() {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT, ROOT + ".codes", ROOT + ".overlapped")
        .check(main);
  }

  @Test
  void theEngineKnowsOnlyThePort() {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".engine")
        .should()
        .dependOnClassesThat(
            resideInAPackage(INTERNAL + "..")
                .and(resideOutsideOfPackage(INTERNAL + ".engine"))
                .and(resideOutsideOfPackage(INTERNAL + ".jfr"))
                .and(resideOutsideOfPackage(INTERNAL + ".kernel")))
        .check(main);
  }

  @Test
  void thePortKnowsNobody() {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".kernel")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(INTERNAL + ".kernel")))
        .check(main);
  }

  @Test
  void watchesAreBuiltOnTheApi() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".watch")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(INTERNAL + "..")
        .check(main);
  }

  @Test
  void theApiShowsNothingOfTheInternals() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(ROOT, ROOT + ".codes", ROOT + ".overlapped", ROOT + ".watch")
        .and()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .haveRawReturnType(resideOutsideOfPackage(INTERNAL + ".."))
        .andShould()
        .notHaveRawParameterTypes(
            new DescribedPredicate<>("internal types") {
              @Override
              public boolean test(List<JavaClass> types) {
                return types.stream().anyMatch(type -> type.getPackageName().startsWith(INTERNAL));
              }
            })
        .check(main);
  }

  @Test
  void publicClassesCannotBeExtended() {
    classes()
        .that()
        .resideInAnyPackage(ROOT, ROOT + ".codes", ROOT + ".overlapped", ROOT + ".watch")
        .and()
        .arePublic()
        .and()
        .areNotInterfaces()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(main);
  }
}
