package io.github.asyncioctl.windows;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;

/** Whether this Windows is Wine, and what only Wine offers. */
final class Wine {
  /** The address of the test bed's network namespace. */
  private static final String TESTBED_ADDRESS = "10.77.0.1";

  private Wine() {}

  static boolean isHere() {
    try {
      return NativeLibrary.getInstance("ntdll").getFunction("wine_get_version") != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /** Skips a test elsewhere. */
  static void assume(String why) {
    assumeTrue(isHere(), "only under Wine: " + why);
  }

  /** Skips a test that changes the network, unless it is the test bed's own. */
  static void assumeTestbed() throws SocketException {
    assume("on Windows a test does not change the machine's addresses");
    assumeTrue(
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .anyMatch(address -> address.getHostAddress().equals(TESTBED_ADDRESS)),
        "only in the test bed: its address " + TESTBED_ADDRESS + " is not here");
  }

  /** Runs a command of the host and waits for its end. */
  static void shell(String command) throws Exception {
    Process process =
        new ProcessBuilder("cmd", "/c", "start", "/wait", "/unix", "/bin/sh", "-c", command)
            .inheritIO()
            .start();
    if (!process.waitFor(Waits.BOUND.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + command);
    }
  }
}
