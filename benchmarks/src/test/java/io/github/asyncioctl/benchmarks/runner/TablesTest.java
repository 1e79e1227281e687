package io.github.asyncioctl.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
  @Test
  void columnsAndRowsWithFiguresAndNoOthers() {
    assertThat(Tables.of(ResultsTest.example()))
        .isEqualTo(
            """
            ### One address change completes all: to the last completion seen, ms

            |  | 1,000 |
            |---|---:|
            | C: one waiter, 63 shared events | 10.0 (8.00–12.0) |
            | asyncioctl | 15.0 **×1.50** |

            ### What 1,000 pending operations take

            |  | threads |
            |---|---:|
            | asyncioctl | 2.00 |

            """);
  }

  @Test
  void theAnswerIsOneTableWithARowForEachQuestion() {
    assertThat(AnswerTable.of(ResultsTest.example()).lines())
        .hasSize(2 + 5)
        .anyMatch(
            line -> line.startsWith("| 1,000 pending") && line.contains("| 10.0 | 15.0 (×1.50) |"));
  }

  @ParameterizedTest
  @CsvSource({
    "1234.4, '1,234'",
    "123.4, 123",
    "12.34, 12.3",
    "1.234, 1.23",
    "0, 0",
    "-0.001, 0",
    "-12.34, -12.3"
  })
  void threeDigits(double value, String text) {
    assertThat(Tables.number(value)).isEqualTo(text);
  }
}
