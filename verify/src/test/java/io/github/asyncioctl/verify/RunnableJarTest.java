package io.github.asyncioctl.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.asyncioctl.windows.MachineAddresses;
import io.github.asyncioctl.windows.OnWindows;
import io.github.asyncioctl.windows.Wine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that people start, in a folder as they have them, and the report that it writes. */
@OnWindows
class RunnableJarTest {
  /** In the code page of Western Europe. */
  private static final String FOLDER = "ein Ordner f\u00fcr Pr\u00fcfungen";

  private static final String JAR = "asyncioctl-verify.jar";

  /** One JVM of the test bed runs all of it. */
  private static final boolean ALL = !Wine.isHere() || Runtime.version().feature() == 17;

  @TempDir private Path parent;

  private Path folder;
  private String output;

  @BeforeEach
  void copyTheJar() throws Exception {
    folder = Files.createDirectory(parent.resolve(FOLDER));
    Files.copy(builtJar(), folder.resolve(JAR));
  }

  private static Path builtJar() throws IOException, URISyntaxException {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(classes.getParent())) {
      return files
          .filter(each -> each.getFileName().toString().matches("asyncioctl-verify-.*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private int start(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // Under Wine it warns of what that does not tell it.
                    "-XX:-PrintWarnings",
                    // Its storm is short.
                    "-XX:TieredStopAtLevel=1",
                    "-jar",
                    JAR),
                Stream.of(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }

  private String report(String ending) throws IOException {
    return Files.readString(folder.resolve(ReportFiles.NAME + ending));
  }

  @Test
  void theReportHasTheVerdictAndTheCounts() throws Exception {
    String[] arguments = ALL ? new String[] {"--storm", "2"} : new String[] {"--only", "self-test"};
    assertThat(start(arguments)).as(() -> output).isZero();

    Map<String, Object> json = JSON.std.mapFrom(report(".json"));
    assertThat(json).containsEntry("verdict", "PASSED").containsKey("surroundings");
    assertThat(output).endsWith(System.lineSeparator() + "PASSED" + System.lineSeparator());
    List<?> parts = (List<?>) json.get("parts");
    assertThat(parts)
        .map(part -> ((Map<?, ?>) part).get("name"))
        .isEqualTo(ALL ? VerifyCommand.PARTS : List.of("self-test"));
    assertThat(parts).allMatch(part -> "passed".equals(status(part)) || mayBeSkipped(part));
    if (ALL) {
      assertThat(Page.shape("> java -jar " + JAR + "\n" + output))
          .isEqualTo(Page.shape(Page.block("run")));
      assertThat(passed(parts, "facts")).isGreaterThan(400);
      assertThat(passed(parts, "contract")).isGreaterThan(20);
    }
    assertThat(report(".txt")).startsWith("asyncioctl-verify 1: PASSED");
    assertThat((Map<?, ?>) json.get("surroundings")).hasSize(11);
    hasNothingPrivate(parts.toString());
    hasNothingPrivate(report(".txt").replaceFirst("(?s).*?\n\n.*?\n\n", ""));
  }

  private static Object status(Object part) {
    return ((Map<?, ?>) part).get("status");
  }

  /** Who is no administrator changes no addresses; CI is one. */
  private static boolean mayBeSkipped(Object part) {
    return "addresses".equals(((Map<?, ?>) part).get("name"))
        && "skipped".equals(status(part))
        && !Wine.isHere()
        && !Boolean.getBoolean(MachineAddresses.REQUIRED);
  }

  private static int passed(List<?> parts, String name) {
    return parts.stream()
        .map(part -> (Map<?, ?>) part)
        .filter(part -> name.equals(part.get("name")))
        .mapToInt(part -> (Integer) part.get("passed"))
        .sum();
  }

  private static void hasNothingPrivate(String report) throws IOException {
    Stream<String> names =
        Stream.concat(
            Stream.of(
                System.getProperty("user.name"),
                InetAddress.getLocalHost().getHostName(),
                System.getProperty("user.home"),
                System.getProperty("java.io.tmpdir"),
                System.getProperty("java.home"),
                FOLDER),
            NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress));
    assertThat(names.filter(name -> isIn(report, name))).isEmpty();
    assertThat(report).doesNotContainPattern("\\b[A-Za-z]:\\\\");
  }

  private static boolean isIn(String report, String name) {
    return Pattern.compile("(?i)(?<!\\w)" + Pattern.quote(name) + "(?!\\w)").matcher(report).find();
  }
}
