package io.github.asyncioctl.load;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.net.NetworkInterface;
import java.util.concurrent.TimeUnit;

/** Adds and removes an address of the machine for a while, where that is the test bed's to do. */
final class AddressChanges {
  private static final String TESTBED_ADDRESS = "10.77.0.1";

  private AddressChanges() {}

  /** Starts to; ends by itself after so many seconds. */
  static void start(long seconds) throws IOException {
    if (!isTestbed()) {
      System.out.println("The addresses of this machine are left alone");
      return;
    }
    // Wine's start does not wait for a Unix program, so the loop is bounded by itself.
    String loop =
        "end=$(( $(date +%s) + "
            + seconds
            + " )); "
            + "while [ $(date +%s) -lt $end ]; do "
            + "ip addr add 10.79.0.1/24 dev lo; sleep 1.5; "
            + "ip addr del 10.79.0.1/24 dev lo; sleep 1.5; done";
    new ProcessBuilder("cmd", "/c", "start", "/unix", "/bin/sh", "-c", loop).inheritIO().start();
  }

  private static boolean isTestbed() throws IOException {
    try {
      NativeLibrary.getInstance("ntdll").getFunction("wine_get_version");
    } catch (UnsatisfiedLinkError windows) {
      return false;
    }
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .anyMatch(address -> address.getHostAddress().equals(TESTBED_ADDRESS));
  }

  /** The most that a round of the loop takes longer. */
  static void awaitLast() throws InterruptedException {
    TimeUnit.SECONDS.sleep(3);
  }
}
