package io.github.asyncioctl.benchmarks.peers;

/** A way of waiting for operations. Used by the main thread. */
interface Way {
  /** Called once for each operation before its first submission. */
  void adopt(Operation operation);

  /** Issues it, or lets it be issued soon; its completion goes to the {@link Watcher}. */
  void submit(Operation operation);

  /** Waits until everything that was submitted has been issued. */
  void settle();

  /** Makes an operation that completes at once, on a socket of the calling thread's own. */
  Immediate immediate() throws java.io.IOException;

  /** Makes calls that complete at once, for one thread. */
  interface Immediate {
    /** FIONREAD; returns its answer. */
    int call();
  }
}
