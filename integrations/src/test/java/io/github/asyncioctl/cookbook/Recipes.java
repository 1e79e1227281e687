package io.github.asyncioctl.cookbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs that the pages of the cookbook show, as somebody would copy them. */
final class Recipes {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```$");
  private static final Pattern CLASS = Pattern.compile("(?m)^public final class (\\w+)");

  private Recipes() {}

  static List<Path> pages() {
    Path docs = root().resolve("docs");
    try (Stream<Path> files = Files.list(docs)) {
      return files
          .filter(file -> file.getFileName().toString().matches("cookbook.*\\.md|testing\\.md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("CHANGELOG.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** By the names of their classes. */
  static Map<String, String> all() {
    Map<String, String> programs = new LinkedHashMap<>();
    for (Path page : pages()) {
      Matcher block = BLOCK.matcher(read(page));
      while (block.find()) {
        Matcher name = CLASS.matcher(block.group(1));
        if (!name.find()) {
          throw new IllegalStateException("no public class in a block of " + page);
        }
        programs.put(name.group(1), block.group(1));
      }
    }
    return programs;
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
