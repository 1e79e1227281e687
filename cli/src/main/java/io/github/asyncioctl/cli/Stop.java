package io.github.asyncioctl.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command that would run on: its work is done, or somebody pressed Ctrl-C. Then the JVM
 * waits until the command has closed what it has open, if that takes no longer than a moment.
 */
final class Stop {
  private static final long CLEAN_UP_SECONDS = 3;

  private static final long BEGIN_SECONDS = 10;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch requested = new CountDownLatch(1);
  private final Semaphore atWork = new Semaphore(1);
  private volatile boolean interrupted;

  /** Something that a command does. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does work that Ctrl-C waits for, because it closes what it has open and says a last word. */
  <T> T finish(Work<T> work) throws IOException {
    atWork.acquireUninterruptibly();
    try {
      return work.run();
    } finally {
      atWork.release();
    }
  }

  /** The command has told what there is at the beginning. */
  void begin() {
    begun.countDown();
  }

  /** Waits until there was a beginning, or an end; not for ever, should the system be stuck. */
  void awaitBegin() {
    try {
      boolean unused = begun.await(BEGIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has nothing more to do. */
  void request() {
    begun.countDown();
    requested.countDown();
  }

  /** Waits for the end, or for so long. Whether it is the end. */
  boolean await(Duration atMost) {
    try {
      return requested.await(nanos(atMost), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) { // 292 years
      return Long.MAX_VALUE;
    }
  }

  /** The JVM is ending: runs in its shutdown hook, also when a command has simply finished. */
  void interrupt() {
    interrupted = true;
    request();
    try {
      if (atWork.tryAcquire(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
        atWork.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a command ends with that was to run on. */
  int exitCode() {
    return interrupted ? ExitCode.INTERRUPTED : ExitCode.OK;
  }
}
