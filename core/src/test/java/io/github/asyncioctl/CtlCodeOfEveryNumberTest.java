package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All 2^32 numbers are control codes, each of other parts. */
@Tag("faults")
@Tag("exhaustive")
class CtlCodeOfEveryNumberTest {
  @Test
  void everyNumberIsMadeOfItsParts() {
    long wrong = 0;
    int value = 0;
    do {
      CtlCode code = CtlCode.of(value);
      CtlCode again = new CtlCode(code.deviceType(), code.function(), code.method(), code.access());
      if (again.value() != value) {
        wrong++;
      }
      value++;
    } while (value != 0);
    assertThat(wrong).isZero();
  }
}
