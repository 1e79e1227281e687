package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Provokes each fact on this machine and writes what was seen, for somebody to send. The report
 * names the versions of Windows, Java and JNA, and nothing else of the machine.
 */
public final class FactsReport {
  private FactsReport() {}

  /** Writes facts-report.txt and facts-report.json into the folder given, or the current one. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length == 0 ? "" : arguments[0]);
    Report report = new Report(system(), findings(System.out));
    Files.writeString(folder.resolve("facts-report.txt"), report.text(), StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("facts-report.json"), report.json(), StandardCharsets.UTF_8);
    System.out.println(report.summary());
    // A probe that hangs must not keep the JVM.
    System.exit(0);
  }

  private static List<String> system() {
    String wine = Platform.wineVersion();
    return List.of(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        wine.isEmpty() ? "Windows " + WindowsVersion.here() : "Wine " + wine,
        "Java " + System.getProperty("java.runtime.version"),
        "JNA " + Native.VERSION);
  }

  private static List<Report.Finding> findings(PrintStream progress) {
    Platform platform = Platform.here();
    Probes probes = Probes.all();
    List<Report.Finding> findings = new ArrayList<>();
    for (Fact fact : FactTable.facts()) {
      Optional<Probe> probe = fact.canBeProvoked() ? probes.of(fact) : Optional.empty();
      if (probe.isPresent()) {
        Report.Finding finding = find(fact, platform, probe.get());
        progress.println(fact.id() + " " + finding.verdict());
        findings.add(finding);
      }
    }
    return findings;
  }

  private static Report.Finding find(Fact fact, Platform platform, Probe probe) {
    try {
      Outcome seen = Experiment.run(fact.id(), probe);
      return new Report.Finding(
          fact, platform, seen.toString(), fact.agrees(platform, seen) ? "ok" : "other");
    } catch (Exception | LinkageError e) {
      // The message may have a path in it, the class has none.
      return new Report.Finding(fact, platform, e.getClass().getSimpleName(), "failed");
    }
  }
}
