package io.github.asyncioctl.faults;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.internal.engine.Target;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** An operation of a test, and the ways in which it may end. */
final class Op {
  static final String CANCELLED = "cancelled";
  static final String TIMED_OUT = "timed out";
  static final String BY_HAND = "by hand";
  static final String ABORTED = error(995);

  /** What the future is completed with by hand. */
  static final ByteBuffer HAND = ByteBuffer.allocate(77);

  final int id;
  final Target target;
  final Set<String> expected;

  /** Null if the submission threw. */
  CompletableFuture<ByteBuffer> future;

  /** What the submission threw. */
  Throwable thrown;

  /** Its future was completed from outside. */
  boolean abandoned;

  Op(int id, Target target, Set<String> expected) {
    this.id = id;
    this.target = target;
    this.expected = expected;
  }

  static String answer(int bytes) {
    return "answer of " + bytes;
  }

  static String error(int error) {
    return "error " + error;
  }

  boolean isDone() {
    return future == null || future.isDone();
  }

  /** What the future failed with, or null. */
  Throwable failure() {
    try {
      future.join();
      return null;
    } catch (CancellationException e) {
      return e;
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  /** How it ended, in the words of the constants here. */
  @SuppressWarnings("ReferenceEquality") // that buffer and no other
  String outcome() {
    Throwable failure = failure();
    if (failure == null) {
      return future.join() == HAND ? BY_HAND : answer(future.join().remaining());
    } else if (failure instanceof CancellationException) {
      return CANCELLED;
    } else if (failure instanceof TimeoutException) {
      return TIMED_OUT;
    }
    return failure instanceof IoctlException ioctl ? error(ioctl.error()) : failure.toString();
  }

  @Override
  public String toString() {
    return "operation " + id + " (" + expected + ")";
  }
}
