package io.github.asyncioctl.watch;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The network interfaces of this machine, as the JDK sees them or as a test wants them. */
interface Interfaces {
  /**
   * Asks once for all. Takes up to seconds on a Windows with many adapters. What the JDK throws is
   * not only the exception: on Windows it is an Error when the system refuses.
   */
  List<InterfaceState> read() throws SocketException;

  /** The JDK's. */
  static List<InterfaceState> ofJdk() throws SocketException {
    List<NetworkInterface> all = NetworkInterface.networkInterfaces().toList();
    List<InterfaceState> states = new ArrayList<>(all.size());
    for (NetworkInterface each : all) {
      states.add(state(each));
    }
    return states;
  }

  private static InterfaceState state(NetworkInterface each) throws SocketException {
    String name = each.getName();
    String displayName = each.getDisplayName();
    return new InterfaceState(
        each.getIndex(),
        name,
        displayName == null ? name : displayName,
        each.isUp(),
        each.inetAddresses().collect(Collectors.toUnmodifiableSet()));
  }
}
