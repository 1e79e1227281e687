package io.github.asyncioctl.windows;

import java.util.ArrayList;
import java.util.List;

/** What a JVM with {@code -Xcheck:jni} complains of. */
public final class JniWarnings {
  /** JNA's own, twice in a process, while its library is loaded. */
  private static final String JNA_LOADS = "com.sun.jna.Native.loadNativeDispatchLibrary";

  private JniWarnings() {}

  /** The warnings in the lines of a JVM, each with its stack, but for JNA's own. */
  public static List<String> of(List<String> output) {
    List<StringBuilder> warnings = new ArrayList<>();
    boolean inside = false;
    for (String line : output) {
      if (line.startsWith("WARNING")) {
        warnings.add(new StringBuilder(line));
        inside = true;
      } else if (inside && line.startsWith("\t")) {
        warnings.get(warnings.size() - 1).append('\n').append(line);
      } else {
        inside = false;
      }
    }
    return warnings.stream()
        .map(StringBuilder::toString)
        .filter(each -> !each.contains(JNA_LOADS))
        .toList();
  }
}
