package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class CompletionWorkersTest {
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private volatile boolean noThreads;
  private final CompletionWorkers workers = new CompletionWorkers(this::thread);

  private Thread thread(Runnable task) {
    if (noThreads) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    Thread thread = new Thread(task);
    threads.add(thread);
    return thread;
  }

  /** They finish what there is, and end, whatever they were blocked in. */
  @AfterEach
  void everyThreadEnds() throws InterruptedException {
    release.countDown();
    workers.shutdown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static final class Job extends Linked {
    final CountDownLatch done = new CountDownLatch(1);
    private final Runnable what;
    final AtomicInteger runs = new AtomicInteger();
    volatile Thread by;

    Job(Runnable what) {
      this.what = what;
    }

    Job() {
      this(() -> {});
    }

    @Override
    public void run() {
      by = Thread.currentThread();
      runs.incrementAndGet();
      done.countDown();
      what.run();
    }

    void await() {
      CompletionWorkersTest.await(done);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Job blocking() {
    return new Job(() -> await(release));
  }

  @Test
  void everyJobIsDoneOnceByAThreadOfTheirs() {
    List<Job> jobs = IntStream.range(0, 1000).mapToObj(i -> new Job()).toList();
    jobs.forEach(workers::execute);
    jobs.forEach(Job::await);
    assertThat(jobs).allMatch(job -> job.runs.get() == 1 && threads.contains(job.by));
  }

  @Test
  void whatWaitsBehindAJobThatBlocksIsDoneByAnother() {
    Job first = blocking();
    workers.execute(first);
    first.await();
    Job second = new Job();
    workers.execute(second);
    second.await();
    assertThat(second.by).isNotSameAs(first.by);
  }

  @Test
  void asManyJoinAsAreBlocked() {
    List<Job> all = IntStream.range(0, 60).mapToObj(i -> blocking()).toList();
    Job last = new Job();
    all.forEach(workers::execute);
    workers.execute(last);
    last.await();
    assertThat(all).allMatch(job -> job.runs.get() == 1);
  }

  @Test
  void aJobThatWaitsAlreadyIsNotQueuedTwice() {
    Job first = blocking();
    workers.execute(first);
    first.await();
    noThreads = true;
    Job second = new Job();
    workers.execute(second);
    workers.execute(second);
    assertThat(workers.takeOne()).isSameAs(second);
    assertThat(workers.takeOne()).isNull();
    workers.execute(second);
    assertThat(workers.takeOne()).as("it may come again").isSameAs(second);
  }

  /** Not on the thread that hands them over: that is the waiter. */
  @Test
  void withoutThreadsJobsWaitForWhoeverInsists() {
    noThreads = true;
    Job one = new Job();
    Job other = new Job();
    workers.execute(one);
    workers.execute(other);
    assertThat(one.runs.get() + other.runs.get()).isZero();
    assertThat(workers.insist()).isFalse();
    assertThat(one.runs.get() + other.runs.get()).isZero();
    noThreads = false;
    assertThat(workers.insist()).isTrue();
    one.await();
    other.await();
    assertThat(threads).contains(one.by, other.by);
  }

  @Test
  void aJobThatThrowsHarmsNoOther() {
    Job throwing =
        new Job(
            () -> {
              throw new StackOverflowError();
            });
    Job other = new Job();
    workers.execute(throwing);
    workers.execute(other);
    other.await();
    assertThat(throwing.runs).hasValue(1);
  }

  /** A dependent may interrupt the thread that it runs on; the next one has its own. */
  @Test
  void anInterruptEndsNoWorker() throws Exception {
    Job interrupting = new Job(() -> Thread.currentThread().interrupt());
    workers.execute(interrupting);
    interrupting.await();
    for (int i = 0; i < 10; i++) {
      Job next = new Job();
      workers.execute(next);
      next.await();
    }
    assertThat(interrupting.by.isAlive()).isTrue();
  }

  @Test
  void whatIsThereIsDoneBeforeTheyEnd() throws Exception {
    Job first = blocking();
    workers.execute(first);
    first.await();
    Job second = new Job();
    workers.execute(second);
    workers.shutdown();
    release.countDown();
    second.await();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static boolean isIn(Thread thread, String method) {
    return List.of(thread.getStackTrace()).stream()
        .anyMatch(frame -> frame.getMethodName().equals(method));
  }

  /** Those that sleep are fetched before others are made. */
  @Test
  void whatWaitsBehindAJobThatBlocksIsDoneByOneThatSleeps() {
    List<Job> many = IntStream.range(0, 8).mapToObj(i -> blocking()).toList();
    many.forEach(workers::execute);
    many.forEach(Job::await);
    release.countDown();
    for (Thread each : threads) {
      while (each.getState() == Thread.State.RUNNABLE || isIn(each, "perform")) {
        Thread.onSpinWait(); // until it sleeps
      }
    }
    int made = threads.size();
    CountDownLatch later = new CountDownLatch(1);
    try {
      for (int burst = 0; burst < 3; burst++) {
        Job blocked = new Job(() -> await(later));
        Job behind = new Job();
        synchronized (workers) { // so that nobody takes the one before the other is there
          workers.execute(blocked);
          workers.execute(behind);
        }
        behind.await();
      }
      assertThat(threads).hasSize(made);
    } finally {
      later.countDown();
    }
  }
}
