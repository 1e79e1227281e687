package io.github.asyncioctl.test;

import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.internal.machine.Adapter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/** The addresses of a fake, and the answers that depend on them. */
final class FakeNetwork {
  private static final short AF_INET = 2;
  private static final int WSAENETUNREACH = 10051;

  private volatile List<InetAddress> addresses = List.of();

  /** Returns whether something has changed. */
  synchronized boolean set(List<InetAddress> now) {
    boolean changed = !addresses.equals(now);
    addresses = now;
    return changed;
  }

  List<Adapter> adapters() {
    return List.of(new Adapter(1, "fake0", true, Set.copyOf(addresses)));
  }

  void teach(FakeScript script) {
    script.set(
        Ioctls.SIO_ADDRESS_LIST_QUERY,
        call -> Reply.value(Ioctls.SIO_ADDRESS_LIST_QUERY, addresses));
    script.set(Ioctls.SIO_ADDRESS_LIST_CHANGE, call -> Reply.pending());
    script.set(Ioctls.SIO_ROUTING_INTERFACE_CHANGE, call -> Reply.pending());
    script.set(Ioctls.SIO_ROUTING_INTERFACE_QUERY, this::source);
  }

  private Reply source(IoctlCall call) {
    boolean isIpv4 = call.input().getShort(0) == AF_INET;
    return addresses.stream()
        .filter(address -> address instanceof Inet4Address == isIpv4)
        .findFirst()
        .map(address -> Reply.value(Ioctls.SIO_ROUTING_INTERFACE_QUERY, address))
        .orElseGet(() -> Reply.error(WSAENETUNREACH));
  }
}
