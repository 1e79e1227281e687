package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries keep-alive on a connection. */
@Command(
    name = "keepalive",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Sets keep-alive on a connection and shows whether it stays alive.",
    description = {
      "",
      "Opens a TCP connection, sets its keep-alive (SIO_KEEPALIVE_VALS) and reads it back. With"
          + " --hold it leaves the connection idle and reports whether it stays alive: this finds"
          + " the interval at which a firewall or a NAT on the way does not drop it.",
      ""
    })
final class KeepAliveCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final GlobalOptions options;
  private final Stop stop;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConnectOptions connect = new ConnectOptions();

  @Option(
      names = "--idle",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "Idle time before the first probe. Default: ${DEFAULT-VALUE}.")
  private Duration idle = Duration.ZERO;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "Time between unanswered probes. Default: ${DEFAULT-VALUE}.")
  private Duration interval = Duration.ZERO;

  @Option(names = "--off", description = "Send no probes, to see what happens without.")
  private boolean off;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      description = "Keep the connection open for this time: 10s, 2m, 1h.")
  private @Nullable Duration hold;

  KeepAliveCommand(Terminal terminal, Stop stop, GlobalOptions options) {
    this.terminal = terminal;
    this.options = options;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    KeepAlive setting = setting();
    try (AsyncIoctl io = Engines.open();
        Connection connection = connect.open()) {
      KeepAliveReport report = new KeepAliveReport(terminal, options.isJson(), connection);
      report.before();
      io.ioctl(connection.channel(), Ioctls.SIO_KEEPALIVE_VALS, setting);
      report.after(setting);
      return hold == null ? ExitCode.OK : hold(report, connection, hold);
    }
  }

  private KeepAlive setting() {
    try {
      return off ? KeepAlive.off() : KeepAlive.after(idle, interval);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--idle and --interval: " + e.getMessage());
    }
  }

  private int hold(KeepAliveReport report, Connection connection, Duration time)
      throws IOException {
    report.holds(time);
    long start = System.nanoTime();
    Reader reader = Reader.start(connection, stop::request);
    return stop.finish(
        () -> {
          stop.await(time);
          String end = reader.end();
          report.held(Duration.ofNanos(System.nanoTime() - start), end, reader.received());
          return end == null ? stop.exitCode() : ExitCode.FAILED;
        });
  }
}
