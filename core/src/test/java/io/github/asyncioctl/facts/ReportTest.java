package io.github.asyncioctl.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The report that people send. */
class ReportTest {
  private final Fact fact = OutcomeTest.fact("call=0", "", "");

  private final Report report =
      new Report(
          List.of("Windows 10", "JNA 5"),
          List.of(
              new Report.Finding(fact, Platform.WINDOWS, "call=0", "ok"),
              new Report.Finding(fact, Platform.WINDOWS, "call=87", "other")));

  @Test
  void whatIsNotAsExpectedStandsInFull() {
    assertThat(report.text())
        .isEqualTo(
            """
            Windows 10
            JNA 5
            1 ok, 1 other, 0 failed

            X01 other: a "quoted" one
              expected: call=0
              observed: call=87

            X01 ok: call=0
            X01 other: call=87
            """);
  }

  @Test
  void programsReadTheSame() {
    assertThat(report.json())
        .startsWith("{\"system\": [\"Windows 10\", \"JNA 5\"],\n\"facts\": [\n")
        .contains(
            "{\"id\": \"X01\", \"situation\": \"a \\\"quoted\\\" one\", \"expected\": \"call=0\","
                + " \"observed\": \"call=87\", \"verdict\": \"other\"}")
        .endsWith("\n]}\n");
  }
}
