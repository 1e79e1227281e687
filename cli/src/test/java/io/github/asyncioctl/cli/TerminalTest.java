package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
  /** A pipe whose reader is gone. */
  static Output closed() {
    return failing("Die Pipe wird gerade geschlossen", true);
  }

  /** A file on a disk that is full. */
  static Output full() {
    return failing("There is not enough space on the disk", false);
  }

  private static Output failing(String message, boolean isPipe) {
    return new Output(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(message);
          }
        },
        StandardCharsets.US_ASCII,
        () -> isPipe);
  }

  @Test
  void jsonIsAsciiInWhateverCodePage() throws Exception {
    assertThat(Terminal.toJson(new Fields().with("name", "Ethernet für Büro \"1\"\n").map()))
        .isEqualTo("{\"name\":\"Ethernet f\\u00FCr B\\u00FCro \\\"1\\\"\\n\"}");
  }

  @Test
  void aReaderThatIsGoneEndsTheProgramQuietly() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(closed(), new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThatThrownBy(() -> terminal.print("x")).isInstanceOf(Terminal.ClosedException.class);
    assertThat(new Failures(terminal).report(new Terminal.ClosedException(), true)).isZero();
    assertThat(err.size()).isZero();
    assertThat(Main.run(new String[] {"--help"}, closed(), terminal.err(), new Stop())).isZero();
    assertThat(err.size()).isZero();
  }

  /** Whoever writes to a file believes an exit code of 0. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "help", "--help", "version", "--version", "list --help", "help watch"})
  void whatCannotBeWrittenIsSaid(String line) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);

    assertThat(Main.run(arguments, full(), errors, new Stop())).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("error: cannot write the output: There is not enough space on the disk");
  }

  /** Two wrongs: the exit code stays that of the first, and both are said. */
  @Test
  void aFailureThatCannotBeWrittenStaysAFailure() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(full(), new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThatThrownBy(() -> terminal.print("x")).isInstanceOf(Terminal.ClosedException.class);
    assertThat(terminal.isComplete()).isFalse();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("not enough space");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cp0", "", "no such"})
  void aCodePageThatJavaDoesNotHaveIsPassedOver(String name) {
    assertThat(Output.charset(name)).isEmpty();
    assertThat(Output.charset("ibm437")).hasValue(Charset.forName("IBM437"));
  }

  @Test
  void whatFitsIsComplete() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(Run.output(out), closed());

    terminal.print("x");
    assertThat(terminal.isComplete()).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("x");
  }
}
