package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class CompletionWorkersTest {
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private volatile boolean noThreads;

  /** How many more are refused before threads can be had. */
  private final AtomicInteger refusals = new AtomicInteger();

  /** Whether workers are as good as busy from the start, and for ever. */
  private volatile boolean holdsWorkers;

  private final AtomicInteger refused = new AtomicInteger();
  private final CompletionWorkers workers = new CompletionWorkers(this::thread);

  private Thread thread(Runnable task) {
    return new Thread(task) {
      @Override
      public synchronized void start() {
        if (noThreads || refusals.getAndDecrement() > 0) {
          refused.incrementAndGet();
          throw new OutOfMemoryError("unable to create native thread");
        }
        threads.add(this);
        if (!holdsWorkers || !task.getClass().getSimpleName().equals("Worker")) {
          super.start();
        }
      }
    };
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

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static void untilItSleeps(Thread worker) {
    until(() -> worker.getState() == Thread.State.TIMED_WAITING && isIn(worker, "sleep"));
  }

  /** The thread that looks after jobs that wait: it is the only one beside the first worker. */
  private Thread overseer() {
    assertThat(threads).hasSize(2);
    assertThat(threads.get(1).isAlive()).isTrue();
    return threads.get(1);
  }

  /** Lets the overseer look at once, as if its time had come, until something holds. */
  private static void look(Thread overseer, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.unpark(overseer);
      Thread.onSpinWait();
    }
  }

  @Test
  void whoeverInsistsHasAWorkerStarted() {
    noThreads = true;
    Job job = new Job();
    workers.execute(job);
    assertThat(workers.isStalled()).isTrue();
    noThreads = false;
    assertThat(workers.insist()).isTrue();
    assertThat(workers.isStalled()).isFalse();
    job.await();
    assertThat(threads).containsExactly(job.by);
  }

  @Test
  void whoeverInsistsWhereThereIsNothingToDoStartsNothing() {
    assertThat(workers.insist()).isTrue();
    assertThat(threads).isEmpty();
    Job job = new Job();
    workers.execute(job);
    job.await();
    assertThat(threads).as("nobody was counted").containsExactly(job.by);
  }

  @Test
  void aWorkerThatSleepsIsFetchedOnce() {
    Job first = new Job();
    workers.execute(first);
    first.await();
    untilItSleeps(first.by);
    Job second = blocking();
    workers.execute(second);
    second.await();
    assertThat(second.by).isSameAs(first.by);
    Job third = new Job();
    workers.execute(third);
    overseer(); // nobody takes the one who is at work for one who sleeps
    third.await();
    assertThat(third.by).isNotSameAs(first.by);
  }

  /** As many again as there are: 1, 2, 4 and so on. */
  @Test
  void theyAreNeverMoreThanAThousand() {
    holdsWorkers = true;
    workers.execute(new Job());
    workers.execute(new Job());
    Thread overseer = overseer();
    look(overseer, () -> threads.size() > CompletionWorkers.MOST);
    for (int i = 0; i < 6; i++) {
      synchronized (workers) { // it is before its next look, or before the one after that
        look(overseer, () -> overseer.getState() == Thread.State.BLOCKED);
      }
      until(() -> overseer.getState() != Thread.State.BLOCKED);
    }
    assertThat(threads).as("with the overseer").hasSize(CompletionWorkers.MOST + 1);
    assertThat(workers.takeOne()).isNotNull();
    assertThat(workers.takeOne()).isNotNull();
  }

  @Test
  void theOverseerSleepsWhenAllIsQuietAndIsTheSameThereafter() {
    Job first = blocking();
    workers.execute(first);
    first.await();
    Job second = new Job();
    workers.execute(second);
    Thread overseer = overseer();
    second.await();
    untilItSleeps(second.by);
    look(overseer, () -> overseer.getState() == Thread.State.WAITING);
    Job third = blocking();
    workers.execute(third); // to the second worker
    third.await();
    assertThat(overseer.getState()).as("there was a worker").isEqualTo(Thread.State.WAITING);
    Job fourth = new Job();
    workers.execute(fourth);
    fourth.await();
    assertThat(threads.stream().filter(each -> isIn(each, "oversee"))).containsExactly(overseer);
    assertThat(threads).hasSize(5); // two more workers, as two were there
  }

  @Test
  void whereTheOverseerFindsNoThreadTheNextJobTriesAgain() {
    Job first = blocking();
    workers.execute(first);
    first.await();
    noThreads = true;
    workers.execute(new Job());
    assertThat(workers.isStalled()).isTrue();
    assertThat(refused).hasValue(1);
    workers.execute(new Job());
    assertThat(refused).hasValue(2);
    assertThat(workers.insist()).isFalse();
    assertThat(refused).hasValue(3);
    noThreads = false;
    assertThat(workers.insist()).isTrue();
    Thread overseer = overseer();
    until(
        () ->
            overseer.getState() == Thread.State.TIMED_WAITING
                || overseer.getState() == Thread.State.WAITING);
    assertThat(overseer.getState()).as("it looks").isEqualTo(Thread.State.TIMED_WAITING);
  }

  /** However long the queue is never empty: only what waits from look to look brings more. */
  @Test
  void whereEachJobIsTakenBeforeTheNextLookNobodyJoins() {
    holdsWorkers = true;
    workers.execute(new Job());
    workers.execute(new Job());
    workers.takeOne();
    Thread overseer = overseer();
    for (int i = 0; i < 50; i++) {
      synchronized (workers) { // between two looks
        look(overseer, () -> overseer.getState() == Thread.State.BLOCKED);
        workers.takeOne();
        workers.execute(new Job());
      }
      until(() -> overseer.getState() != Thread.State.BLOCKED);
    }
    assertThat(workers.takeOne()).isNotNull();
    assertThat(threads).as("few, though this thread may have been slow").hasSizeLessThan(64);
  }

  /** Those that could not be started count for nothing. */
  @Test
  void whereTheOverseersWorkersFindNoThreadAsManyAreTriedAgain() {
    List<Job> blocked = IntStream.range(0, 4).mapToObj(i -> blocking()).toList();
    blocked.forEach(workers::execute);
    blocked.forEach(Job::await);
    assertThat(threads).as("four, and the overseer").hasSize(5);
    Thread overseer = threads.get(1);
    noThreads = true;
    Job last = new Job();
    workers.execute(last);
    look(overseer, () -> refused.get() >= 5);
    noThreads = false;
    last.await();
    until(() -> overseer.getState() == Thread.State.TIMED_WAITING);
    assertThat(threads).as("four more").hasSize(9);
  }

  @Test
  void whoFindsNoThreadAsksForNoFurtherOnesAtOnce() {
    List<Job> blocked = IntStream.range(0, 4).mapToObj(i -> blocking()).toList();
    blocked.forEach(workers::execute);
    blocked.forEach(Job::await);
    refusals.set(1);
    Job last = new Job();
    workers.execute(last);
    last.await();
    until(() -> threads.get(1).getState() == Thread.State.TIMED_WAITING);
    assertThat(threads).as("four more at the look after that").hasSize(9);
  }

  @Test
  void anOverseerThatSleepsHearsOfTheEnd() throws Exception {
    Job first = blocking();
    workers.execute(first);
    first.await();
    Job second = new Job();
    workers.execute(second);
    Thread overseer = overseer();
    second.await();
    look(overseer, () -> overseer.getState() == Thread.State.WAITING);
    workers.shutdown();
    overseer.join();
    assertThat(threads).as("nobody else was needed").hasSize(3);
  }

  @Test
  void whatComesAfterTheEndIsDoneAllTheSame() throws Exception {
    Job first = new Job();
    workers.execute(first);
    first.await();
    workers.shutdown();
    first.by.join();
    Job second = new Job();
    workers.execute(second);
    second.await();
    assertThat(threads).containsExactly(first.by, second.by);
  }

  @Test
  void whatIsBlockedAfterTheEndGetsAnotherOverseer() throws Exception {
    Job first = blocking();
    workers.execute(first);
    first.await();
    Job second = new Job();
    workers.execute(second);
    Thread overseer = overseer();
    second.await();
    workers.shutdown();
    overseer.join();
    second.by.join();
    Job third = new Job();
    workers.execute(third);
    assertThat(threads).as("the next overseer is there").hasSize(4);
    third.await();
    assertThat(third.by).isNotSameAs(first.by);
  }

  @Test
  void anInterruptOfADependentsIsNotTheNextOnes() {
    Job interrupting = new Job(() -> Thread.currentThread().interrupt());
    AtomicBoolean interrupted = new AtomicBoolean();
    Job next = new Job(() -> interrupted.set(Thread.currentThread().isInterrupted()));
    Job last = new Job();
    synchronized (workers) { // so that the worker finds all of them
      workers.execute(interrupting);
      workers.execute(next);
      workers.execute(last);
    }
    last.await();
    assertThat(interrupted).isFalse();
    assertThat(next.by).isSameAs(interrupting.by);
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
