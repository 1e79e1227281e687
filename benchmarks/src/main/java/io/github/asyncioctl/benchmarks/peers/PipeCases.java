package io.github.asyncioctl.benchmarks.peers;

import java.util.concurrent.TimeUnit;

/** Listens that pend on pipes, and clients that come one by one, or all in random order. */
final class PipeCases {
  private static final int STRIDE = 7919;

  private final Way way;
  private final Watcher watcher;
  private final Lines lines;

  PipeCases(Way way, Watcher watcher, Lines lines) {
    this.way = way;
    this.watcher = watcher;
    this.lines = lines;
  }

  /**
   * N listens pend; each client's coming is waited for, and that pipe listens again.
   *
   * @param idleMillis how long nothing happens before each client comes, as in real life
   */
  void oneByOne(String name, int pending, int idleMillis, int count) throws InterruptedException {
    Door[] doors = Door.make(pending, way);
    long begun = System.nanoTime();
    submitAll(doors);
    lines.print(name, "arm_us", micros(begun) / pending);
    cycles(doors, idleMillis, new double[count]);
    double[] latencies = new double[count];
    begun = System.nanoTime();
    double submitting = cycles(doors, idleMillis, latencies);
    lines.print(name, "cycle_us", micros(begun) / count);
    lines.print(name, "submit_us", submitting / count);
    lines.percentiles(name, latencies);
    closeAll(doors);
  }

  private double cycles(Door[] doors, int idleMillis, double[] latencies)
      throws InterruptedException {
    double submitting = 0;
    for (int i = 0; i < latencies.length; i++) {
      Door door = doors[(int) ((long) i * STRIDE % doors.length)];
      door.awaitListening();
      if (idleMillis > 0) {
        TimeUnit.MILLISECONDS.sleep(idleMillis);
      }
      watcher.expect(1);
      long from = System.nanoTime();
      long client = door.open();
      watcher.await();
      latencies[i] = (door.operation.seen - from) / 1e3;
      door.dismiss(client);
      from = System.nanoTime();
      way.submit(door.operation);
      submitting += micros(from);
    }
    return submitting;
  }

  /** N listens pend, and all clients come, in random order, as fast as one thread can. */
  void inRandomOrder(String name, int pending, int count) {
    int[] order = shuffled(pending);
    for (int round = 0; round < count; round++) {
      Door[] doors = Door.make(pending, way);
      submitAll(doors);
      long[] clients = new long[pending];
      watcher.expect(pending);
      long from = System.nanoTime();
      for (int i = 0; i < pending; i++) {
        clients[i] = doors[order[i]].open();
      }
      watcher.await();
      lines.print(name, "all_ms", micros(from) / 1e3);
      for (int i = 0; i < pending; i++) {
        doors[order[i]].dismiss(clients[i]);
        doors[order[i]].close();
      }
    }
  }

  private void submitAll(Door[] doors) {
    for (Door door : doors) {
      way.submit(door.operation);
    }
    way.settle();
  }

  private void closeAll(Door[] doors) {
    way.settle();
    watcher.expect(doors.length);
    for (Door door : doors) {
      door.close();
    }
    watcher.await();
  }

  /** The same order in every peer: a linear congruential generator. */
  private static int[] shuffled(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    long seed = 20260131;
    for (int i = count - 1; i > 0; i--) {
      seed = seed * 6364136223846793005L + 1442695040888963407L;
      int j = (int) ((seed >>> 33) % (i + 1));
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  private static double micros(long from) {
    return (System.nanoTime() - from) / 1e3;
  }
}
