package io.github.asyncioctl.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a part, there is a report. */
class VerificationTest {
  private static final Item PASSED = new Item("a", Status.PASSED, "");
  private static final Item SKIPPED = new Item("b", Status.SKIPPED, "nobody may");
  private static final Item FAILED = new Item("c", Status.FAILED, "C:\\Users\\x\nis not");

  @TempDir private Path folder;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private ReportFiles files;

  @BeforeEach
  void inAFolderThatIsNotThere() {
    files = new ReportFiles(folder.resolve("new"));
  }

  /** A part of a test. */
  private record Fake(String name, Consumer<Consumer<Item>> items) implements Part {
    @Override
    public void run(Consumer<Item> found) {
      items.accept(found);
    }
  }

  private static Part part(String name, Item... items) {
    return new Fake(name, found -> List.of(items).forEach(found));
  }

  private Report run(Part... parts) throws IOException {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    return new Verification(
            Map.of("java", "17"), new Redaction(List.of()), files, new Progress(out))
        .run(List.of(parts));
  }

  private Map<String, Object> json() throws IOException {
    return JSON.std.mapFrom(Files.readString(files.path(".json")));
  }

  @Test
  void whatPassedAndWhatWasSkippedIsPassed() throws Exception {
    Report report = run(part("one", PASSED, SKIPPED), part("two", SKIPPED));

    assertThat(report.isPassed()).isTrue();
    assertThat(report.parts())
        .extracting(PartResult::status)
        .containsExactly(Status.PASSED, Status.SKIPPED);
    assertThat(json())
        .containsEntry("verdict", "PASSED")
        .containsEntry("surroundings", Map.of("java", "17"));
    assertThat(Files.readString(files.path(".txt")))
        .startsWith("asyncioctl-verify 1: PASSED\n")
        .contains("1 passed, 1 skipped", "  skipped b: nobody may\n", "  passed a\n");
  }

  @Test
  void oneFailureFailsItAndIsRedacted() throws Exception {
    Report report = run(part("one", PASSED, FAILED), part("two", PASSED));

    assertThat(report.isPassed()).isFalse();
    assertThat(json()).containsEntry("verdict", "FAILED");
    assertThat(Files.readString(files.path(".txt")))
        .startsWith("asyncioctl-verify 1: FAILED\n")
        .contains("1 passed, 1 failed", "failed c: <path>\n  is not\n")
        .doesNotContain("Users");
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("failed c: <path>", "two ...")
        .doesNotContain("Users");
  }

  @Test
  void aPartWithoutItemsShowsNothing() throws Exception {
    assertThat(run(part("one")).verdict()).isEqualTo("FAILED");
  }

  @Test
  void aPartThatThrowsFailsAndTheOthersRun() throws Exception {
    Part throwing =
        new Fake(
            "one",
            found -> {
              found.accept(PASSED);
              throw new LinkageError("no such class");
            });
    Report report = run(throwing, part("two", PASSED));

    assertThat(report.parts())
        .extracting(PartResult::status)
        .containsExactly(Status.FAILED, Status.PASSED);
    assertThat(report.parts().get(0).notPassed())
        .singleElement()
        .satisfies(
            item ->
                assertThat(item.detail())
                    .startsWith("LinkageError: no such class\n  at verify.VerificationTest."));
  }

  @Test
  void aJvmThatDiesLeavesWhatWasFoundBefore() throws Exception {
    Part looking =
        new Fake(
            "two",
            found -> {
              try {
                assertThat(json()).containsEntry("verdict", "UNFINISHED");
                assertThat(Files.readString(files.path(".txt"))).contains("passed a");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              found.accept(PASSED);
            });
    assertThat(run(part("one", PASSED), looking).isPassed()).isTrue();
  }

  @Test
  void aReportThatCannotBeWrittenIsToldBeforeAnythingRuns() throws Exception {
    files = new ReportFiles(Files.writeString(folder.resolve("file"), "in the way"));
    assertThatThrownBy(() -> run(part("one", PASSED))).isInstanceOf(IOException.class);
    assertThat(shown.size()).isZero();
  }
}
