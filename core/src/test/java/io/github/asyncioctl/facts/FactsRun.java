package io.github.asyncioctl.facts;

import io.github.asyncioctl.facts.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Provokes each fact on this machine, for a report. */
public final class FactsRun {
  private FactsRun() {}

  /**
   * Goes through the table. What was observed has no name and no address of the machine in it: it
   * is in the words of the table.
   *
   * @param progress told of each finding
   */
  public static List<Finding> run(Consumer<Finding> progress) {
    Platform platform = Platform.here();
    Probes probes = Probes.all();
    List<Finding> findings = new ArrayList<>();
    for (Fact fact : FactTable.facts()) {
      Optional<Probe> probe = fact.canBeProvoked() ? probes.of(fact) : Optional.empty();
      if (probe.isPresent()) {
        Finding finding = find(fact, platform, probe.get());
        findings.add(finding);
        progress.accept(finding);
      }
    }
    return findings;
  }

  private static Finding find(Fact fact, Platform platform, Probe probe) {
    String expected = fact.expected(platform);
    try {
      Outcome seen = Experiment.run(fact.id(), probe);
      Verdict verdict = fact.agrees(platform, seen) ? Verdict.OK : Verdict.OTHER;
      return new Finding(fact, expected, seen.toString(), verdict);
    } catch (Exception | LinkageError e) {
      // The message may have a path in it, the class has none.
      return new Finding(fact, expected, e.getClass().getSimpleName(), Verdict.FAILED);
    }
  }
}
