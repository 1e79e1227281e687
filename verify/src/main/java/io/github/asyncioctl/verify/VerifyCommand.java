package io.github.asyncioctl.verify;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.asyncioctl.AsyncIoctl;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's command line. */
@Command(
    name = "asyncioctl-verify",
    mixinStandardHelpOptions = true,
    versionProvider = VerifyCommand.Version.class,
    description = {
      "Checks on this machine what asyncioctl needs and promises, and writes a report.",
      "It takes about two minutes, uses loopback only, and leaves nothing behind. With"
          + " administrator rights it also adds addresses to the loopback interface for a while"
          + " (192.0.2.x and 2001:db8::x, which no network uses)."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:everything passed",
      "1:something failed, or the report cannot be written",
      "2:invalid command line",
      "3:the library does not support this system"
    })
final class VerifyCommand implements Callable<Integer> {
  static final int FAILED = 1;
  static final int UNSUPPORTED_PLATFORM = 3;

  /** The names of all parts, in their order. */
  static final List<String> PARTS = List.of("self-test", "contract", "addresses", "storm", "facts");

  private static final String TESTS = "io.github.asyncioctl.";

  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      completionCandidates = Parts.class,
      description = "Run only these parts, separated by commas: ${COMPLETION-CANDIDATES}.")
  private List<String> only = List.of();

  @Option(
      names = "--storm",
      paramLabel = "SECONDS",
      description = "How many seconds the storm of operations lasts; default ${DEFAULT-VALUE}.")
  private int stormSeconds = 60;

  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      description = "The folder for the report; default: the current folder.")
  private Path folder = Path.of("");

  @Option(names = "--keep-addresses", description = "Do not change the addresses of this machine.")
  private boolean keepsAddresses;

  @Spec private CommandSpec spec = CommandSpec.create();

  VerifyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** What {@code --only} takes. */
  static final class Parts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return PARTS.iterator();
    }
  }

  /** The version of the library. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      return new String[] {"asyncioctl-verify " + Surroundings.version()};
    }
  }

  @Override
  public Integer call() throws IOException {
    for (String each : only) {
      if (!PARTS.contains(each)) {
        throw mistake("unknown part '" + each + "'");
      }
    }
    if (stormSeconds < 1) {
      throw mistake("the storm must last at least 1 second, not " + stormSeconds);
    }
    Optional<String> problem = AsyncIoctl.unsupportedReason();
    if (problem.isPresent()) {
      err.println("error: " + problem.get());
      return UNSUPPORTED_PLATFORM;
    }
    // The tests read them.
    System.setProperty("asyncioctl.load.seconds", String.valueOf(stormSeconds));
    System.setProperty("asyncioctl.addresses.kept", String.valueOf(keepsAddresses));
    Map<String, String> surroundings = Surroundings.here();
    surroundings.put("storm", stormSeconds + " s");
    ReportFiles files = new ReportFiles(folder);
    Report report =
        new Verification(surroundings, Redaction.ofThisMachine(), files, new Progress(out))
            .run(parts());
    out.println();
    out.println("report: " + files.path(".txt") + ", " + files.path(".json"));
    out.println(report.verdict());
    return report.isPassed() ? 0 : FAILED;
  }

  private ParameterException mistake(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  /** The part that can crash the JVM comes last. */
  private List<Part> parts() {
    return Stream.of(
            new SelfTestPart(),
            suite("contract", selectClass(TESTS + "contract.Win32EngineTest")),
            suite(
                "addresses",
                selectClass(TESTS + "windows.AddressChangeTest"),
                selectMethod(
                    TESTS + "windows.AddressWatchTest",
                    "whoComesWhileAddressesChangeSeesTheRightState")),
            suite("storm", selectMethod(TESTS + "load.SoakTest", "everythingEndsAndNothingIsLeft")),
            new FactsPart())
        .filter(part -> only.isEmpty() || only.contains(part.name()))
        .toList();
  }

  private static Part suite(String name, DiscoverySelector... tests) {
    return new SuitePart(name, List.of(tests));
  }
}
