package io.github.asyncioctl.verify;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32Util;
import io.github.asyncioctl.facts.WindowsVersion;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What a report says about the machine: versions and kinds, but nothing that identifies it. */
final class Surroundings {
  private Surroundings() {}

  /** By their names, in the order of the report. */
  static Map<String, String> here() throws IOException {
    Map<String, String> here = new LinkedHashMap<>();
    here.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    here.put("asyncioctl", version());
    here.put("system", WindowsVersion.here() + ", " + property("os.name"));
    here.put("architecture", property("os.arch"));
    here.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    here.put("java", property("java.runtime.version") + ", " + property("java.vm.name"));
    here.put("java vendor", property("java.vm.vendor"));
    here.put("jna", Native.VERSION);
    here.put("language", property("user.language") + ", " + property("sun.jnu.encoding"));
    here.put("administrator", Advapi32Util.isCurrentProcessElevated() ? "yes" : "no");
    return here;
  }

  private static String property(String name) {
    return Objects.toString(System.getProperty(name), "?");
  }

  static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Surroundings.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(in));
    }
    return properties.getProperty("version", "");
  }
}
