package io.github.asyncioctl.internal.waits;

import io.github.asyncioctl.internal.engine.Companion;
import io.github.asyncioctl.internal.engine.Linked;
import io.github.asyncioctl.internal.engine.Mailbox;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.waits.Wait.Phase;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The thread that owns what the system has of the waits: it registers, unregisters and closes. */
final class Keeper implements Runnable {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final WaitPort port;
  private final Companion companion;
  private final WaitCounters counters;

  /** Every wait from its submission until it is gone: what still has a handle. */
  private final Set<Wait> held;

  private final Departures departures;
  private final Mailbox mailbox = new Mailbox();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  /** Made in advance: it is needed when a sender's stack is at its end. */
  private final Linked waking =
      new Linked() {
        @Override
        public void run() {
          wake();
        }
      };

  private volatile boolean closing;

  /** Whether the waits that there were when closing began have been looked at. */
  private boolean isEveryoneTold;

  Keeper(WaitPort port, Companion companion, WaitCounters counters, Set<Wait> held) {
    this.port = port;
    this.companion = companion;
    this.counters = counters;
    this.held = held;
    departures = new Departures(port, this::gone, this::retain);
    thread = companion.newThread(this, "waits");
  }

  void start() {
    thread.start();
  }

  // --- Any thread ---

  /** Sends a wait; false if the keeper has ended, so that the wait is still the sender's. */
  boolean post(Wait wait) {
    boolean posted = mailbox.post(wait);
    if (posted) {
      wake();
    }
    return posted;
  }

  /** Has every wait withdrawn; the thread ends when nothing is left. */
  void askToClose() {
    closing = true;
    wake();
  }

  /** Throws nothing: what was posted is the keeper's, whatever becomes of the sender's stack. */
  private void wake() {
    try {
      LockSupport.unpark(thread);
    } catch (Throwable noStack) {
      wakeLater();
    }
  }

  private void wakeLater() {
    try {
      companion.later(waking);
    } catch (Throwable noStack) { // whoever comes next wakes it
      return;
    }
  }

  /** Open when the thread has ended. */
  CountDownLatch ended() {
    return ended;
  }

  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  // --- The thread ---

  @Override
  public void run() {
    do {
      try {
        round();
      } catch (Throwable thrown) { // JNA is gone, say: what the system has, it keeps
        warn("The thread that keeps the waits has failed", thrown);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } while (!isAtItsEnd());
    departures.close();
    ended.countDown();
  }

  private void round() {
    Linked first = mailbox.takeAll();
    if (first != null) {
      receive(first);
    } else if (closing && !isEveryoneTold) {
      held.forEach(this::examine);
      isEveryoneTold = true; // after it: what failed halfway is done again
    } else if (departures.isEmpty()) {
      LockSupport.park(this);
    } else {
      departures.look();
    }
    boolean unused = Thread.interrupted(); // nobody means this thread
  }

  /** The mailbox is closed when nothing is left: what comes later is its sender's. */
  private boolean isAtItsEnd() {
    if (!isEveryoneTold || !held.isEmpty()) {
      return false;
    }
    receive(mailbox.close());
    return true;
  }

  private void receive(@Nullable Linked first) {
    for (Linked item = first; item != null; ) {
      Linked next = item.nextInMailbox(); // it may be sent again at once
      Wait wait = (Wait) item;
      wait.received();
      examine(wait);
      item = next;
    }
  }

  /** Does what the wait's state asks for. */
  private void examine(Wait wait) {
    try {
      if (wait.phase == Phase.SENT) {
        begin(wait);
      }
      if (wait.phase == Phase.WAITING) {
        proceed(wait);
      }
    } catch (Throwable thrown) { // no memory, or JNA is gone: the other waits go on
      retain(wait, thrown);
    }
  }

  private void begin(Wait wait) throws KernelException {
    if (closing || wait.isUnwanted()) {
      gone(wait);
      return;
    }
    try {
      wait.registration = port.register(wait.duplicate, wait::signalled);
      wait.phase = Phase.WAITING;
    } catch (KernelException refused) {
      wait.fail(refused);
      gone(wait);
    }
  }

  private void proceed(Wait wait) {
    boolean signalled = wait.isSignalled();
    if (!signalled && !closing && !wait.isUnwanted()) {
      return;
    }
    wait.phase = Phase.LEAVING;
    try {
      if (signalled) {
        succeed(wait); // first, as somebody waits for it
      }
    } finally {
      departures.begin(wait);
    }
  }

  private void succeed(Wait wait) {
    if (!wait.hasOutcome()) {
      counters.signalled.incrementAndGet();
      wait.succeed();
    }
  }

  /** The system has nothing of it: the duplicate can be closed, and no signal comes any more. */
  private void gone(Wait wait) {
    if (wait.phase == Phase.GONE) {
      return;
    }
    if (wait.registration != null) {
      wait.registration.forget();
    }
    port.close(wait.duplicate);
    wait.phase = Phase.GONE;
    held.remove(wait);
    counters.pending.decrementAndGet();
    if (wait.isSignalled()) {
      succeed(wait);
    } else if (!wait.hasOutcome()) {
      counters.withdrawn.incrementAndGet();
      wait.withdraw(closing);
    }
  }

  /**
   * It is unknown what the system still has of it. It is kept permanently, and so is this thread:
   * as long as the system may call back, the code that it calls stays.
   */
  private void retain(Wait wait, Throwable reason) {
    if (wait.phase == Phase.GONE) {
      return;
    }
    wait.phase = Phase.GONE;
    counters.pending.decrementAndGet();
    counters.retained.incrementAndGet();
    if (!wait.hasOutcome()) {
      wait.end(reason);
    }
    warn("Could not unregister a wait; its handle stays open", reason);
  }

  private void warn(String text, Throwable reason) {
    try {
      companion.warn(text, reason);
    } catch (Throwable noMemory) { // the waits matter more
      return;
    }
  }
}
