package io.github.asyncioctl.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The ends of operations that the kernel has decided on: first the count, then the status, then the
 * signal (K3), and between them whatever else happens. Without a seed each comes in one piece; with
 * one, the seed decides how far which of them gets whenever somebody calls the kernel.
 */
final class Endings {
  /** Where the three go. */
  interface Writes {
    /** The output and InternalHigh. */
    void count(Ending ending);

    /** Internal: from now on the memory is not the kernel's any more. */
    void status(Ending ending);

    void signal(Ending ending);
  }

  /** One of them. */
  static final class Ending {
    final PendingIoctl operation;
    final int status;
    final long count;
    final byte[] answer;
    private int step;

    Ending(PendingIoctl operation, int status, long count, byte[] answer) {
      this.operation = operation;
      this.status = status;
      this.count = count;
      this.answer = answer;
    }
  }

  private final List<Ending> begun = new ArrayList<>();
  private final Writes writes;
  private SplittableRandom random;

  Endings(Writes writes) {
    this.writes = writes;
  }

  /** From now on they take their time. */
  void delay(long seed) {
    random = new SplittableRandom(seed);
  }

  void begin(Ending ending) {
    begun.add(ending);
    if (random == null) {
      while (!begun.isEmpty()) {
        step(0);
      }
    }
  }

  boolean isEmpty() {
    return begun.isEmpty();
  }

  /** Whether an operation's end has begun and its status is not yet there. */
  boolean contains(PendingIoctl operation) {
    return begun.stream().anyMatch(each -> each.operation == operation && each.step < 2);
  }

  /** Goes on, as far as the seed says. */
  void some() {
    while (!begun.isEmpty() && random.nextBoolean()) {
      step(random.nextInt(begun.size()));
    }
  }

  /** Goes on by one step, if there is one. */
  void one() {
    if (!begun.isEmpty()) {
      step(random.nextInt(begun.size()));
    }
  }

  private void step(int index) {
    Ending ending = begun.get(index);
    switch (ending.step++) {
      case 0 -> writes.count(ending);
      case 1 -> writes.status(ending);
      default -> {
        begun.remove(index);
        writes.signal(ending);
      }
    }
  }
}
