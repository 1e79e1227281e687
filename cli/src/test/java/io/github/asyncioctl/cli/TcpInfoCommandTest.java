package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.codes.TcpState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on connections whose statistics are known: Wine has none. */
class TcpInfoCommandTest {
  private static final String NO_SPACE = "No space left on device";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private ServerSocket server;
  private boolean closed;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    assertThat(closed).as("its engine was closed").isTrue();
  }

  private final class Known implements TcpInfoSource {
    @Override
    public Sample sample(SocketChannel connection) {
      return TcpInfoPrinterTest.sample(TcpState.ESTABLISHED, 11_800, 0, true);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private int run(Output out, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.add("tcpinfo");
    arguments.add("127.0.0.1:" + server.getLocalPort());
    Stream.of(options).forEach(arguments::add);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Main.run(arguments.toArray(String[]::new), out, errors, new Stop(), Known::new);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8).strip();
  }

  /** A disk on which there is room for so many bytes. */
  private static Output disk(int room) {
    return new Output(
        new OutputStream() {
          private int left = room;

          @Override
          public void write(int octet) throws IOException {
            if (left-- <= 0) {
              throw new IOException(NO_SPACE);
            }
          }
        },
        StandardCharsets.US_ASCII,
        () -> false);
  }

  @Test
  void samplesAreShownAndCounted() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(run(Run.output(out), "-n", "2", "-i", "1ms")).isZero();
    assertThat(errors()).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("connected to 127.0.0.1:")
        .contains("2 samples, round-trip time 11.8 / 11.8 / 11.8 ms");
  }

  /** It would go on until Ctrl-C: a reader that is gone is a reason to end, and no failure. */
  @ParameterizedTest
  @ValueSource(strings = {"--verbose", "--json"})
  void aReaderThatIsGoneEndsItQuietly(String option) {
    assertThat(run(TerminalTest.closed(), option, "-i", "1ms")).isZero();
    assertThat(errors()).isEmpty();
  }

  /** At once, after the first line, or in the middle of one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100, 1_000, 10_000})
  void aDiskThatIsFullIsSaid(int room) {
    assertThat(run(disk(room), "-i", "1ms")).isEqualTo(ExitCode.FAILED);
    assertThat(errors()).isEqualTo("error: cannot write the output: " + NO_SPACE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 1_000, 10_000})
  void aDiskThatIsFullIsSaidInJsonToo(int room) {
    assertThat(run(disk(room), "--json", "-i", "1ms")).isEqualTo(ExitCode.FAILED);
    assertThat(errors()).isEqualTo("error: cannot write the output: " + NO_SPACE);
  }
}
