package io.github.asyncioctl.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is one machine's own comes into a report. */
class RedactionTest {
  private final Redaction redaction =
      new Redaction(List.of("Jürgen", "JUERGEN-PC", "C:\\Users\\Jürgen", "", "x"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot open C:\\Users\\Jürgen\\x.txt | cannot open <name>\\x.txt",
        "JÜRGEN and jürgen | <name> and <name>",
        "on juergen-pc: no | on <name>: no",
        "D:\\Mine\\a.dll is not there | <path> is not there",
        "in c:/Users/any/b, and | in <path>, and",
        "\\\\server\\share\\c.txt failed | <path> failed",
        "at 192.168.1.17 and 10.8.0.2:80 | at <address> and <address>:80",
        "from 192.168.1.17. | from <address>.",
        "fe80::1: no route | <address> no route",
        "/fe80:0:0:0:1c2:3d4:5:6%12 | /<address>",
        "[2a02:8109::17]:443 | [<address>]:443"
      })
  void isTakenOut(String text, String clean) {
    assertThat(redaction.of(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call=997 status=0xC00000BB info=0 packet=none",
        "127.0.0.1:50123 and [0:0:0:0:0:0:0:1]:50123, ::1",
        "192.0.2.1 and 2001:db8:0:0:0:0:0:1",
        "bind to 0.0.0.0",
        "Windows 11, Java 25.0.4.1+9-LTS",
        "\\\\.\\pipe\\asyncioctl-test-1234",
        "at windows.WatchesTest.listen:41",
        "io.github.asyncioctl.IoctlException: WSAIoctl 0x48001234 failed",
        "Jürgens is another name"
      })
  void stays(String text) {
    assertThat(redaction.of(text)).isEqualTo(text);
  }

  @Test
  void anItemIsCleanAsAWhole() {
    assertThat(redaction.of(new Item("[1] /10.1.2.3", Status.FAILED, "by Jürgen")))
        .isEqualTo(new Item("[1] /<address>", Status.FAILED, "by <name>"));
  }

  @Test
  void thisMachineIsKnown() {
    assertThat(
            Redaction.ofThisMachine().of("in " + System.getProperty("java.io.tmpdir") + " it is"))
        .isEqualTo("in <name> it is");
  }
}
