package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.ValueWatch;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Changes of addresses and routes, as they happen. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows address and route changes as they happen.",
    description = {
      "",
      "Starts with the addresses that this machine has and runs until Ctrl-C. With --route it shows"
          + " the address from which packets to a host leave.",
      ""
    })
final class WatchCommand implements Callable<Integer> {
  /** A watch that gets its subscriber when it begins. */
  private record Watched(Runnable begin, Runnable end) {}

  private final Terminal terminal;
  private final GlobalOptions options;
  private final Stop stop;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FamilyOptions family = new FamilyOptions();

  @Option(
      names = {"-r", "--route"},
      paramLabel = "HOST",
      description = "Also watch the route to this host. Can be repeated.")
  private List<String> routes = new ArrayList<>();

  @Option(names = "--no-addresses", description = "Watch routes only.")
  private boolean noAddresses;

  @Mixin private final WatchOptions watchOptions = new WatchOptions();

  WatchCommand(Terminal terminal, Stop stop, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
    this.stop = stop;
  }

  /** The options that a subcommand shares. */
  WatchOptions watchOptions() {
    return watchOptions;
  }

  @Override
  public Integer call() throws IOException {
    check();
    WatchPrinter printer = watchOptions.printer(terminal, stop, options.isJson());
    return stop.finish(() -> watch(printer));
  }

  private int watch(WatchPrinter printer) throws IOException {
    try (AsyncIoctl io = Engines.open()) {
      List<Watched> watches = watches(io, printer);
      try {
        watches.forEach(each -> each.begin().run());
        watchOptions.await(stop);
      } finally {
        printer.close();
        watches.forEach(each -> each.end().run());
      }
    }
    return printer.allFailed() ? ExitCode.FAILED : stop.exitCode();
  }

  private void check() {
    if (noAddresses && routes.isEmpty()) {
      throw mistake("--no-addresses leaves nothing to watch; add --route HOST");
    }
    if (routes.stream().anyMatch(String::isBlank)) {
      throw mistake("--route needs the name or the address of a host");
    }
  }

  private ParameterException mistake(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private List<Watched> watches(AsyncIoctl io, WatchPrinter printer) throws IOException {
    Set<InetAddress> destinations = new LinkedHashSet<>();
    for (String host : routes) {
      destinations.add(family.resolve(host).get(0));
    }
    List<Watched> watches = new ArrayList<>();
    int number = destinations.size() + (noAddresses ? 0 : family.families().size());
    AtomicInteger running = new AtomicInteger(number);
    AtomicInteger unbegun = new AtomicInteger(number);
    if (!noAddresses) {
      for (ProtocolFamily each : family.families()) {
        Watch<LocalAddress> watch = Watches.addresses(io, each);
        WatchEvents events = events("address", each, printer, unbegun, running);
        watches.add(new Watched(() -> watch.subscribe(events), watch::close));
      }
    }
    for (InetAddress each : destinations) {
      String subject = "route to " + each.getHostAddress();
      ValueWatch<LocalAddress> watch = Watches.sourceAddress(io, each);
      RouteEvents events =
          new RouteEvents(events(subject, FamilyOptions.familyOf(each), printer, unbegun, running));
      watches.add(new Watched(() -> watch.subscribe(events), watch::close));
    }
    return watches;
  }

  /** The command has begun when each watch has begun, and ends when none is running. */
  private WatchEvents events(
      String subject,
      ProtocolFamily of,
      WatchPrinter printer,
      AtomicInteger unbegun,
      AtomicInteger running) {
    return new WatchEvents(
        subject,
        FamilyOptions.name(of),
        Clock.systemUTC(),
        printer,
        () -> {
          if (unbegun.decrementAndGet() == 0) {
            stop.begin();
          }
        },
        () -> {
          if (running.decrementAndGet() == 0) {
            printer.fail();
          }
        });
  }
}
