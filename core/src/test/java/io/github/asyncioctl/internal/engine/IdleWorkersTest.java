package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers that find nothing to do for five seconds: all but one of them leave. */
@Tag("faults") // for the five seconds
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class IdleWorkersTest {
  private final List<Thread> workersThreads = new CopyOnWriteArrayList<>();
  private final List<Thread> others = new CopyOnWriteArrayList<>();
  private final CompletionWorkers workers = new CompletionWorkers(this::thread);

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task);
    (task.getClass().getSimpleName().equals("Worker") ? workersThreads : others).add(thread);
    return thread;
  }

  private static final class Job extends Linked {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release;
    private volatile Thread by;

    Job(CountDownLatch release) {
      this.release = release;
    }

    @Override
    public void run() {
      by = Thread.currentThread();
      begun.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Hands over a job that goes on until it is released, and waits until it has begun. */
  private Job begin(CountDownLatch release) throws InterruptedException {
    Job job = new Job(release);
    workers.execute(job);
    job.begun.await();
    return job;
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  private static boolean sleeps(Thread worker) {
    return worker.getState() == Thread.State.TIMED_WAITING
        && List.of(worker.getStackTrace()).stream()
            .anyMatch(frame -> frame.getMethodName().equals("sleep"));
  }

  @Test
  void allButOneLeaveAndThoseWhoComeLaterFindThatOne() throws Exception {
    List<Thread> sleeping = new ArrayList<>();
    List<CountDownLatch> releases = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      CountDownLatch release = new CountDownLatch(1);
      releases.add(release);
      sleeping.add(begin(release).by);
    }
    for (int i = 0; i < 8; i++) {
      releases.get(i).countDown();
      Thread each = sleeping.get(i);
      until(() -> sleeps(each));
    }
    sleeping.forEach(Thread::interrupt); // nobody means them
    until(() -> sleeping.stream().noneMatch(Thread::isInterrupted));
    assertThat(sleeping).allMatch(Thread::isAlive);

    until(() -> workersThreads.stream().filter(Thread::isAlive).count() == 1);
    Thread staying = workersThreads.stream().filter(Thread::isAlive).findAny().orElseThrow();
    CountDownLatch release = new CountDownLatch(1);
    assertThat(begin(release).by).isSameAs(staying);
    assertThat(workersThreads).hasSize(8);
    assertThat(begin(release).by).as("one more, as there was one").isNotSameAs(staying);
    assertThat(workersThreads).hasSize(9);
    release.countDown();
    workers.shutdown();
    for (Thread each : workersThreads) {
      each.join();
    }
    for (Thread each : others) {
      each.join();
    }
  }
}
