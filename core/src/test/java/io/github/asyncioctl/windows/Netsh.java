package io.github.asyncioctl.windows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes the addresses of an interface with Windows' own command (Microsoft's page "netsh
 * interface"). Names and messages are in the machine's language, so an interface goes by its index,
 * and nothing but the exit code is looked at. With {@code store=active} no change outlives a
 * restart.
 */
final class Netsh {
  /** Runs a command, and fails if it did. */
  @FunctionalInterface
  interface Runner {
    void run(List<String> arguments) throws IOException;
  }

  private final Runner runner;
  private final int index;

  /** Of the interface with this index. */
  Netsh(Runner runner, int index) {
    this.runner = runner;
    this.index = index;
  }

  /** Netsh itself. */
  static Runner runner() {
    return Netsh::start;
  }

  void add(InetAddress address) throws IOException {
    runner.run(
        address instanceof Inet4Address
            ? ipv4("add", "address=" + address.getHostAddress(), "mask=255.255.255.255")
            : ipv6("add", "address=" + address.getHostAddress() + "/128"));
  }

  void delete(InetAddress address) throws IOException {
    String which = "address=" + address.getHostAddress().replaceFirst("%.*", "");
    runner.run(address instanceof Inet4Address ? ipv4("delete", which) : ipv6("delete", which));
  }

  private List<String> ipv4(String verb, String... options) {
    return command("ipv4", verb, "name=" + index, options);
  }

  private List<String> ipv6(String verb, String... options) {
    return command("ipv6", verb, "interface=" + index, options);
  }

  private static List<String> command(String family, String verb, String at, String... options) {
    String which = String.join(" ", options);
    return List.of(
        ("interface " + family + " " + verb + " address " + at + " " + which + " store=active")
            .split(" ", -1));
  }

  private static void start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // The system's own, whatever else the path has.
    command.add(Path.of(System.getenv("SystemRoot"), "System32", "netsh.exe").toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    byte[] said = process.getInputStream().readAllBytes();
    int exitCode = exitCode(process);
    if (exitCode != 0) {
      String text = new String(said, Charset.defaultCharset()).strip();
      throw new IOException(
          "netsh " + String.join(" ", arguments) + " ended with " + exitCode + ": " + text);
    }
  }

  private static int exitCode(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while netsh was at work");
    }
  }
}
