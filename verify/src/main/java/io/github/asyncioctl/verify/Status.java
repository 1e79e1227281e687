package io.github.asyncioctl.verify;

import java.util.Locale;

/** What came of something that was tried. */
enum Status {
  PASSED,
  FAILED,
  SKIPPED;

  /** In the report's words. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
