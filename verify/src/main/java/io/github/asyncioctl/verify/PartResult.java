package io.github.asyncioctl.verify;

import java.util.List;

/**
 * The result of a part.
 *
 * @param name the part's name
 * @param millis how long it took
 * @param items the checks, in the order in which they ran
 */
record PartResult(String name, long millis, List<Item> items) {
  PartResult {
    items = List.copyOf(items);
  }

  /** Passed if nothing failed and something ran: an empty part shows nothing. */
  Status status() {
    if (items.isEmpty() || count(Status.FAILED) > 0) {
      return Status.FAILED;
    }
    return count(Status.PASSED) == 0 ? Status.SKIPPED : Status.PASSED;
  }

  long count(Status status) {
    return items.stream().filter(each -> each.status() == status).count();
  }

  /** The items with a detail to show. */
  List<Item> notPassed() {
    return items.stream().filter(each -> each.status() != Status.PASSED).toList();
  }

  /** The counts in words. */
  String summary() {
    String failed = count(Status.FAILED) == 0 ? "" : ", " + count(Status.FAILED) + " failed";
    String skipped = count(Status.SKIPPED) == 0 ? "" : ", " + count(Status.SKIPPED) + " skipped";
    return count(Status.PASSED) + " passed" + failed + skipped;
  }
}
