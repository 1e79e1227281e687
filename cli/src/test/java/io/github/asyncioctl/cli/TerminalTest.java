package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
  /** A pipe whose reader is gone. */
  static PrintStream closed() {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("The pipe is being closed");
          }
        },
        true,
        StandardCharsets.US_ASCII);
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
    String[] selfTest = {"selftest"};
    assertThat(Main.run(selfTest, closed(), terminal.err(), new Stop())).isZero();
    assertThat(err.size()).isZero();
  }
}
