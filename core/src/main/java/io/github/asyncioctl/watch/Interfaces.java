package io.github.asyncioctl.watch;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.internal.machine.EngineAccess;
import io.github.asyncioctl.internal.machine.Machine;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The network interfaces of this machine, from the JDK or from a test. */
interface Interfaces {
  /**
   * Reads all of them at once. On a Windows machine with many adapters that takes seconds. If the
   * system refuses, the JDK throws the exception, or on Windows an Error.
   */
  List<InterfaceState> read() throws SocketException;

  /** The interfaces of the machine on which an engine runs. */
  static Interfaces of(@Nullable AsyncIoctl io) {
    Machine machine = io == null ? null : EngineAccess.get().machine(io);
    return machine == null ? Interfaces::ofJdk : () -> ofMachine(machine);
  }

  private static List<InterfaceState> ofMachine(Machine machine) {
    return machine.adapters().stream()
        .map(
            each ->
                new InterfaceState(
                    each.index(), each.name(), each.name(), each.up(), each.addresses()))
        .toList();
  }

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
