package io.github.asyncioctl.benchmarks.peers;

/** Events that are waited for, and set one after the other. */
final class EventCase {
  private static final int STRIDE = 7919;

  private final Way way;
  private final Watcher watcher;
  private final Lines lines;

  EventCase(Way way, Watcher watcher, Lines lines) {
    this.way = way;
    this.watcher = watcher;
    this.lines = lines;
  }

  void run(String name, int pending, int count) {
    Operation[] operations = new Operation[pending];
    for (int i = 0; i < pending; i++) {
      operations[i] = new Operation(Native32.CreateEventW(0, 0, 0, 0), null, Codes.EVENT);
      way.adopt(operations[i]);
      way.submit(operations[i]);
    }
    double[] latencies = new double[count];
    for (int i = -count; i < count; i++) {
      Operation operation = operations[(int) ((long) (i + count) * STRIDE % pending)];
      way.settle();
      watcher.expect(1);
      long from = System.nanoTime();
      Native32.SetEvent(operation.handle);
      watcher.await();
      if (i >= 0) {
        latencies[i] = (operation.seen - from) / 1e3;
      }
      way.submit(operation);
    }
    lines.percentiles(name, latencies);
  }
}
