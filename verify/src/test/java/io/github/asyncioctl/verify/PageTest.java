package io.github.asyncioctl.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What docs/verify.md shows is what the program prints. */
class PageTest {
  @Test
  void theHelpIsThatOfThePage() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Main.run(stream, stream, "--help");
    assertThat(out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .isEqualTo(Page.block("help"));
  }
}
