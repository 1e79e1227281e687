package io.github.asyncioctl.windows;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether this Windows is Wine, and what only Wine offers. */
public final class Wine {
  /** The address of the test bed's network namespace. */
  private static final String TESTBED_ADDRESS = "10.77.0.1";

  private static final AtomicInteger COMMANDS = new AtomicInteger();

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

  /** Skips a test that changes the network, unless it is the test bed's own. */
  public static void assumeTestbed() throws SocketException {
    assume("on Windows a test does not change the machine's addresses");
    assumeTrue(
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .anyMatch(address -> address.getHostAddress().equals(TESTBED_ADDRESS)),
        "only in the test bed: its address " + TESTBED_ADDRESS + " is not here");
  }

  /**
   * Runs a command of the host and waits for its end. Wine's start does not wait for a Unix
   * program, so the command leaves a file behind when it has ended.
   */
  public static void shell(String command) throws Exception {
    Path ended = Path.of("target", "shell-" + COMMANDS.incrementAndGet()).toAbsolutePath();
    Files.createDirectories(ended.getParent());
    Files.deleteIfExists(ended);
    String unixName = ended.toString().substring("Z:".length()).replace('\\', '/');
    Process process =
        new ProcessBuilder(
                "cmd",
                "/c",
                "start",
                "/wait",
                "/unix",
                "/bin/sh",
                "-c",
                "{ " + command + "; } ; : > '" + unixName + "'")
            .inheritIO()
            .start();
    if (!process.waitFor(Waits.BOUND.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + command);
    }
    Waits.until("the end of: " + command, () -> Files.exists(ended));
    Files.delete(ended);
  }
}
