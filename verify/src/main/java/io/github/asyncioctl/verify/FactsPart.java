package io.github.asyncioctl.verify;

import io.github.asyncioctl.facts.FactsRun;
import io.github.asyncioctl.facts.Finding;
import io.github.asyncioctl.facts.Finding.Verdict;
import java.util.function.Consumer;

/** What public suites assert of Windows, provoked here. */
final class FactsPart implements Part {
  @Override
  public String name() {
    return "facts";
  }

  @Override
  public void run(Consumer<Item> found) {
    FactsRun.run(finding -> found.accept(item(finding)));
  }

  /** An outcome that is as expected is told, too: the table gives more than one for some. */
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
