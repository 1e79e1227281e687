package io.github.asyncioctl.internal.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting of a thread that closes: an interrupt must not leave the rest undone, and is kept. */
public final class Uninterruptibly {
  private Uninterruptibly() {}

  /** Returns whether the latch was opened before the deadline. */
  public static boolean await(CountDownLatch latch, long deadline) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
