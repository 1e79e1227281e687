package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.codes.InterfaceInfo;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.watch.LocalAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Queries the system for what {@code list} shows. Removes duplicates, which some systems report.
 */
final class Inventory {
  private static final String UNKNOWN = "-";

  private final AsyncIoctl io;
  private final FamilyOptions family;

  Inventory(AsyncIoctl io, FamilyOptions family) {
    this.io = io;
    this.family = family;
  }

  Listing list(ListCommand.Part part) throws IOException {
    return switch (part) {
      case ADDRESSES -> addresses();
      case INTERFACES -> interfaces();
      case PROVIDERS -> providers();
    };
  }

  private Listing addresses() throws IOException {
    Listing listing = new Listing("ADDRESS", "FAMILY", "INTERFACE");
    for (ProtocolFamily each : family.families()) {
      for (LocalAddress address : addresses(each)) {
        String name = WatchEvents.name(address);
        String at = interfaceName(address);
        String familyName = FamilyOptions.name(each);
        listing.add(
            new Fields().with("address", name).with("family", familyName).with("interface", at),
            name,
            familyName,
            at);
      }
    }
    return listing;
  }

  private Set<LocalAddress> addresses(ProtocolFamily of) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open(of)) {
      List<InetAddress> addresses = io.ioctl(channel, Ioctls.SIO_ADDRESS_LIST_QUERY);
      // Wine lists the wildcard for an interface without address, and IPv4 on an IPv6 socket.
      return addresses.stream()
          .filter(each -> !each.isAnyLocalAddress() && FamilyOptions.familyOf(each) == of)
          .map(LocalAddress::of)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IoctlException | UnsupportedOperationException e) {
      // A machine without the family has no address of it, unless somebody asks for that family.
      if (family.isChosen() || of == StandardProtocolFamily.INET) {
        throw e;
      }
      return Set.of();
    }
  }

  private static String interfaceName(LocalAddress address) {
    try {
      return address.networkInterface().map(NetworkInterface::getDisplayName).orElse(UNKNOWN);
    } catch (SocketException e) {
      return UNKNOWN;
    }
  }

  private Listing interfaces() throws IOException {
    Listing listing = new Listing("ADDRESS", "BROADCAST", "FLAGS", "INTERFACE");
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      List<InterfaceInfo> all = io.ioctl(channel, Ioctls.SIO_GET_INTERFACE_LIST);
      for (InterfaceInfo each : new LinkedHashSet<>(all)) {
        add(listing, each);
      }
    }
    return listing;
  }

  private static void add(Listing listing, InterfaceInfo info) {
    String name = interfaceName(LocalAddress.of(info.address()));
    String address = info.address().getHostAddress() + "/" + prefix(info.netmask());
    String broadcast = info.broadcast().getHostAddress();
    List<String> flags =
        info.flags().stream()
            .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    listing.add(
        new Fields()
            .with("address", info.address().getHostAddress())
            .with("netmask", info.netmask().getHostAddress())
            .with("broadcast", broadcast)
            .with("flags", flags)
            .with("interface", name),
        address,
        broadcast,
        String.join(",", flags),
        name);
  }

  static int prefix(InetAddress netmask) {
    return new BigInteger(1, netmask.getAddress()).bitCount();
  }

  private Listing providers() throws IOException {
    Listing listing =
        new Listing("ENTRY", "FAMILY", "TYPE", "PROTOCOL", "LAYER", "HANDLES", "NAME");
    for (Provider each : Provider.all()) {
      if (!family.includes(each.familyName())) {
        continue;
      }
      listing.add(
          new Fields()
              .with("entry", each.entry())
              .with("family", each.familyName())
              .with("type", each.typeName())
              .with("protocol", each.protocolName())
              .with("layer", each.layerName())
              .with("handles", each.handles())
              .with("name", each.name()),
          String.valueOf(each.entry()),
          each.familyName(),
          each.typeName(),
          each.protocolName(),
          each.layerName(),
          each.handles() ? "yes" : "no",
          each.name());
    }
    return listing;
  }
}
