package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pictures of docs/command-line.md show what the program says. */
class RecordingsTest {
  private static final String AGAIN =
      "to write it anew: mvn -Precordings -pl cli -am process-test-classes";
  private static final String COLOUR = "\u001B\\[\\d+m";

  @ParameterizedTest
  @EnumSource
  void aPictureIsThatOfItsRecording(Recording recording) throws Exception {
    assertThat(Files.readString(recording.pictureFile()).replace("\r\n", "\n"))
        .as(AGAIN)
        .isEqualTo(recording.picture(recording.read()));
  }

  /** Those are the same everywhere. */
  @Test
  void mistakesAreSaidInTheseWords() throws Exception {
    assertThat(Recording.MISTAKES.read()).as(AGAIN).isEqualTo(Recording.MISTAKES.record());
  }

  /** The page's text is compared with what the program says on the test bed. */
  @Test
  void theOthersAreThoseOfThePage() throws Exception {
    Page page = new Page();
    String selfTest = Recording.SELFTEST.read().replaceAll(COLOUR, "");
    assertThat(selfTest).as(AGAIN).startsWith("> asyncioctl selftest\n");
    assertThat(Page.shape(selfTest)).as(AGAIN).contains(Page.shape(page.block("selftest")));

    String watch = Recording.WATCH.read().replaceAll(COLOUR, "");
    assertThat(watch).as(AGAIN).startsWith("> asyncioctl watch ");
    assertThat(Page.shape(watch.substring(watch.indexOf('\n'))))
        .as(AGAIN)
        .isEqualTo(Page.shape(page.block("watch")));
  }

  @Test
  void coloursAndSignsAreDrawn() {
    assertThat(
            TerminalPicture.of("a", "> x\n\u001B[31merror:\u001B[0m a < b\n\u001B[1mB\u001B[21m c"))
        .contains(
            "<tspan class=\"prompt\">&gt;</tspan> x</text>",
            "<tspan class=\"red\">error:</tspan> a &lt; b</text>",
            "<tspan class=\"bold\">B</tspan> c</text>",
            "@media (prefers-color-scheme: dark)");
    assertThatThrownBy(() -> TerminalPicture.of("a", "\u001B[99m"))
        .hasMessage("a code that is not known: 99");
    assertThatThrownBy(() -> TerminalPicture.of("a", "\u001B[2J"))
        .hasMessageStartingWith("a sequence that is not known");
  }
}
