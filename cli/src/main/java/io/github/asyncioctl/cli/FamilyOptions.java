package io.github.asyncioctl.cli;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options -4 and -6. */
final class FamilyOptions {
  @ArgGroup private Choice choice = new Choice();

  /** At most one of them. */
  static final class Choice {
    @Option(
        names = {"-4", "--ipv4"},
        description = "IPv4 only.")
    private boolean v4;

    @Option(
        names = {"-6", "--ipv6"},
        description = "IPv6 only.")
    private boolean v6;
  }

  List<StandardProtocolFamily> families() {
    if (choice.v4) {
      return List.of(StandardProtocolFamily.INET);
    }
    return choice.v6
        ? List.of(StandardProtocolFamily.INET6)
        : List.of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6);
  }

  boolean isChosen() {
    return choice.v4 || choice.v6;
  }

  /** Whether a provider's address family is wanted: any, unless one was chosen. */
  boolean includes(String familyName) {
    return !isChosen() || familyName.equals(name(families().get(0)));
  }

  /** The addresses of a host that belong to the chosen family. */
  List<InetAddress> resolve(String host) throws IOException {
    List<InetAddress> addresses =
        Arrays.stream(all(host)).filter(each -> families().contains(familyOf(each))).toList();
    if (addresses.isEmpty()) {
      String option = choice.v4 ? "-4" : "-6";
      throw new IOException(
          host + " has no " + name(families().get(0)) + " address; leave out " + option);
    }
    return addresses;
  }

  /** Java adds different texts of the system to the host's name. */
  private static InetAddress[] all(String host) throws UnknownHostException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      UnknownHostException plain = new UnknownHostException(host);
      plain.initCause(e);
      throw plain;
    }
  }

  static ProtocolFamily familyOf(InetAddress address) {
    return address instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  static String name(ProtocolFamily family) {
    return family == StandardProtocolFamily.INET ? "IPv4" : "IPv6";
  }
}
