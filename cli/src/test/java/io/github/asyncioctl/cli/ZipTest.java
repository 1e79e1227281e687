package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What people download: unpacked, its launchers run the program. */
class ZipTest {
  /** A JVM's own, as newer ones print under Wine; and what a line ends with there. */
  private static final Pattern WARNING =
      Pattern.compile("(?m)^OpenJDK 64-Bit Server VM warning: .*$\\R?|\\r");

  private static final long BOUND_SECONDS = 60;
  private static final String JAVA_HOME = "JAVA_HOME";

  /** What a run ended with and what it said, whichever way. */
  private record Ended(int exitCode, String said) {}

  @TempDir(cleanup = CleanupMode.NEVER) // Wine lets go of a jar later than its process ends
  private Path folder;

  private Path home;

  @BeforeEach
  void unpack() throws IOException {
    Path zip = Path.of(System.getProperty("asyncioctl.cli.zip")).toAbsolutePath();
    boolean hasModes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Map<String, ?> options = Map.of("enablePosixFileAttributes", hasModes);
    Path target = Files.createDirectories(folder.resolve("a folder (x86)"));
    try (FileSystem files = FileSystems.newFileSystem(zip, options)) {
      copy(files.getPath("/"), target, hasModes);
    }
    try (Stream<Path> top = Files.list(target)) {
      home = top.reduce((one, other) -> other).orElseThrow();
      assertThat(home.getFileName().toString()).matches("asyncioctl-\\d+\\.\\d+\\.\\d+.*");
    }
  }

  private static void copy(Path from, Path to, boolean hasModes) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.skip(1).toList();
    }
    for (Path each : all) {
      Path copy = Files.copy(each, to.resolve(from.relativize(each).toString()));
      if (hasModes) {
        Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(each));
      }
    }
  }

  private static Ended run(Map<String, String> environment, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove(JAVA_HOME);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).as("it has ended").isTrue();
      return new Ended(process.exitValue(), WARNING.matcher(said).replaceAll("").strip());
    } finally {
      process.destroyForcibly();
    }
  }

  private static Map<String, String> ownJava() {
    return Map.of(JAVA_HOME, System.getProperty("java.home"));
  }

  private static void assertIsVersion(Ended ended) {
    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(ended.said()).startsWith("asyncioctl ").contains(Runtime.version().toString());
  }

  private static void assertIsMistake(Ended ended) {
    assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.said()).startsWith("error: unexpected argument 'x'");
  }

  private static void assertSaysThatJavaIsMissing(Ended ended) {
    assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ended.said())
        .startsWith("error: asyncioctl needs Java 17 or later")
        .contains("\nhint: put Java into the PATH, or set JAVA_HOME");
  }

  @Test
  @Tag("jar")
  void hasTheLaunchersTheJarAndTheLicence() {
    assertThat(home.resolve("bin/asyncioctl")).isRegularFile();
    assertThat(home.resolve("bin/asyncioctl.cmd")).content().contains("\r\n");
    assertThat(home.resolve("lib/asyncioctl.jar")).hasSameBinaryContentAs(JarProgram.jar());
    String version = home.getFileName().toString().replace("asyncioctl-", "");
    assertThat(home.resolve("README.txt")).content().startsWith("asyncioctl " + version + "\r\n");
    assertThat(home.resolve("LICENSE.txt")).content().contains("Apache License");
  }

  @Test
  @Tag("jar")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no sh")
  void runsFromAShell() throws Exception {
    String launcher = home.resolve("bin/asyncioctl").toString();
    assertIsVersion(run(ownJava(), List.of(launcher, "version")));
    assertIsMistake(run(ownJava(), List.of(launcher, "bench", "x")));

    Path link = Files.createSymbolicLink(folder.resolve("aio"), Path.of(launcher));
    assertIsVersion(run(ownJava(), List.of(link.toString(), "version")));

    String ownPath = Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin";
    assertIsVersion(run(Map.of("PATH", ownPath), List.of(launcher, "version")));

    assertSaysThatJavaIsMissing(run(Map.of(JAVA_HOME, "/none"), List.of(launcher, "version")));
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String each : List.of("sh", "dirname", "readlink")) {
      Files.createSymbolicLink(tools.resolve(each), Path.of("/usr/bin", each));
    }
    assertSaysThatJavaIsMissing(
        run(Map.of("PATH", tools.toString()), List.of(launcher, "version")));
  }

  @Test
  @Tag("windows")
  @EnabledOnOs(value = OS.WINDOWS, disabledReason = "runs cmd")
  void runsFromCmd() throws Exception {
    assertIsVersion(runFromPath(System.getProperty("java.home"), "version"));
    assertIsMistake(runFromPath(System.getProperty("java.home"), "bench", "x"));
    assertIsMistake(runFromPath(System.getProperty("java.home"), "--json", "bench", "x", "a b"));
    assertSaysThatJavaIsMissing(runFromPath(folder.resolve("none").toString(), "version"));
  }

  /** It goes on after the call. Which code it was, a batch file under Wine 8 is not told. */
  @Test
  @Tag("windows")
  @EnabledOnOs(value = OS.WINDOWS, disabledReason = "runs cmd")
  void aBatchFileIsToldOfTheFailure() throws Exception {
    Path caller = folder.resolve("caller.cmd");
    Files.writeString(
        caller,
        "@echo off\r\ncall \"%s\" bench x\r\nif errorlevel 1 echo it failed\r\nexit /b 7\r\n"
            .formatted(home.resolve("bin\\asyncioctl.cmd")));
    Ended ended = run(ownJava(), List.of("cmd", "/c", caller.toString()));

    assertThat(ended.exitCode()).as(ended.said()).isEqualTo(7);
    assertThat(ended.said()).endsWith("\nit failed");
  }

  /** As somebody types it who has put the folder into the PATH. */
  private Ended runFromPath(String java, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("cmd", "/c", "asyncioctl"));
    command.addAll(List.of(arguments));
    String path = home.resolve("bin") + ";" + System.getenv("PATH");
    return run(Map.of(JAVA_HOME, java, "PATH", path), command);
  }
}
