package io.github.asyncioctl.load;

import io.github.asyncioctl.windows.MachineAddresses;
import io.github.asyncioctl.windows.MachineAddresses.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Adds and removes addresses of the machine for a while, where that may be. */
final class AddressChanges {
  private static final int PAUSE_MILLIS = 1500;

  /**
   * How much is asked of the machine at a time. Whoever makes changes has a bound for pauses and
   * changes together, so an hour in one piece would have no time for a thousand changes.
   */
  private static final int MILLIS_AT_A_TIME = 9_000;

  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final long endNanos;

  /** How many change before there is a pause. */
  private final int together;

  private AddressChanges(long seconds, int together) {
    this.endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    this.together = together;
  }

  /** Starts to, one change at a time; ends by itself after so many seconds, or a little later. */
  static AddressChanges start(long seconds) throws Exception {
    return new AddressChanges(seconds, 1).start();
  }

  /** The same with many changes at a time. */
  static AddressChanges storms(long seconds) throws Exception {
    return new AddressChanges(seconds, MachineAddresses.COUNT).start();
  }

  private AddressChanges start() throws Exception {
    try {
      MachineAddresses addresses = MachineAddresses.openOrTell();
      new Thread(() -> make(addresses), "address-changes").start();
    } catch (MachineAddresses.Fixed e) {
      System.out.println("The addresses of this machine are left alone: " + e.getMessage());
      end.complete(null);
    }
    return this;
  }

  private void make(MachineAddresses addresses) {
    try (addresses) {
      while (leftMillis() > 0) {
        addresses.change(steps());
      }
      end.complete(null);
    } catch (IOException | RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (long millis = 0;
        millis < Math.min(MILLIS_AT_A_TIME, leftMillis());
        millis += 2 * PAUSE_MILLIS) {
      addTo(steps, true);
      addTo(steps, false);
    }
    return steps;
  }

  private void addTo(List<Step> steps, boolean isThere) {
    for (int number = 0; number < together; number++) {
      steps.add(new Step(number, isThere, number + 1 < together ? 0 : PAUSE_MILLIS));
    }
  }

  private long leftMillis() {
    return TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
  }

  /** Waits for the end, after which the machine is as before. */
  void await() {
    end.join();
  }
}
