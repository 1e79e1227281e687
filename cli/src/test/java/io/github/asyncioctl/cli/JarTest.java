package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that users get has everything in it. */
@Tag("jar")
class JarTest {
  private static String read(JarFile jar, String name) throws Exception {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void runsByItself() throws Exception {
    try (JarProgram version = JarProgram.start("--version")) {
      assertThat(version.line()).matches("asyncioctl \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
      version.rest();
      assertThat(version.exitCode()).isZero();
    }
    try (JarProgram selfTest = JarProgram.start("selftest", "--json")) {
      assertThat(selfTest.rest()).startsWith("{\"passed\":" + AsyncIoctl.isSupported() + ",");
      assertThat(selfTest.exitCode())
          .isEqualTo(AsyncIoctl.isSupported() ? ExitCode.OK : ExitCode.UNSUPPORTED_PLATFORM);
    }
  }

  /**
   * Output through everything that a user has: the launcher, the descriptor, the system's own text.
   */
  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "selftest", "selftest --json"})
  @EnabledOnOs(value = OS.LINUX, disabledReason = "has a file that is always full")
  void aFullDiskIsSaid(String line) throws Exception {
    String said = JarProgram.runInto(new File("/dev/full"), line.split(" "));

    assertThat(said)
        .isEqualTo(ExitCode.FAILED + " error: cannot write the output: No space left on device");
  }

  @Test
  void hasServicesLicencesAndAManifest() throws Exception {
    try (JarFile jar = new JarFile(JarProgram.jar().toFile())) {
      assertThat(read(jar, "META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
          .contains("org.slf4j.simple.SimpleServiceProvider");
      assertThat(read(jar, "META-INF/services/com.fasterxml.jackson.core.JsonFactory"))
          .contains("JsonFactory");
      assertThat(read(jar, "META-INF/LICENSE-asyncioctl")).contains("Apache License");
      assertThat(read(jar, "META-INF/LICENSE")).contains("Apache").contains("LGPL");
      assertThat(read(jar, "META-INF/LICENSE.txt")).contains("QOS.ch");
      assertThat(read(jar, "META-INF/NOTICE")).contains("Jackson");

      Manifest manifest = jar.getManifest();
      assertThat(manifest.getMainAttributes().getValue("Enable-Native-Access"))
          .isEqualTo("ALL-UNNAMED");
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .doesNotHaveDuplicates()
          .noneMatch(each -> each.endsWith("module-info.class"));
      assertThat(names).contains("com/sun/jna/win32-x86-64/jnidispatch.dll");
    }
  }
}
