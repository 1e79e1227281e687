package io.github.asyncioctl.verify;

import io.github.asyncioctl.facts.FactsRun;
import io.github.asyncioctl.facts.Finding;
import io.github.asyncioctl.facts.Finding.Verdict;
import java.util.function.Consumer;

/** Provokes what public suites assert about Windows. */
final class FactsPart implements Part {
  @Override
  public String name() {
    return "facts";
  }

  @Override
  public void run(Consumer<Item> found) {
    FactsRun.run(finding -> found.accept(item(finding)));
  }

  /** Reports an expected outcome, too, because the table allows several for some facts. */
  static Item item(Finding finding) {
    String id = finding.fact().id();
    if (finding.verdict() == Verdict.OK) {
      return new Item(id, Status.PASSED, finding.observed());
    }
    String detail =
        finding.fact().situation()
            + "\nexpected: "
            + finding.expected()
            + "\nobserved: "
            + finding.observed();
    return new Item(id, Status.FAILED, detail);
  }
}
