package io.github.asyncioctl.benchmarks.runner;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program outside Wine that changes the addresses of the test bed's network: {@code ip} in batch
 * mode, which obeys each line that a peer writes to a named pipe. No process has to be started for
 * a change, so the time from the line to the last completion is that of the change.
 */
final class AddressChanger {
  private static final String TESTBED_ADDRESS = "10.77.0.1";
  private static final int LOOKS = 500;

  private AddressChanger() {}

  /** Starts it; returns where to write commands, or nothing outside the test bed. */
  static Optional<Path> start(Path folder) throws IOException, InterruptedException {
    if (!isWine() || !isTestbed()) {
      return Optional.empty();
    }
    // Wine cannot delete the one of an earlier run.
    Path pipe =
        folder.resolve("trigger-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    String unixFolder = folder.toString().substring("Z:".length()).replace('\\', '/');
    String command =
        String.format(
            "cd '%s' && rm -f trigger-* && mkfifo %s && exec ip -force -batch - <> %2$s",
            unixFolder, pipe.getFileName());
    new ProcessBuilder("cmd", "/c", "start", "/unix", "/bin/sh", "-c", command).start().waitFor();
    for (int i = 0; i < LOOKS && !Files.exists(pipe); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return Files.exists(pipe) ? Optional.of(pipe) : Optional.empty();
  }

  static boolean isWine() {
    try {
      return NativeLibrary.getInstance("ntdll").getFunction("wine_get_version") != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  private static boolean isTestbed() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .anyMatch(address -> address.getHostAddress().equals(TESTBED_ADDRESS));
  }
}
