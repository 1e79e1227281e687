package io.github.asyncioctl.verify;

import java.util.Locale;

/** The result of a check. */
enum Status {
  PASSED,
  FAILED,
  SKIPPED;

  /** As the report writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
