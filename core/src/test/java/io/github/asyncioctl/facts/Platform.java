package io.github.asyncioctl.facts;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/** The systems whose answers the table of facts has. */
enum Platform {
  WINDOWS,
  WINE_8,
  WINE_10;

  private static final int FIRST_WITH_LATER_ANSWERS = 10;

  /** The one that this JVM runs on. */
  static Platform here() {
    String wine = wineVersion();
    if (wine.isEmpty()) {
      return WINDOWS;
    }
    int major = Integer.parseInt(wine.split("\\.", 2)[0]);
    return major < FIRST_WITH_LATER_ANSWERS ? WINE_8 : WINE_10;
  }

  /** What Wine says of its version, empty on Windows. */
  static String wineVersion() {
    Function version;
    try {
      version = NativeLibrary.getInstance("ntdll").getFunction("wine_get_version");
    } catch (UnsatisfiedLinkError e) {
      return "";
    }
    return version.invokeString(new Object[0], false);
  }
}
