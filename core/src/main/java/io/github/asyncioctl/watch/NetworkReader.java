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
 * Reads what there is. First the source addresses: through an engine they are asked for behind
 * whatever was armed before, so when they are there, it is armed. Then the interfaces, once, on a
 * thread that nobody waits for, since that can take seconds.
 *
 * @param interfaces reads them all
 * @param wanted which of them belong to the state
 * @param background runs that
 */
record NetworkReader(Interfaces interfaces, Predicate<InterfaceState> wanted, Executor background) {

  /** What was read; a family without a way to its destination has no source. */
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
