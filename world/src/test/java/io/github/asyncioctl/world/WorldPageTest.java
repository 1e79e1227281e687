package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/world.md has a line for each library of the pom, in the same version, and no other. */
class WorldPageTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<groupId>([\\w.-]+)</groupId>\\s*<artifactId>([\\w.-]+)</artifactId>"
              + "\\s*<version>([\\w.-]+)</version>\\s*<scope>test</scope>");
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\| `([\\w.-]+):([\\w.-]+)` \\| ([\\w.-]+) \\|");

  private static Map<String, String> versions(Path file, Pattern pattern) throws Exception {
    Map<String, String> versions = new TreeMap<>();
    Matcher matcher = pattern.matcher(Files.readString(file));
    while (matcher.find()) {
      versions.put(matcher.group(1) + ":" + matcher.group(2), matcher.group(3));
    }
    return versions;
  }

  @Test
  void versionsAreThoseOfThePom() throws Exception {
    Map<String, String> pom = versions(Path.of("pom.xml"), DEPENDENCY);
    assertThat(pom).hasSizeGreaterThan(15);
    assertThat(versions(Path.of("..", "docs", "world.md"), LINE)).isEqualTo(pom);
  }
}
