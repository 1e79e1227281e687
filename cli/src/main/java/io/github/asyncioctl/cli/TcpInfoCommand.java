package io.github.asyncioctl.cli;

import io.github.asyncioctl.cli.TcpInfoSource.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the TCP statistics of a connection. */
@Command(
    name = "tcpinfo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows the round-trip time and more of a TCP connection, live.",
    description = {
      "",
      "Opens a TCP connection and shows what Windows knows about it (SIO_TCP_INFO): the round-trip"
          + " time with a bar, bytes in flight, the congestion window, retransmitted bytes. Runs"
          + " until Ctrl-C, or until the other side closes. Without traffic the round-trip time is"
          + " that of connecting; --send makes traffic.",
      ""
    },
    footer = {
      "",
      "Needs Windows 10 1703, Windows Server 2016 or later; elsewhere the exit code",
      "is 4."
    })
final class TcpInfoCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final GlobalOptions options;
  private final Stop stop;
  private final Supplier<TcpInfoSource> sources;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConnectOptions connect = new ConnectOptions();

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "Time between two samples. Default: ${DEFAULT-VALUE}.")
  private Duration interval = Duration.ZERO;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      converter = Counts.class,
      description = "End after N samples.")
  private @Nullable Integer count;

  @Option(
      names = "--send",
      paramLabel = "TEXT",
      description =
          "Send this text before each sample; \\r, \\n, \\t and \\\\ are escapes as in Java. The"
              + " answer is not shown.")
  void setText(String text) {
    try {
      bytes = text.translateEscapes().getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--send: " + e.getMessage());
    }
  }

  private byte[] bytes = {};

  TcpInfoCommand(
      Terminal terminal, Stop stop, GlobalOptions options, Supplier<TcpInfoSource> sources) {
    this.terminal = terminal;
    this.options = options;
    this.stop = stop;
    this.sources = sources;
  }

  @Override
  public Integer call() throws IOException {
    try (TcpInfoSource source = sources.get();
        Connection connection = connect.open()) {
      return stop.finish(() -> show(connection, source));
    } catch (TcpInfoSource.UnsupportedException e) {
      terminal.error(Failures.describe(e));
      return ExitCode.UNSUPPORTED_CODE;
    }
  }

  private int show(Connection connection, TcpInfoSource source) throws IOException {
    TcpInfoPrinter printer = new TcpInfoPrinter(terminal, options.isJson(), ZoneId.systemDefault());
    printer.begin(
        connection.remote(), connection.local(), source.sample(connection.channel()).info());
    Reader reader = Reader.start(connection, stop::request);
    int shown = 0;
    do {
      send(connection);
      Sample sample = source.sample(connection.channel());
      printer.print(Instant.now(), sample);
      shown++;
    } while ((count == null || shown < count) && !stop.await(interval));
    printer.end(reader.end());
    return stop.exitCode();
  }

  private void send(Connection connection) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      connection.channel().write(left);
    }
  }
}
