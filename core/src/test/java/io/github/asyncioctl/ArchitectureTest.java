package io.github.asyncioctl;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
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

  /** Read once: JUnit makes an object for each test. */
  private static final JavaClasses MAIN =
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
        .check(MAIN);
  }

  @Test
  void onlyItsPackageKnowsTheRecorder() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + ".jfr")
        .should()
        .dependOnClassesThat(resideInAPackage("jdk.jfr.."))
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".jfr")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(INTERNAL + ".jfr")))
        .check(MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void theInternalsDoNotKnowTheApi() {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT, ROOT + ".codes", ROOT + ".datagram", ROOT + ".overlapped")
        .check(MAIN);
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
        .check(MAIN);
  }

  /** They stand beside the engine: it knows nothing of them. */
  @Test
  void waitsKnowTheEngineAndTheirOwnPort() {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".waits")
        .should()
        .dependOnClassesThat(
            resideInAPackage(INTERNAL + "..")
                .and(resideOutsideOfPackage(INTERNAL + ".waits"))
                .and(resideOutsideOfPackage(INTERNAL + ".engine"))
                .and(resideOutsideOfPackage(INTERNAL + ".jfr"))
                .and(resideOutsideOfPackage(INTERNAL + ".kernel")))
        .check(MAIN);
  }

  @Test
  void thePortKnowsNobody() {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".kernel")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(INTERNAL + ".kernel")))
        .check(MAIN);
  }

  /** But for the network interfaces of what stands in for this machine. */
  @Test
  void watchesAreBuiltOnTheApi() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".watch")
        .should()
        .dependOnClassesThat(
            resideInAPackage(INTERNAL + "..").and(resideOutsideOfPackage(INTERNAL + ".machine")))
        .check(MAIN);
  }

  /** "The engine gains no case": they are calls like anybody's, and a port of their own. */
  @Test
  void datagramsAreBuiltOnTheApiAndTheirPort() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".datagram")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INTERNAL + ".engine", INTERNAL + ".socket", INTERNAL + ".jfr")
        .check(MAIN);
  }

  /** Users get JNA and SLF4J with the library, and need to know neither. */
  @Test
  void theApiShowsTypesOfItsOwnAndOfJavaOnly() {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage(
            "java..",
            ROOT,
            ROOT + ".codes",
            ROOT + ".datagram",
            ROOT + ".overlapped",
            ROOT + ".watch");
    codeUnits()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(
            ROOT, ROOT + ".codes", ROOT + ".datagram", ROOT + ".overlapped", ROOT + ".watch")
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .arePublic()
        .should()
        .haveRawReturnType(allowed)
        .andShould()
        .haveRawParameterTypes(
            new DescribedPredicate<>("of Java or of the API") {
              @Override
              public boolean test(List<JavaClass> types) {
                return types.stream().allMatch(allowed);
              }
            })
        .check(MAIN);
  }

  @Test
  void publicClassesCannotBeExtended() {
    classes()
        .that()
        .resideInAnyPackage(
            ROOT, ROOT + ".codes", ROOT + ".datagram", ROOT + ".overlapped", ROOT + ".watch")
        .and()
        .arePublic()
        .and()
        .areNotInterfaces()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(MAIN);
  }
}
