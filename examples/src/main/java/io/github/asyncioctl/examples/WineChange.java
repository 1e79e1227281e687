package io.github.asyncioctl.examples;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.examples.Step.Outcome;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * An address change that the demo makes itself, in the network namespace in which Wine runs: a new
 * interface gets an address.
 */
final class WineChange {
  private static final String LINK = "demo0";
  private static final String PEER = "demo1";

  /** Keeps the demo from changing the addresses of the whole machine. */
  private static final String IN_NAMESPACE =
      "[ x$(readlink /proc/self/ns/net) != x$(readlink /proc/1/ns/net) ]"
          + " || { echo this is not a network namespace of its own; exit 1; }; ";

  private final AsyncIoctl io;
  private final AddressLists lists;
  private final Report report;
  private final String address;

  WineChange(AsyncIoctl io, AddressLists lists, Report report, Random random) {
    this.io = io;
    this.lists = lists;
    this.report = report;
    address = "10.88." + random.nextInt(256) + "." + (1 + random.nextInt(254));
  }

  Step step() {
    return new Step("SIO_ADDRESS_LIST_CHANGE", "pends, then +" + address, this::run);
  }

  private Outcome run() throws Exception {
    Wine.shell(
        IN_NAMESPACE
            + String.format("ip link add %s type veth peer name %s", LINK, PEER)
            + String.format(" && ip link set %s up && ip link set %s up", LINK, PEER));
    try {
      return change();
    } finally {
      Wine.shell("ip link del " + LINK);
    }
  }

  private Outcome change() throws Exception {
    List<InetAddress> before = Waits.get(lists.now(), "address list");
    CompletableFuture<ByteBuffer> change = lists.change();
    CompletableFuture<List<InetAddress>> newList = change.thenCompose(changed -> lists.now());
    Waits.untilIssued(io);
    boolean pended = !change.isDone();
    report.line("SIO_ADDRESS_LIST_CHANGE armed; pending operations: %d", io.stats().pending());

    report.line("ip addr add %s/24 dev %s", address, LINK);
    Wine.shell("ip addr add " + address + "/24 dev " + LINK);
    List<InetAddress> after = Waits.get(newList, "the change");
    report.line("changed: %s", AddressLists.text(after));

    String difference = AddressLists.difference(before, after);
    return Outcome.of(
        pended && List.of(difference.split(" ", -1)).contains("+" + address),
        (pended ? "pended, then " : "did not pend: ") + difference);
  }
}
