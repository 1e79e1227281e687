package io.github.asyncioctl.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Times as people write them: 500ms, 1.5s, 2m, 1h; a number alone counts seconds. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|)");

  private Durations() {}

  static Duration parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a time such as 500ms, 10s, 2m or 1h");
    }
    BigDecimal nanos = new BigDecimal(parts.group(1)).multiply(nanosOf(parts.group(2)));
    Duration duration = Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    if (duration.isZero()) {
      throw new TypeConversionException("'" + text + "' must be greater than zero");
    }
    return duration;
  }

  private static BigDecimal nanosOf(String unit) {
    return switch (unit) {
      case "ms" -> BigDecimal.valueOf(1_000_000L);
      case "m" -> BigDecimal.valueOf(60_000_000_000L);
      case "h" -> BigDecimal.valueOf(3_600_000_000_000L);
      default -> BigDecimal.valueOf(1_000_000_000L);
    };
  }

  /** Formats in the largest units that lose no precision: 1h 30m, 2m, 1.500s, 20ms. */
  static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + "ms";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    if (millis % 1_000 != 0) {
      append(text, String.format(Locale.ROOT, "%.3f", millis % 60_000 / 1e3), "s");
    } else {
      append(text, duration.toSecondsPart(), "s");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, long value, String unit) {
    if (value > 0) {
      append(text, String.valueOf(value), unit);
    }
  }

  private static void append(StringBuilder text, String value, String unit) {
    text.append(text.isEmpty() ? "" : " ").append(value).append(unit);
  }
}
