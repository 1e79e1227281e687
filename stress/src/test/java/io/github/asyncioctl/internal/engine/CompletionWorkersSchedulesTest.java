package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
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

  /** Counts its runs, each of which blocks until its gate is open. */
  private static final class Job extends Linked {
    final AtomicInteger runs = new AtomicInteger();
    final Semaphore ended = new Semaphore(0);
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
      ended.release();
    }
  }

  /** Within a second, for a worker that nobody fetches looks again after five. */
  private static void awaitEnd(Job job, int run) throws InterruptedException {
    assertThat(job.ended.tryAcquire(1, TimeUnit.SECONDS)).as("run in time").isTrue();
    assertThat(job.runs).hasValue(run);
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
          Job another = new Job(0);
          Thread other = new Thread(() -> workers.execute(another));
          other.start();
          Job job = new Job(0);
          for (int run = 1; run <= 4; run++) {
            workers.execute(job);
            awaitEnd(job, run);
          }
          awaitEnd(another, 1);
          other.join();
          end(workers);
        });
  }

  /** Jobs that block until the last one has run: every one of them needs a worker of its own. */
  @Test
  void theyMultiplyWhileTheyAreBlocked() {
    Schedules.explore(
        choice -> {
          CompletionWorkers workers = workers();
          int refused = choice.nextInt(3);
          refusals.set(refused);
          List<Job> blocked = List.of(new Job(1), new Job(1), new Job(1));
          Job last = new Job(0);
          Thread other = new Thread(() -> workers.execute(blocked.get(0)));
          other.start();
          workers.execute(blocked.get(1));
          workers.execute(blocked.get(2));
          other.join();
          workers.execute(last);
          long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
          while (!last.ended.tryAcquire(100, TimeUnit.MILLISECONDS)) {
            if (refused > 0) { // otherwise they look after themselves
              workers.insist();
            }
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
          }
          for (Job job : blocked) {
            job.open();
            awaitEnd(job, 1);
          }
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
          for (Job job : jobs) {
            awaitEnd(job, 1);
          }
          end(workers);
        });
  }
}
