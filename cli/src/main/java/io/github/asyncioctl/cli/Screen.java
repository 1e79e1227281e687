package io.github.asyncioctl.cli;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.Wincon;
import com.sun.jna.ptr.IntByReference;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The standard streams, each of which may or may not be a terminal. */
enum Screen {
  /** Standard output. */
  OUT(1, Wincon.STD_OUTPUT_HANDLE),
  /** Standard error. */
  ERR(2, Wincon.STD_ERROR_HANDLE);

  private static final int ENABLE_VIRTUAL_TERMINAL_PROCESSING = 0x4;

  private final int descriptor;
  private final int handle;

  Screen(int descriptor, int handle) {
    this.descriptor = descriptor;
    this.handle = handle;
  }

  /** Colours if it is a terminal that shows them, unless the environment turns them off. */
  Style style() {
    return style(System.getenv(), this::isTerminal);
  }

  /**
   * Decides as most programs do.
   *
   * @param environment has NO_COLOR (no-color.org), CLICOLOR_FORCE and TERM
   */
  static Style style(Map<String, String> environment, BooleanSupplier isTerminal) {
    if (isSet(environment.get("NO_COLOR"))) {
      return Style.PLAIN;
    }
    String force = environment.get("CLICOLOR_FORCE");
    if (isSet(force) && !"0".equals(force)) {
      return Style.COLOURED;
    }
    boolean isDumb = "dumb".equals(environment.get("TERM"));
    return !isDumb && isTerminal.getAsBoolean() ? Style.COLOURED : Style.PLAIN;
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isEmpty();
  }

  private boolean isTerminal() {
    try {
      return Platform.isWindows() ? isConsole() : isTty();
    } catch (LinkageError e) {
      return false; // without JNA it is only less colourful
    }
  }

  /** A program must ask Windows 10 for escape sequences; older versions refuse. */
  private boolean isConsole() {
    Kernel32 kernel = Kernel32.INSTANCE;
    HANDLE console = kernel.GetStdHandle(handle);
    IntByReference mode = new IntByReference();
    return kernel.GetConsoleMode(console, mode)
        && kernel.SetConsoleMode(console, mode.getValue() | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
  }

  private boolean isTty() {
    return NativeLibrary.getInstance(Platform.C_LIBRARY_NAME)
            .getFunction("isatty")
            .invokeInt(new Object[] {descriptor})
        == 1;
  }
}
