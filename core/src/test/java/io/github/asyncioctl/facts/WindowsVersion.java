package io.github.asyncioctl.facts;

import com.sun.jna.Function;
import com.sun.jna.platform.win32.WinNT.OSVERSIONINFOEX;

/** The version of Windows with its build, which Java does not tell. */
public final class WindowsVersion {
  private WindowsVersion() {}

  /** {@code Windows 10.0.22631}, say, or {@code Wine 8.0}. */
  public static String here() {
    String wine = Platform.wineVersion();
    return wine.isEmpty() ? "Windows " + number() : "Wine " + wine;
  }

  private static String number() {
    OSVERSIONINFOEX info = new OSVERSIONINFOEX();
    Function.getFunction("ntdll", "RtlGetVersion").invokeInt(new Object[] {info});
    return info.getMajor() + "." + info.getMinor() + "." + info.getBuildNumber();
  }
}
