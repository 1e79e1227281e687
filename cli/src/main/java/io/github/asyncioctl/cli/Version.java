package io.github.asyncioctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version, and what else a bug report should include. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "asyncioctl " + number(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.vendor"),
      System.getProperty("os.name") + " " + System.getProperty("os.version")
    };
  }

  /** The same for programs. */
  static Map<String, Object> json() throws IOException {
    return new Fields()
        .with("asyncioctl", number())
        .with("java", Runtime.version().toString())
        .with("vendor", System.getProperty("java.vm.vendor"))
        .with("os", System.getProperty("os.name"))
        .with("osVersion", System.getProperty("os.version"))
        .map();
  }

  private static String number() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(in));
    }
    return properties.getProperty("version", "");
  }
}
