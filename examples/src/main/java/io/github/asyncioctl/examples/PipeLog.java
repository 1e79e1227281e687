package io.github.asyncioctl.examples;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/** Which pipes were connected, and which operations ended, in which order. For any thread. */
final class PipeLog {
  private final int count;
  private final BitSet connected = new BitSet();
  private final List<Integer> ended = new ArrayList<>();
  private int early;

  PipeLog(int count) {
    this.count = count;
  }

  /** A client is about to open the pipe. */
  synchronized void connecting(int pipe) {
    connected.set(pipe);
  }

  /** The operation on the pipe has ended. */
  synchronized void ended(int pipe) {
    early += connected.get(pipe) ? 0 : 1;
    ended.add(pipe);
  }

  /** The pipes in the order in which their operations ended. */
  synchronized List<Integer> order() {
    return List.copyOf(ended);
  }

  /** Whether each operation has ended once, and none before its client came. */
  synchronized boolean isComplete() {
    return early == 0 && ended.size() == count && new HashSet<>(ended).size() == count;
  }

  synchronized String summary() {
    return PipeStep.text(ended.size()) + " ended, " + early + " too early";
  }
}
