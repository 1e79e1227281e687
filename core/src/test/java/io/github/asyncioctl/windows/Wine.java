package io.github.asyncioctl.windows;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Whether this Windows is Wine, and what only Wine offers. */
public final class Wine {
  /** The address of the test bed's network namespace. */
  private static final String TESTBED_ADDRESS = "10.77.0.1";

  /** The root of the host's files. */
  private static final int ATTEMPTS = 3;

  private static final String HOST_DRIVE = "Z:";

  private static final String HOST_TEMPORARY = HOST_DRIVE + "\\tmp";

  private Wine() {}

  public static boolean isHere() {
    return major() > 0;
  }

  /** Wine's major version, such as 8 or 10; 0 on Windows. */
  public static int major() {
    try {
      String version =
          NativeLibrary.getInstance("ntdll")
              .getFunction("wine_get_version")
              .invokeString(new Object[0], false);
      return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    } catch (UnsatisfiedLinkError e) {
      return 0;
    }
  }

  /** Skips a test elsewhere. */
  public static void assume(String why) {
    assumeTrue(isHere(), "only under Wine: " + why);
  }

  /** Whether this is the test bed, with a network of its own. */
  public static boolean isTestbed() throws SocketException {
    return isHere()
        && NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .anyMatch(address -> address.getHostAddress().equals(TESTBED_ADDRESS));
  }

  /**
   * Runs commands of the host's shell and waits for their end. Wine's start waits for no Unix
   * program, so they are a script, which removes itself as its last act.
   */
  public static void shell(String commands, Duration bound) throws IOException {
    Path script = Files.createTempFile(Path.of(HOST_TEMPORARY), "asyncioctl-", ".sh");
    Files.writeString(script, "trap 'rm -f \"$0\"' EXIT\n" + commands + "\n");
    String unixName = script.toString().substring(HOST_DRIVE.length()).replace('\\', '/');
    start(
        new ProcessBuilder("cmd", "/c", "start", "/wait", "/unix", "/bin/sh", unixName)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    Waits.until("the end of: " + commands, bound, () -> !Files.exists(script));
  }

  /** Wine now and then makes no process (ERROR_INTERNAL_ERROR), and makes it the next time. */
  private static void start(ProcessBuilder builder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        builder.start();
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS || !e.getMessage().contains("error=1359")) {
          throw e;
        }
      }
    }
  }
}
