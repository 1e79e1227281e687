package io.github.asyncioctl.internal.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every operation whose future has not ended, wherever it is: in the mailbox, in the waiter, in the
 * kernel, in an executor, or lost. So "every future ends" depends on one list. Thread-safe.
 *
 * <p>It consists of several lists, so that threads do not contend. Each links the operations
 * themselves, behind a lock that is held for a few instructions.
 */
final class Live {
  private static final int LISTS = 8;

  private final Head[] heads = new Head[LISTS];
  private volatile boolean closed;

  private static final class Head {
    @Nullable Operation<?> first;

    /** Where the search for futures to end continues, and its round. */
    @Nullable Operation<?> cursor;

    int round;
  }

  Live() {
    for (int i = 0; i < LISTS; i++) {
      heads[i] = new Head();
    }
  }

  private Head head(Operation<?> operation) {
    return heads[operation.liveList & (LISTS - 1)];
  }

  /**
   * Adds an operation.
   *
   * @return false if the engine ends its futures already, so that this one may have been missed:
   *     the caller ends it
   */
  boolean add(Operation<?> operation) {
    Head head = head(operation);
    synchronized (head) {
      Operation<?> second = head.first;
      operation.liveNext = second;
      if (second != null) {
        second.livePrevious = operation;
      }
      head.first = operation;
    }
    return !closed;
  }

  /** Its future has ended. */
  void remove(Operation<?> operation) {
    Head head = head(operation);
    synchronized (head) {
      Operation<?> next = operation.liveNext;
      if (head.cursor == operation) {
        head.cursor = next;
      }
      Operation<?> previous = operation.livePrevious;
      if (previous != null) {
        previous.liveNext = next;
      } else if (head.first == operation) {
        head.first = next;
      } else {
        return; // it was removed before
      }
      if (next != null) {
        next.livePrevious = previous;
      }
      operation.liveNext = null;
      operation.livePrevious = null;
    }
  }

  /** From now on {@link #add} says that it is too late. */
  void close() {
    closed = true;
  }

  /** Whether every future has ended, though dependents of some may still run. */
  boolean isDone() {
    for (Head head : heads) {
      synchronized (head) {
        for (Operation<?> each = head.first; each != null; each = each.liveNext) {
          if (!each.future.isDone()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * The next operation whose future the caller must end.
   *
   * @param round each operation is returned once in a round; rounds count from 1
   */
  @Nullable Operation<?> nextToEnd(int round) {
    for (Head head : heads) {
      synchronized (head) {
        if (head.round != round) {
          head.round = round;
          head.cursor = head.first;
        }
        while (head.cursor != null) {
          Operation<?> each = head.cursor;
          head.cursor = each.liveNext;
          if (!each.future.isDone()) {
            return each;
          }
        }
      }
    }
    return null;
  }

  /** Shows each of them to a reader. */
  void forEach(Consumer<Operation<?>> action) {
    for (Head head : heads) {
      synchronized (head) {
        for (Operation<?> each = head.first; each != null; each = each.liveNext) {
          action.accept(each);
        }
      }
    }
  }
}
