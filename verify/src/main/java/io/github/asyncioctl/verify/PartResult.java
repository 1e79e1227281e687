package io.github.asyncioctl.verify;

import java.util.List;

/**
 * What came of a part.
 *
 * @param name the part's
 * @param millis how long it took
 * @param items in the order in which they were tried
 */
record PartResult(String name, long millis, List<Item> items) {
  PartResult {
    items = List.copyOf(items);
  }

  /** Passed if nothing failed, and something was tried: an empty part shows nothing. */
  Status status() {
    if (items.isEmpty() || count(Status.FAILED) > 0) {
      return Status.FAILED;
    }
    return count(Status.PASSED) == 0 ? Status.SKIPPED : Status.PASSED;
  }

  long count(Status status) {
    return items.stream().filter(each -> each.status() == status).count();
  }

  /** Those that have something to tell. */
  List<Item> notPassed() {
    return items.stream().filter(each -> each.status() != Status.PASSED).toList();
  }

  /** The counts, in a few words. */
  String summary() {
    String failed = count(Status.FAILED) == 0 ? "" : ", " + count(Status.FAILED) + " failed";
    String skipped = count(Status.SKIPPED) == 0 ? "" : ", " + count(Status.SKIPPED) + " skipped";
    return count(Status.PASSED) + " passed" + failed + skipped;
  }
}
