package io.github.asyncioctl.windows;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * An interface of a Windows machine to which tests may add addresses.
 *
 * @param index its index, which is in no language
 * @param name what it is
 * @param hasIpv6 whether it has addresses of IPv6
 * @param isListed whether {@code SIO_ADDRESS_LIST_QUERY} shows addresses that are added to it
 */
record AddressPlace(int index, String name, boolean hasIpv6, boolean isListed) {
  /** The same product in every language. */
  private static final String TEST_ADAPTER = "KM-TEST";

  private static AddressPlace found;

  /** Whether and how changes at a place are told. */
  @FunctionalInterface
  interface Control {
    Answer tryOut(AddressPlace place) throws Exception;
  }

  /** What came of trying a place out. */
  enum Answer {
    NOT_TOLD,
    TOLD,
    TOLD_AND_LISTED
  }

  /** The one of this machine, which is tried out once. */
  static synchronized AddressPlace ofThisMachine() throws Exception {
    if (found == null) {
      found = choose(candidates(), AddressControl::tryOut);
    }
    return found;
  }

  /** The loopback interface, and then those that somebody has installed to test with. */
  private static List<AddressPlace> candidates() throws SocketException {
    List<AddressPlace> candidates = new ArrayList<>();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if (each.isLoopback()) {
        candidates.add(0, of(each, "the loopback interface"));
      } else if (each.isUp() && String.valueOf(each.getDisplayName()).contains(TEST_ADAPTER)) {
        candidates.add(of(each, "the " + TEST_ADAPTER + " adapter"));
      }
    }
    return candidates;
  }

  private static AddressPlace of(NetworkInterface at, String name) {
    boolean hasIpv6 = at.inetAddresses().anyMatch(Inet6Address.class::isInstance);
    return new AddressPlace(at.getIndex(), name, hasIpv6, false);
  }

  /** The first at which changes are told and listed; else the first at which they are told. */
  static AddressPlace choose(List<AddressPlace> candidates, Control control) throws Exception {
    List<String> silent = new ArrayList<>();
    AddressPlace unlisted = null;
    for (AddressPlace each : candidates) {
      switch (control.tryOut(each)) {
        case TOLD_AND_LISTED -> {
          return new AddressPlace(each.index, each.name, each.hasIpv6, true);
        }
        case TOLD -> unlisted = unlisted == null ? each : unlisted;
        case NOT_TOLD -> silent.add(each.name);
      }
    }
    if (unlisted == null) {
      throw new MachineAddresses.Fixed("Windows tells of no change at " + silent);
    }
    return unlisted;
  }

  /** Whether it has an address now. */
  boolean has(InetAddress address) throws IOException {
    NetworkInterface at = NetworkInterface.getByInetAddress(address);
    return at != null && at.getIndex() == index;
  }

  @Override
  public String toString() {
    return name;
  }
}
