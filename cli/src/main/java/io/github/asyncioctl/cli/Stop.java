package io.github.asyncioctl.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command that would otherwise keep running, because its work is done or because the user
 * pressed Ctrl-C. Then the JVM waits for a moment, until the command has closed what it has open.
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

  /** Does work that Ctrl-C waits for, because it closes what it has open and prints a last line. */
  <T> T finish(Work<T> work) throws IOException {
    atWork.acquireUninterruptibly();
    try {
      return work.run();
    } finally {
      atWork.release();
    }
  }

  /** The command has printed the initial state. */
  void begin() {
    begun.countDown();
  }

  /**
   * Waits until the command has printed the initial state or has ended, but only for a limited
   * time, because the system may hang.
   */
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

  /**
   * Waits for the end up to a time.
   *
   * @return whether the end has come
   */
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

  /** The exit code of a command that runs until it is stopped. */
  int exitCode() {
    return interrupted ? ExitCode.INTERRUPTED : ExitCode.OK;
  }
}
