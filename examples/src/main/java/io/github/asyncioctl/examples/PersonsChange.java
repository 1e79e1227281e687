package io.github.asyncioctl.examples;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.examples.Step.FailedException;
import io.github.asyncioctl.examples.Step.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An address change that the user makes, or does not. */
final class PersonsChange {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The first index is that of the loopback interface, whose settings are not important. */
  private static final String NETSH = "netsh interface ipv4 %s address 1 10.88.1.2%s";

  private final AsyncIoctl io;
  private final AddressLists lists;
  private final Report report;

  PersonsChange(AsyncIoctl io, AddressLists lists, Report report) {
    this.io = io;
    this.lists = lists;
    this.report = report;
  }

  Step step() {
    return new Step("SIO_ADDRESS_LIST_CHANGE", "pends until a change", this::run);
  }

  private Outcome run() throws Exception {
    List<InetAddress> before = Waits.get(lists.now(), "address list");
    CompletableFuture<ByteBuffer> change = lists.change();
    CompletableFuture<List<InetAddress>> newList = change.thenCompose(changed -> lists.now());
    Waits.untilIssued(io);
    if (change.isDone()) {
      return Outcome.of(false, "did not pend: " + Waits.get(change, "the change"));
    }
    report.line("SIO_ADDRESS_LIST_CHANGE armed; pending operations: %d", io.stats().pending());
    explain();
    CompletableFuture<Void> over =
        CompletableFuture.anyOf(newList, enterPressed())
            .thenRun(() -> {})
            .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    Waits.get(over.handle((nothing, failure) -> true), PATIENCE.plus(Waits.LIMIT), "the change");
    return newList.isDone() ? changed(newList, before) : cancelled(change, before);
  }

  private void explain() {
    report.line("Please change an address of this machine: switch Wi-Fi, a VPN or a cable off or");
    report.line("on, or as an administrator:  " + NETSH, "add", " 255.255.255.0");
    report.line("to undo that:                " + NETSH, "delete", "");
    report.line("Or press Enter to skip this step (the step ends in %d s).", PATIENCE.toSeconds());
  }

  /** Completes with the next line of the standard input, or at its end. */
  private static CompletableFuture<Void> enterPressed() {
    CompletableFuture<Void> pressed = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                System.in.read();
              } catch (IOException e) {
                // Nobody can press a key then.
              }
              pressed.complete(null);
            },
            "demo: keyboard");
    reader.setDaemon(true);
    reader.start();
    return pressed;
  }

  private Outcome changed(CompletableFuture<List<InetAddress>> newList, List<InetAddress> before)
      throws FailedException, InterruptedException {
    List<InetAddress> after = Waits.get(newList, "the change");
    report.line("changed: %s", AddressLists.text(after));
    return Outcome.of(true, "pended, then " + difference(before, after));
  }

  private Outcome cancelled(CompletableFuture<ByteBuffer> change, List<InetAddress> before)
      throws FailedException, InterruptedException {
    change.cancel(true);
    List<InetAddress> after = Waits.get(lists.now(), "address list");
    if (!change.isCancelled()) {
      return Outcome.of(true, "pended, then at the last moment " + difference(before, after));
    }
    return AddressLists.difference(before, after).isEmpty()
        ? Outcome.skipped("pended, cancelled: no address changed")
        : Outcome.of(false, "a change went unnoticed: " + difference(before, after));
  }

  /** A change need not concern the addresses that this socket can be bound to. */
  private static String difference(List<InetAddress> before, List<InetAddress> after) {
    String difference = AddressLists.difference(before, after);
    return difference.isEmpty() ? "the same addresses" : difference;
  }
}
