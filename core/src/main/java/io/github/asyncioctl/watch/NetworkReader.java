package io.github.asyncioctl.watch;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Reads the current state. First the source addresses: with an engine the queries follow the
 * operations that were armed before, so when they have answers, these are armed. Then the
 * interfaces, once, on a separate thread, because that can take seconds.
 *
 * @param interfaces reads all interfaces
 * @param wanted selects the interfaces of the state
 * @param background runs the read
 */
record NetworkReader(Interfaces interfaces, Predicate<InterfaceState> wanted, Executor background) {

  /** The state that was read; a family without a route to its destination has no source. */
  record Reading(List<InterfaceState> interfaces, Map<ProtocolFamily, LocalAddress> sources) {}

  CompletableFuture<Reading> read(List<NetworkFamily> families) {
    CompletableFuture<Map<ProtocolFamily, LocalAddress>> sources =
        CompletableFuture.completedFuture(new HashMap<>());
    for (NetworkFamily each : families) {
      sources =
          sources.thenCombine(
              each.source(),
              (all, found) -> {
                found.ifPresent(address -> all.put(each.family(), address));
                return all;
              });
    }
    return sources.thenApplyAsync(found -> new Reading(readInterfaces(), found), background);
  }

  private List<InterfaceState> readInterfaces() {
    try {
      return interfaces.read().stream().filter(wanted).toList();
    } catch (SocketException e) {
      throw new CompletionException(e);
    } catch (RuntimeException | Error e) {
      // The JDK throws an Error where Windows refuses. Only an engine may end a watch.
      throw new CompletionException(
          new IOException("could not read the network interfaces: " + e, e));
    }
  }
}
