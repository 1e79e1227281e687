package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists addresses, interfaces and providers. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Lists addresses, interfaces and Winsock's providers.",
    description = "")
final class ListCommand implements Callable<Integer> {
  /** What can be listed. */
  enum Part {
    /** The addresses of this machine. */
    ADDRESSES,
    /** The network interfaces that have an IPv4 address. */
    INTERFACES,
    /** The catalogue of Winsock. */
    PROVIDERS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For the completion of shells. */
  static final class Parts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Part.values()).map(Part::toString).iterator();
    }
  }

  private final Terminal terminal;
  private final GlobalOptions options;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FamilyOptions family = new FamilyOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "WHAT",
      completionCandidates = Parts.class,
      description =
          "addresses, interfaces, providers; default: all. Interfaces are those with an IPv4"
              + " address.")
  void setParts(List<String> names) {
    parts.clear();
    names.forEach(name -> parts.add(part(name)));
  }

  private final Set<Part> parts = EnumSet.noneOf(Part.class);

  ListCommand(Terminal terminal, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  /** Not picocli's conversion, which calls a misspelt part an unmatched argument. */
  private Part part(String name) {
    return Arrays.stream(Part.values())
        .filter(part -> part.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> noPart(name));
  }

  private ParameterException noPart(String name) {
    return new ParameterException(
        spec.commandLine(),
        "'" + name + "' cannot be listed; write " + String.join(", ", new Parts()));
  }

  @Override
  public Integer call() throws Exception {
    Set<Part> wanted = wanted();
    Fields object = new Fields();
    StringBuilder text = new StringBuilder();
    try (AsyncIoctl io = Engines.open()) {
      Inventory inventory = new Inventory(io, family);
      for (Part part : wanted) {
        Listing listing = inventory.list(part);
        object.with(part.toString(), listing.objects());
        if (wanted.size() > 1) {
          heading(text, part);
        }
        listing
            .table()
            .lines(terminal.style())
            .forEach(line -> text.append(line).append(System.lineSeparator()));
      }
    }
    print(object, text);
    return ExitCode.OK;
  }

  /** The system lists interfaces by their IPv4 addresses, so there are no IPv6 ones. */
  private Set<Part> wanted() {
    boolean hasIpv4 = family.families().contains(StandardProtocolFamily.INET);
    if (parts.contains(Part.INTERFACES) && !hasIpv4) {
      throw new ParameterException(
          spec.commandLine(), "the system lists interfaces by their IPv4 addresses only");
    }
    if (!parts.isEmpty()) {
      return parts;
    }
    return hasIpv4 ? EnumSet.allOf(Part.class) : EnumSet.complementOf(EnumSet.of(Part.INTERFACES));
  }

  private static void heading(StringBuilder text, Part part) {
    text.append(text.isEmpty() ? "" : System.lineSeparator());
    text.append(part).append(':').append(System.lineSeparator());
  }

  private void print(Fields object, StringBuilder text) throws IOException {
    if (options.isJson()) {
      terminal.json(object.map());
    } else {
      terminal.print(text.toString().stripTrailing());
    }
  }
}
