package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Failures failures =
      new Failures(
          new Terminal(TerminalTest.closed(), new PrintStream(err, true, StandardCharsets.UTF_8)));

  private String report(Throwable failure, boolean verbose) {
    assertThat(failures.report(failure, verbose)).isEqualTo(ExitCode.FAILED);
    return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  @Test
  void theCauseIsWhatCounts() {
    assertThat(
            report(new CompletionException(new UncheckedIOException(new IOException("x"))), false))
        .isEqualTo("error: x\n");
  }

  @Test
  void aHostIsUnknown() {
    assertThat(report(new UnknownHostException("nowhere"), false))
        .isEqualTo(
            """
            error: unknown host: nowhere
            hint: check the spelling and the DNS server, or write the address
            """);
  }

  @Test
  void theSystemsTextBecomesOneLine() {
    assertThat(report(new IOException("refused\r\n by somebody \n"), false))
        .isEqualTo("error: refused by somebody\n");
  }

  @Test
  void whatNobodyExpectedNamesItsClass() {
    assertThat(report(new IllegalStateException("x"), false))
        .isEqualTo("error: java.lang.IllegalStateException: x\n");
    assertThat(report(new IOException(), true)).contains("java.io.IOException\n\tat ");
  }
}
