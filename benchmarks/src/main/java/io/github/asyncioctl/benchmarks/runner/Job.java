package io.github.asyncioctl.benchmarks.runner;

import java.util.List;

/**
 * One process: a peer that runs some cases.
 *
 * @param variant the peer's way of waiting
 * @param rounds in how many rounds it runs
 * @param cases {@code case:count} each
 */
record Job(String variant, int rounds, List<String> cases) {
  private static final List<String> ADDRESS_CHANGES = List.of("change-", "few-", "young-");

  static Job of(String variant, int rounds, String cases) {
    return new Job(variant, rounds, List.of(cases.split(" ")));
  }

  /** The cases that need no change of the machine's addresses. */
  Job withoutAddressChanges() {
    return new Job(
        variant,
        rounds,
        cases.stream()
            .filter(each -> ADDRESS_CHANGES.stream().noneMatch(each::startsWith))
            .toList());
  }
}
