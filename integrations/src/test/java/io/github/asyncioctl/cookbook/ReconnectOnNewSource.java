package io.github.asyncioctl.cookbook;

// snippet: cookReconnect
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.NetworkState;
import io.github.asyncioctl.watch.NetworkWatch;
import java.util.Optional;

/** Reconnects when packets leave from another address: a VPN, another Wi-Fi, a cable. */
public final class ReconnectOnNewSource {
  public static void main(String[] args) throws Exception {
    try (NetworkWatch watch = NetworkWatch.open()) {
      follow(watch, ReconnectOnNewSource::reconnect);
    }
  }

  interface Connector {
    /** Returns false to stop. */
    boolean connectFrom(Optional<LocalAddress> source);
  }

  static void follow(NetworkWatch watch, Connector connector) throws Exception {
    NetworkState known = watch.current().get();
    while (connector.connectFrom(known.ipv4Source())) {
      Optional<LocalAddress> before = known.ipv4Source();
      while (known.ipv4Source().equals(before)) {
        known = watch.next(known).get().current(); // misses no change
      }
    }
  }

  private static boolean reconnect(Optional<LocalAddress> source) {
    System.out.println(source.map(at -> "connect from " + at.address()).orElse("no route"));
    return true;
  }
}
// end
