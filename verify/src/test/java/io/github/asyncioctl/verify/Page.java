package io.github.asyncioctl.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of docs/verify.md that have a name. */
final class Page {
  private static final String PAGE = "docs/verify.md";

  private Page() {}

  static String block(String name) throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(PAGE))) {
      folder = folder.getParent();
    }
    Matcher block =
        Pattern.compile("<!-- output: " + name + " -->\n```\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(folder.resolve(PAGE)).replace("\r\n", "\n"));
    if (!block.find()) {
      throw new AssertionError(PAGE + " has no block " + name);
    }
    return block.group(1);
  }

  /** What stays the same from run to run: figures do not, nor does the width of columns. */
  static String shape(String output) {
    return output
        .replaceAll("[0-9]+(\\.[0-9]+)?", "#")
        .replaceAll("( {2}# so far\\R)+", "  # so far\n")
        .replaceAll("[ \r\n]+", " ")
        .strip();
  }
}
