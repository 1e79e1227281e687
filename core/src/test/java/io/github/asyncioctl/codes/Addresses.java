package io.github.asyncioctl.codes;

import io.github.asyncioctl.property.Values;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Addresses to try with. */
final class Addresses {
  private Addresses() {}

  static InetAddress v4(Values values) {
    return of(values.bytes(4), 0);
  }

  static InetAddress v6(Values values) {
    return of(values.bytes(16), values.bool() ? 0 : values.integer(1, Integer.MAX_VALUE));
  }

  static InetAddress any(Values values) {
    return values.bool() ? v4(values) : v6(values);
  }

  static List<InetAddress> list(Values values, int min, int max) {
    List<InetAddress> list = new ArrayList<>();
    for (int i = values.integer(min, max); i > 0; i--) {
      list.add(any(values));
    }
    return list;
  }

  static InetAddress of(byte[] bytes, int scope) {
    try {
      return scope == 0
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, scope);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** With the scope, which does not count when two addresses are compared. */
  static List<String> text(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).toList();
  }
}
