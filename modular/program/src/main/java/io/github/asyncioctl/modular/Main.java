package io.github.asyncioctl.modular;

import io.github.asyncioctl.AsyncIoctl;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;

/**
 * Shows the modules of the program, and what the library does in them. If anything is wrong, the
 * program ends with an exception.
 */
public final class Main {
  private Main() {}

  /**
   * The program.
   *
   * @param arguments none
   * @throws IOException if the system cannot open a socket
   */
  public static void main(String[] arguments) throws IOException {
    require(AsyncIoctl.class.getModule().isNamed(), "the library is on the class path");
    showModules();
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    if (AsyncIoctl.isSupported()) {
      require(windows, "supported on another system");
      Sockets.ask();
    } else {
      String reason = AsyncIoctl.unsupportedReason().orElseThrow();
      System.out.println("not supported here: " + reason);
      require(!windows, "not supported on Windows");
    }
  }

  /**
   * All modules except the JDK's, and what matters for jlink: "automatic" is a module without a
   * descriptor.
   */
  private static void showModules() {
    ModuleLayer.boot().modules().stream()
        .map(Module::getDescriptor)
        .filter(module -> !module.name().startsWith("java.") && !module.name().startsWith("jdk."))
        .sorted(Comparator.comparing(module -> module.name()))
        .map(module -> module.name() + (module.isAutomatic() ? " (automatic)" : ""))
        .forEach(System.out::println);
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
