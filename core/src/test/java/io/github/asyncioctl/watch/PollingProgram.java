package io.github.asyncioctl.watch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Changes the addresses of a network namespace that it has for itself, and prints what a watch
 * tells; {@link NetworkPollingTest} runs it.
 */
public final class PollingProgram {
  private static final long BOUND_SECONDS = 30;

  private PollingProgram() {}

  /** Prints the state at the beginning, and the difference after each change. */
  public static void main(String[] args) throws Exception {
    ip("link set lo up");
    try (NetworkWatch watch =
        NetworkWatch.builder()
            .pollInterval(Duration.ofMillis(100))
            .destination(FakeNetwork.address("10.78.0.9"))
            .open()) {
      NetworkState state = watch.current().get(BOUND_SECONDS, TimeUnit.SECONDS);
      System.out.println("updates " + state.updates() + ", source " + state.ipv4Source());
      state = change(watch, state, "addr add 10.78.0.1/24 dev lo");
      state = change(watch, state, "addr del 10.78.0.1/24 dev lo");
      change(watch, state, "link set lo down");
    }
  }

  private static NetworkState change(NetworkWatch watch, NetworkState known, String command)
      throws Exception {
    ip(command);
    NetworkChange change = watch.next(known).get(BOUND_SECONDS, TimeUnit.SECONDS);
    InterfaceChange lo = change.difference().changed().get(0);
    System.out.println(
        "added "
            + lo.addedAddresses()
            + ", removed "
            + lo.removedAddresses()
            + ", up "
            + lo.after().up()
            + ", source "
            + change.current().ipv4Source().map(LocalAddress::address));
    return change.current();
  }

  private static void ip(String arguments) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "ip " + arguments).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new AssertionError("ip " + arguments + " failed");
    }
  }
}
