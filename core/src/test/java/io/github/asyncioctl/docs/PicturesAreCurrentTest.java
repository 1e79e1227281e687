package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/**
 * Each picture was drawn from the text beside it: PlantUML leaves in a picture what it was drawn
 * from, so nothing has to be drawn here.
 */
class PicturesAreCurrentTest {
  private static final Pattern SOURCE = Pattern.compile("<!--SRC=\\[([-_0-9A-Za-z]+)]-->");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

  @Test
  void everyPictureShowsItsSource() throws Exception {
    List<Path> sources = Pages.endingWith(".puml");
    assertThat(sources).isNotEmpty();
    for (Path source : sources) {
      Path picture = source.resolveSibling(source.getFileName().toString().replace("puml", "svg"));
      assertThat(drawnFrom(Pages.read(picture)))
          .as(picture + " is out of date; run\n  mvn -N -Ppictures exec:java@pictures")
          .isEqualTo(Pages.read(source).replaceAll("@(start|end)uml", "").strip());
    }
  }

  private static String drawnFrom(String svg) throws DataFormatException {
    Matcher matcher = SOURCE.matcher(svg);
    assertThat(matcher.find()).as("the source in the picture").isTrue();
    Inflater inflater = new Inflater(true);
    inflater.setInput(bytes(matcher.group(1)));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int count = inflater.inflate(buffer); count > 0; count = inflater.inflate(buffer)) {
      text.write(buffer, 0, count);
    }
    inflater.end();
    return text.toString(StandardCharsets.UTF_8).strip();
  }

  /** Base 64 with the digits in PlantUML's order. */
  private static byte[] bytes(String encoded) {
    byte[] bytes = new byte[encoded.length() / 4 * 3];
    for (int i = 0, at = 0; i + 3 < encoded.length(); i += 4) {
      int bits = 0;
      for (int digit = 0; digit < 4; digit++) {
        bits = bits << 6 | DIGITS.indexOf(encoded.charAt(i + digit));
      }
      bytes[at++] = (byte) (bits >> 16);
      bytes[at++] = (byte) (bits >> 8);
      bytes[at++] = (byte) bits;
    }
    return bytes;
  }
}
