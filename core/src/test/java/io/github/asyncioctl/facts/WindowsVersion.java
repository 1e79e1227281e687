package io.github.asyncioctl.facts;

import com.sun.jna.Function;
import com.sun.jna.platform.win32.WinNT.OSVERSIONINFOEX;

/** The version of Windows with its build, which Java does not tell. */
final class WindowsVersion {
  private WindowsVersion() {}

  static String here() {
    OSVERSIONINFOEX info = new OSVERSIONINFOEX();
    Function.getFunction("ntdll", "RtlGetVersion").invokeInt(new Object[] {info});
    return info.getMajor() + "." + info.getMinor() + "." + info.getBuildNumber();
  }
}
