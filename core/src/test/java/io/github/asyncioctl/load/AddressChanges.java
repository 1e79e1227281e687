package io.github.asyncioctl.load;

import io.github.asyncioctl.windows.MachineAddresses;
import io.github.asyncioctl.windows.MachineAddresses.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Adds and removes an address of the machine for a while, where that may be. */
final class AddressChanges {
  private static final int PAUSE_MILLIS = 1500;

  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private AddressChanges() {}

  /** Starts to; ends by itself after so many seconds, or a little later. */
  static AddressChanges start(long seconds) throws Exception {
    AddressChanges changes = new AddressChanges();
    try {
      MachineAddresses addresses = MachineAddresses.openOrTell();
      new Thread(() -> changes.make(addresses, seconds), "address-changes").start();
    } catch (MachineAddresses.Fixed e) {
      System.out.println("The addresses of this machine are left alone: " + e.getMessage());
      changes.end.complete(null);
    }
    return changes;
  }

  private void make(MachineAddresses addresses, long seconds) {
    List<Step> steps = new ArrayList<>();
    for (long millis = 0; millis < seconds * 1000; millis += 2 * PAUSE_MILLIS) {
      steps.add(new Step(0, true, PAUSE_MILLIS));
      steps.add(new Step(0, false, PAUSE_MILLIS));
    }
    try (addresses) {
      addresses.change(steps);
      end.complete(null);
    } catch (IOException | AssertionError e) {
      end.completeExceptionally(e);
    }
  }

  /** Waits for the end, after which the machine is as before. */
  void await() {
    end.join();
  }
}
