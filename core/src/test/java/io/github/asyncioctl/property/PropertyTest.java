package io.github.asyncioctl.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the properties are checked with: a failure is found, told in simple values, and repeated.
 */
class PropertyTest {
  private static void lessThanHundred(Values values) {
    assertThat(values.number(0, Long.MAX_VALUE)).isLessThan(100);
  }

  @Test
  void whatHoldsIsTriedOften() {
    List<Long> numbers = new ArrayList<>();
    Property.holds(values -> numbers.add(values.number(-3, 3)));

    assertThat(numbers).hasSize(Property.TRIES).contains(-3L, -2L, -1L, 0L, 1L, 2L, 3L);
    assertThat(numbers).allMatch(number -> number >= -3 && number <= 3);
  }

  @Test
  void whatDoesNotHoldFails() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Property.holds(PropertyTest::lessThanHundred))
        .withMessageMatching("does not hold for \\[100], found with -Dasyncioctl.seed=-?\\d+")
        .havingCause()
        .withMessageContaining("to be less than");
  }

  /** Found in one run as in the other, whatever the first random number was. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSeedRepeatsTheFailure(long seed) {
    long failing = failingSeed(PropertyTest::lessThanHundred, seed);
    assertThat(message(PropertyTest::lessThanHundred, failing))
        .isEqualTo(message(PropertyTest::lessThanHundred, failing))
        .endsWith("for [100], found with -Dasyncioctl.seed=" + failing);
  }

  @Test
  void theWholeRangeOfANumberIsDrawn() {
    assertThat(new Values(Choices.replay(-1)).number(Long.MIN_VALUE, Long.MAX_VALUE))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(new Values(Choices.replay(0)).number(Long.MIN_VALUE, Long.MAX_VALUE))
        .isEqualTo(Long.MIN_VALUE);
    assertThat(new Values(Choices.replay(77)).number(-2, 2)).isEqualTo(2);
    assertThat(new Values(Choices.replay()).oneOf("first", "second")).isEqualTo("first");
    assertThat(new Values(Choices.replay(0x0807_0605_0403_0201L, 0x0A09)).bytes(10))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  /** The elements that do not matter become none or zero, and the one that does the least. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aListShrinksToTheOneElementThatMatters(long seed) {
    Consumer<Values> check =
        values -> {
          while (values.bool()) {
            assertThat(values.integer(0, 1_000_000)).isLessThan(1234);
          }
        };
    assertThat(message(check, failingSeed(check, seed))).contains("for [true, 1234],");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void bytesShrinkToTheBitThatMatters(long seed) {
    Consumer<Values> check =
        values -> {
          byte[] bytes = values.bytes(values.integer(0, 50));
          assertThat(bytes.length > 9 && (bytes[9] & 0x10) != 0).isFalse();
        };
    assertThat(message(check, failingSeed(check, seed)))
        .contains("for [10, 00000000000000000010],");
  }

  /** Another failure on the way, here of values that are smaller, is not taken for this one. */
  @Test
  void itStaysWithTheFailureThatWasFound() {
    Consumer<Values> check =
        values -> {
          long number = values.number(0, 1000);
          if (number >= 500) {
            throw new IllegalStateException("large");
          }
          throw new IllegalArgumentException("small");
        };
    AssertionError failure =
        catchThrowableOfType(
            AssertionError.class, () -> Property.holds(check, failingWith(check, "large")));
    assertThat(failure).hasMessageContaining("for [500],").hasRootCauseMessage("large");
  }

  private static long failingWith(Consumer<Values> check, String message) {
    long seed = 0;
    while (!message.equals(firstMessage(check, seed))) {
      seed++;
    }
    return seed;
  }

  /** Of the failure that the seed leads to, before it is shrunk. */
  private static String firstMessage(Consumer<Values> check, long seed) {
    return catchThrowableOfType(
            RuntimeException.class, () -> check.accept(new Values(Choices.random(seed))))
        .getMessage();
  }

  /** The first seed from the given one on with which it fails. */
  private static long failingSeed(Consumer<Values> check, long from) {
    long seed = from * 1000;
    while (message(check, seed).equals("holds")) {
      seed++;
    }
    return seed;
  }

  private static String message(Consumer<Values> check, long seed) {
    AssertionError failure =
        catchThrowableOfType(AssertionError.class, () -> Property.holds(check, seed));
    return failure == null ? "holds" : failure.getMessage();
  }
}
