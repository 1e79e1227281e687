package io.github.asyncioctl.facts;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A routine that the system calls, whatever its arguments, and that counts how often. One that the
 * system may still call is never freed.
 */
class Routine implements SystemRoutine {
  private static final Queue<Routine> KEPT = new ConcurrentLinkedQueue<>();

  private final AtomicInteger calls = new AtomicInteger();

  Routine() {
    KEPT.add(this);
  }

  /** What the system calls; the second argument of a registered wait says whether it timed out. */
  @Override
  public void invoke(long first, long second, long third) {
    called(second, third);
    calls.incrementAndGet();
  }

  /** What it does besides. */
  void called(long second, long third) {}

  int calls() {
    return calls.get();
  }

  /** Lets what is queued to this thread run; tells how often this was called. */
  int callsAfterAlertableWait() {
    SystemCalls.SleepEx(0, 1);
    return calls();
  }
}
