package io.github.asyncioctl.examples;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlStats;
import io.github.asyncioctl.examples.Step.Outcome;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Shows asynchronous IOCTLs on a pair of the JDK's asynchronous channels while the JDK keeps
 * reading and writing, and what would happen without a tagged event.
 *
 * <p>Ends with a table of expected and actual results, and with exit code 0 if all are as expected,
 * 1 if not, 2 if it cannot run here.
 */
public final class Demo {
  private static final String USAGE = "usage: Demo [--seed=NUMBER] [--verbose]";

  private final Options options;
  private final Report report;
  private final StepRunner runner;

  private Demo(Options options) {
    this.options = options;
    this.report = new Report(System.out, options.verbose());
    this.runner = new StepRunner(report);
  }

  /**
   * Runs the demo.
   *
   * @param arguments {@code --seed=NUMBER} repeats a run's random choices, {@code --verbose} adds
   *     the stack traces of failures
   */
  public static void main(String[] arguments) {
    // Windows lists and watches the addresses of a socket's own family: here IPv4.
    System.setProperty("java.net.preferIPv4Stack", "true");
    System.exit(status(arguments));
  }

  private static int status(String[] arguments) {
    Optional<Options> options = Options.parse(arguments);
    Optional<String> problem = AsyncIoctl.unsupportedReason();
    if (options.isEmpty() || problem.isPresent()) {
      System.err.println(options.isEmpty() ? USAGE : problem.orElse(""));
      return 2;
    }
    Demo demo = new Demo(options.get());
    try {
      demo.run();
    } catch (Exception e) {
      demo.report.line("The demo cannot continue: %s", e);
      demo.report.details(e);
      return 1;
    }
    return demo.report.isFailed() ? 1 : 0;
  }

  private void run() throws Exception {
    report.line(
        "Java %s on %s%s; --seed=%d",
        Runtime.version(),
        System.getProperty("os.name"),
        Wine.version().map(version -> " (Wine " + version + ")").orElse(""),
        options.seed());
    AsyncIoctl io = AsyncIoctl.open();
    ChannelPair pair = ChannelPair.open();
    DatagramChannel ipv4 = DatagramChannel.open(StandardProtocolFamily.INET);
    Traffic traffic = new Traffic(pair, new Random(options.seed()));
    traffic.start();
    report.line(
        "the JDK reads and writes over %s <-> %s from now on",
        pair.server().getRemoteAddress(), pair.server().getLocalAddress());
    for (Step step : steps(io, pair, ipv4, traffic)) {
      runner.run(step);
    }
    report.summary();
  }

  private List<Step> steps(AsyncIoctl io, ChannelPair pair, DatagramChannel ipv4, Traffic traffic) {
    AddressLists lists = new AddressLists(io, ipv4);
    Random random = new Random(options.seed() + 1);
    List<Step> during = new ArrayList<>();
    ChannelSteps channel = new ChannelSteps(io, pair, lists, traffic, report);
    during.add(channel.keepAlive());
    during.add(channel.bytesToRead());
    during.add(channel.addressList());
    during.add(
        Wine.version().isPresent()
            ? new WineChange(io, lists, report, random).step()
            : new PersonsChange(io, lists, report).step());
    during.addAll(new PortSteps(io, report).all());
    during.add(new PipeStep(io, report, random).step());

    List<Step> all = new ArrayList<>();
    during.forEach(step -> all.add(withTraffic(step, traffic)));
    all.add(new Step("JDK reads and writes", "no error, no wrong byte", () -> stop(traffic, pair)));
    all.add(new Step("close", "0 pending, 0 retained", () -> close(io, ipv4)));
    return all;
  }

  /** A step that also fails if the JDK's reads and writes do not continue after it. */
  private static Step withTraffic(Step step, Traffic traffic) {
    return new Step(
        step.name(),
        step.expected(),
        () -> {
          Outcome outcome = step.action().run();
          Waits.get(traffic.roundTrip(), "the JDK's reads and writes");
          return outcome;
        });
  }

  private Outcome stop(Traffic traffic, ChannelPair pair) throws Exception {
    Waits.get(traffic.stop(), "the JDK's reads and writes");
    pair.close();
    report.line("%,d round trips with %,d bytes", traffic.rounds(), traffic.bytes());
    return Outcome.of(
        traffic.rounds() > 0, String.format(Locale.ROOT, "%,d round trips", traffic.rounds()));
  }

  private Outcome close(AsyncIoctl io, DatagramChannel ipv4) throws Exception {
    ipv4.close();
    io.close();
    IoctlStats stats = io.stats();
    report.line("%s", stats);
    return Outcome.of(
        stats.pending() == 0 && stats.retained() == 0 && stats.inconsistent() == 0,
        stats.pending() + " pending, " + stats.retained() + " retained");
  }
}
