package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The completion workers with their threads: a job is run once, and none is forgotten. */
class CompletionWorkersLoadTest {
  private static final long NANOS =
      TimeUnit.MILLISECONDS.toNanos(1000 * Long.getLong("stress.seconds", 3) / 3);

  private final long seed = Long.getLong("stress.seed", System.nanoTime());
  private final AtomicInteger refusals = new AtomicInteger();
  private final CompletionWorkers workers = new CompletionWorkers(this::thread);

  private Thread thread(Runnable task) {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new RejectedExecutionException("no thread");
    }
    Thread created = new Thread(task, "load-completions");
    created.setDaemon(true);
    return created;
  }

  /** Counts its runs, and blocks in some of them until everybody else has run. */
  private static final class Job extends Linked {
    final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch others;
    private final CountDownLatch blocked;

    Job(CountDownLatch others, CountDownLatch blocked) {
      this.others = others;
      this.blocked = blocked;
    }

    @Override
    public void run() {
      runs.incrementAndGet();
      if (blocked == null) {
        others.countDown();
        return;
      }
      try {
        others.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      blocked.countDown();
    }
  }

  /** A worker that is about to sleep when the next job comes is woken for it. */
  @Test
  void noJobIsForgottenByASleeper() throws Exception {
    long end = System.nanoTime() + NANOS;
    List<Job> jobs = new ArrayList<>();
    do {
      CountDownLatch done = new CountDownLatch(1);
      Job job = new Job(done, null);
      jobs.add(job);
      workers.execute(job);
      assertThat(done.await(2, TimeUnit.SECONDS)).as("run, job %s", jobs.size()).isTrue();
    } while (System.nanoTime() < end);
    workers.shutdown();
    assertThat(jobs).allMatch(job -> job.runs.get() == 1);
  }

  /** Jobs that block until all others have run, and threads that cannot be had at times. */
  @Test
  void noJobIsForgottenBehindThoseThatBlock() throws Exception {
    Random random = new Random(seed);
    long end = System.nanoTime() + NANOS;
    do {
      int count = 1 + random.nextInt(40);
      int blocking = random.nextInt(count);
      CountDownLatch others = new CountDownLatch(count - blocking);
      CountDownLatch blocked = new CountDownLatch(blocking);
      List<Job> jobs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        jobs.add(new Job(others, i < blocking ? blocked : null));
      }
      refusals.set(random.nextInt(3));
      for (Job job : jobs) {
        workers.execute(job);
      }
      while (!others.await(1, TimeUnit.MILLISECONDS)) {
        workers.insist();
        assertThat(System.nanoTime() - end).as("seed %s", seed).isLessThan(20_000_000_000L);
      }
      assertThat(blocked.await(10, TimeUnit.SECONDS)).as("seed %s", seed).isTrue();
      assertThat(jobs).as("seed %s", seed).allMatch(job -> job.runs.get() == 1);
    } while (System.nanoTime() < end);
    workers.shutdown();
  }
}
