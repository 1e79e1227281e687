package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The completion workers and their overseer, under many schedules: a job is run, and run once. */
@Tag("schedules")
@Timeout(300)
class CompletionWorkersSchedulesTest {
  private final AtomicInteger refusals = new AtomicInteger();
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

  private CompletionWorkers workers() {
    threads.clear();
    return new CompletionWorkers(
        task -> {
          if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new RejectedExecutionException("no thread");
          }
          Thread thread = new Thread(task);
          threads.add(thread);
          return thread;
        });
  }

  /** Runs once, and blocks until somebody opens its gate. */
  private static final class Job extends Linked {
    final AtomicInteger runs = new AtomicInteger();
    final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch gate;

    Job(int gates) {
      gate = new CountDownLatch(gates);
    }

    void open() {
      gate.countDown();
    }

    @Override
    public void run() {
      runs.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      done.countDown();
    }
  }

  /** Within a second, for a worker that nobody fetches looks again after five. */
  private static void assertRunOnce(List<Job> jobs) throws InterruptedException {
    for (Job job : jobs) {
      assertThat(job.done.await(1, TimeUnit.SECONDS)).as("run in time").isTrue();
      assertThat(job.runs).hasValue(1);
    }
  }

  private void end(CompletionWorkers workers) throws InterruptedException {
    workers.shutdown();
    for (Thread thread : List.copyOf(threads)) {
      thread.join(1000);
      assertThat(thread.isAlive()).as("it lives on").isFalse();
    }
  }

  /** A worker that is about to sleep, or has just gone to sleep, is fetched for the next job. */
  @Test
  void anIdleOneIsFetched() {
    Schedules.explore(
        choice -> {
          CompletionWorkers workers = workers();
          Job first = new Job(0);
          Job second = new Job(0);
          Job third = new Job(0);
          workers.execute(first);
          Thread other = new Thread(() -> workers.execute(second));
          other.start();
          workers.execute(third);
          other.join();
          assertRunOnce(List.of(first, second, third));
          end(workers);
        });
  }

  /** Jobs that block until the last one has run: every one of them needs a worker of its own. */
  @Test
  void theyMultiplyWhileTheyAreBlocked() {
    Schedules.explore(
        choice -> {
          CompletionWorkers workers = workers();
          refusals.set(choice.nextInt(3));
          List<Job> blocked = List.of(new Job(1), new Job(1), new Job(1));
          Job last = new Job(0);
          Thread other = new Thread(() -> workers.execute(blocked.get(0)));
          other.start();
          workers.execute(blocked.get(1));
          workers.execute(blocked.get(2));
          other.join();
          workers.execute(last);
          long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
          while (!last.done.await(100, TimeUnit.MILLISECONDS)) {
            workers.insist();
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
          }
          blocked.forEach(Job::open);
          assertRunOnce(blocked);
          assertRunOnce(List.of(last));
          end(workers);
        });
  }

  /** What comes before the end, with it and after it is run all the same, and every thread ends. */
  @Test
  void theyEndWhenAllIsDone() {
    Schedules.explore(
        choice -> {
          CompletionWorkers workers = workers();
          List<Job> jobs = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            jobs.add(new Job(0));
          }
          workers.execute(jobs.get(0));
          Thread other = new Thread(() -> workers.execute(jobs.get(1)));
          other.start();
          workers.shutdown();
          workers.execute(jobs.get(2));
          other.join();
          assertRunOnce(jobs);
          end(workers);
        });
  }
}
