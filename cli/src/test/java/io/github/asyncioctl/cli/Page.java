package io.github.asyncioctl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of docs/command-line.md that have a name, and what is shown in them. */
final class Page {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- output: ([\\w-]+) -->\\R```\\w*\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern FENCE = Pattern.compile("^```", Pattern.MULTILINE);

  private final String text = read();

  /** The folder of the whole project. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/command-line.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static String read() {
    try {
      return Files.readString(root().resolve("docs/command-line.md")).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> blocks() {
    Map<String, String> blocks = new TreeMap<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.put(matcher.group(1), matcher.group(2));
    }
    return blocks;
  }

  String block(String name) {
    String block = blocks().get(name);
    if (block == null) {
      throw new AssertionError("docs/command-line.md has no block " + name);
    }
    return block;
  }

  /** How many blocks there are, with a name or without. */
  long fences() {
    return FENCE.matcher(text).results().count() / 2;
  }

  /** What stays the same from run to run: neither figures nor the width of columns do. */
  static String shape(String output) {
    return output
        .replaceAll("\"[0-9][^\"]*Z\"", "#")
        .replaceAll("SOCKET 0x[0-9a-f]+", "SOCKET #")
        .replaceAll("[0-9][-0-9.+:,E]*(LTS,?)?", "#")
        .replaceAll("#(ms|s|m|h)\\b", "#")
        .replaceAll("[ \n]+", " ")
        .strip();
  }
}
