package io.github.asyncioctl.facts;

/** Waits by select, whose sets are a count and the sockets. */
final class Ready {
  private static final int SET_SIZE = 8 + 64 * Long.BYTES;
  private static final int SECONDS = Bench.BOUND_MILLIS / 1000;

  private Ready() {}

  private static Buffer set(long socket) {
    Buffer set = new Buffer(SET_SIZE);
    set.memory().setLong(0, 1);
    set.memory().setLong(8, socket);
    return set;
  }

  static void awaitReadable(long socket) {
    expectOne(Winsock.select(0, set(socket).address(), 0, 0, bound()));
  }

  static void awaitWritable(long socket) {
    expectOne(Winsock.select(0, 0, set(socket).address(), 0, bound()));
  }

  /** Until urgent data has arrived. */
  static void awaitUrgent(long socket) {
    expectOne(Winsock.select(0, 0, 0, set(socket).address(), bound()));
  }

  /** Looks for so long whether it becomes readable; what select returns. */
  static int readable(long socket, int millis) {
    return Winsock.select(
        0, set(socket).address(), 0, 0, Numbers.ofInts(0, millis * 1000).address());
  }

  private static long bound() {
    return Numbers.ofInts(SECONDS, 0).address();
  }

  private static void expectOne(int ready) {
    if (ready != 1) {
      throw new IllegalStateException("select returned " + ready);
    }
  }
}
