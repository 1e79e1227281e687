package io.github.asyncioctl.internal.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that complete futures, and do whatever else the waiter must not do itself. Normally
 * there is one. Dependents may block it, so if a job has waited for {@link #PATIENCE_NANOS}, the
 * number of workers doubles, up to {@link #MOST}; they end when they have been idle for a while. So
 * a thousand completions at once share one thread, and dependents that block forever do not stop
 * other futures from completing.
 *
 * <p>The workers manage themselves; handing over a job allocates nothing and runs nothing.
 * Thread-safe.
 */
final class CompletionWorkers {
  /** How long a job waits before more workers join: 20 ms. */
  static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The most workers that there are. */
  static final int MOST = 1000;

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** After how many looks at an empty queue the overseer sleeps. */
  private static final int QUIET_LOOKS = 50;

  private final ThreadFactory threads;

  // All that follows is guarded by this object's monitor.
  private @Nullable Linked first;
  private @Nullable Linked last;
  private @Nullable Worker idle;
  private int size;
  private long queued;
  private long taken;
  private @Nullable Thread overseer;

  /** Whether the overseer looks at the queue; otherwise it sleeps until it is called. */
  private boolean overseen;

  private boolean closed;

  /** Not guarded. */
  private volatile boolean stalled;

  CompletionWorkers(ThreadFactory threads) {
    this.threads = threads;
  }

  /** Has a job run soon; one that waits for that already is not queued twice. */
  void execute(Linked job) {
    Worker sleeper = null;
    boolean start = false;
    boolean oversee = false;
    synchronized (this) {
      if (job.isQueued) {
        return;
      }
      job.isQueued = true;
      queued++;
      job.inQueue = null;
      if (last == null) {
        first = job;
        // Behind others it comes to whoever takes those, or the overseer brings more workers.
        sleeper = idle;
      } else {
        last.inQueue = job;
      }
      last = job;
      if (sleeper != null) {
        idle = sleeper.below;
        sleeper.isIdle = false;
      } else if (size == 0) {
        size = 1;
        start = true;
      } else if (!overseen) {
        overseen = true;
        oversee = true;
      }
    }
    if (sleeper != null) {
      sleeper.fetch();
    } else if (start) {
      startWorker();
    } else if (oversee) {
      callOverseer();
    }
  }

  /** Starts a worker that is counted already. */
  private boolean startWorker() {
    try {
      threads.newThread(new Worker()).start();
      return true;
    } catch (Throwable noThread) { // the job waits for the next one who tries
      synchronized (this) {
        size--;
      }
      stalled = true;
      return false;
    }
  }

  private @Nullable Linked poll() {
    Linked job = first;
    if (job != null) {
      first = job.inQueue;
      if (first == null) {
        last = null;
      }
      job.inQueue = null;
      job.isQueued = false;
      taken++;
    }
    return job;
  }

  /** Lets the workers finish the existing jobs, and end. */
  void shutdown() {
    synchronized (this) {
      closed = true;
      fetchIdle();
      if (overseer != null) {
        LockSupport.unpark(overseer);
      }
    }
  }

  /** In the monitor. */
  private void fetchIdle() {
    for (Worker worker = idle; worker != null; worker = worker.below) {
      worker.isIdle = false;
      worker.fetch();
    }
    idle = null;
  }

  /**
   * Ensures that there is a worker if there is something to do: the last attempt to start one may
   * have failed.
   *
   * @return false if the system cannot create one
   */
  boolean insist() {
    boolean start;
    boolean oversee;
    synchronized (this) {
      stalled = false;
      start = first != null && size == 0;
      oversee = first != null && !start && !overseen;
      if (start) {
        size = 1;
      }
      overseen |= oversee;
    }
    if (start) {
      startWorker();
    } else if (oversee) {
      callOverseer();
    }
    return !stalled;
  }

  /** Whether the last attempt to start a thread failed, so that another thread has to try again. */
  boolean isStalled() {
    return stalled;
  }

  /** A job that no worker has taken, for a thread that does it itself. */
  synchronized @Nullable Linked takeOne() {
    return poll();
  }

  private final class Worker implements Runnable {
    /** Guarded by the workers' monitor. */
    @Nullable Worker below;

    /** Written under the workers' monitor; the thread that clears it then fetches the worker. */
    volatile boolean isIdle;

    /**
     * Has it look again. A monitor and not a parked thread: on Windows HotSpot asks the system
     * twice more to park, once of it after the wake-up.
     */
    synchronized void fetch() {
      notifyAll();
    }

    /** Until it is fetched; returns whether it has slept for long instead. */
    private synchronized boolean sleep() {
      long until = System.nanoTime() + IDLE_NANOS;
      try {
        while (isIdle) {
          long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
          if (left <= 0) {
            return true;
          }
          wait(left);
        }
      } catch (InterruptedException e) { // nobody means the worker
        return false;
      }
      return false;
    }

    @Override
    public void run() {
      while (true) {
        Linked job;
        synchronized (CompletionWorkers.this) {
          job = poll();
          if (job == null) {
            if (closed) {
              size--;
              return;
            }
            isIdle = true;
            below = idle;
            idle = this;
          }
        }
        if (job != null) {
          perform(job);
        } else if (!awaitJob()) {
          return;
        }
      }
    }

    private void perform(Linked job) {
      try {
        job.run();
      } catch (Throwable thrown) { // no memory, or no stack; what still has to be done comes again
        LockSupport.parkNanos(PATIENCE_NANOS);
      }
      Thread.interrupted(); // a dependent's own: the next job's are not meant
    }

    /** Waits until a job arrives for this worker; false if the worker is not needed any more. */
    private boolean awaitJob() {
      while (true) {
        boolean sleptLong = sleep();
        synchronized (CompletionWorkers.this) {
          if (!isIdle) {
            return true;
          }
          if (size > 1 && sleptLong) {
            unlink();
            size--; // here and now, or two of them leave at once, each counting on the other
            return false;
          }
        }
      }
    }

    private void unlink() {
      isIdle = false;
      if (idle == this) {
        idle = below;
        return;
      }
      for (Worker worker = idle; worker != null; worker = worker.below) {
        if (worker.below == this) {
          worker.below = below;
          return;
        }
      }
    }
  }

  // --- The overseer ---

  /** A job has come while every worker was busy, perhaps forever. */
  private void callOverseer() {
    Thread sleeping;
    synchronized (this) {
      sleeping = overseer;
    }
    if (sleeping != null) {
      LockSupport.unpark(sleeping);
      return;
    }
    try {
      Thread thread = threads.newThread(this::oversee);
      synchronized (this) {
        overseer = thread;
      }
      thread.start();
    } catch (Throwable noThread) { // the next one who finds every worker at work tries again
      synchronized (this) {
        overseer = null;
        overseen = false;
      }
      stalled = true;
    }
  }

  private void oversee() {
    long seen = -1;
    int quiet = 0;
    while (true) {
      boolean interrupted = Thread.interrupted(); // nobody means this thread
      boolean look;
      synchronized (this) {
        look = overseen || closed;
      }
      if (look) {
        LockSupport.parkNanos(PATIENCE_NANOS);
      } else {
        LockSupport.park(this);
      }
      int more = 0;
      synchronized (this) {
        if (first == null) {
          if (closed) {
            overseer = null; // what comes later gets another one
            overseen = false;
            return;
          }
          seen = -1;
          overseen &= interrupted || ++quiet < QUIET_LOOKS;
        } else {
          quiet = 0;
          if (taken < seen && idle != null) { // first those that there are
            fetchIdle();
          } else if (taken < seen) { // something that waited at the last look waits still
            more = Math.min(Math.max(1, size), MOST - size);
            size += more;
          }
          seen = queued;
        }
      }
      startWorkers(more);
    }
  }

  private void startWorkers(int count) {
    for (int left = count; left > 0; left--) {
      if (!startWorker()) {
        synchronized (this) {
          size -= left - 1;
        }
        return;
      }
    }
  }
}
