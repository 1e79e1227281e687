package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Engine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Issues operations and waits for their outcome on the calling thread. No other code ever sees
 * their futures, so an operation ends with its call, and its failure has the caller's stack.
 */
final class Blocking {
  /** No deadline. */
  static final long FOREVER = Long.MAX_VALUE;

  private static final String OF_SOCKETS = "WSAIoctl";
  private static final String CANCELLED = "; it was cancelled";

  private final Engine engine;
  private final Requests requests;

  Blocking(Engine engine, Requests requests) {
    this.engine = engine;
    this.requests = requests;
  }

  ByteBuffer raw(Object socket, int code, @Nullable ByteBuffer in, int outCapacity, long nanos)
      throws IOException {
    long start = begin(nanos);
    return outcome(
        requests.raw(socket, code, in, outCapacity, true), start, nanos, OF_SOCKETS, code, null);
  }

  <I, O> O typed(Object socket, Ioctl<I, O> ioctl, @Nullable I in, long nanos) throws IOException {
    long start = begin(nanos);
    CompletableFuture<O> future = requests.typed(socket, ioctl, in, true);
    return outcome(future, start, nanos, OF_SOCKETS, ioctl.code(), ioctl);
  }

  ByteBuffer rawOfDevice(
      long handle, int code, @Nullable ByteBuffer in, int outCapacity, long nanos)
      throws IOException {
    long start = begin(nanos);
    CompletableFuture<ByteBuffer> future =
        requests.rawOfDevice(handle, code, in, outCapacity, true);
    return outcome(future, start, nanos, Device.FUNCTION, code, null);
  }

  <I, O> O typedOfDevice(long handle, Ioctl<I, O> ioctl, @Nullable I in, long nanos)
      throws IOException {
    long start = begin(nanos);
    CompletableFuture<O> future = requests.typedOfDevice(handle, ioctl, in, true);
    return outcome(future, start, nanos, Device.FUNCTION, ioctl.code(), ioctl);
  }

  /**
   * When the time begins. The waiter must not call this, not even for a code that completes at
   * once: when all inline slots are in use, such a code needs the waiter, too.
   */
  private long begin(long nanos) {
    if (engine.isWaiter()) {
      throw new IllegalStateException(
          "the engine's waiter cannot wait for itself: use ioctlAsync on this thread");
    }
    return nanos == FOREVER ? 0 : System.nanoTime();
  }

  /**
   * For an operation that no other code knows; {@code start} is System.nanoTime, or 0 without a
   * timeout.
   */
  static <O> O outcome(
      CompletableFuture<O> future,
      long start,
      long nanos,
      String function,
      int code,
      @Nullable Ioctl<?, O> ioctl)
      throws IOException {
    IOException reason;
    try {
      return nanos == FOREVER
          ? future.get()
          : future.get(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      reason =
          new SocketTimeoutException(
              describe(function, code, ioctl) + " did not complete " + in(nanos) + CANCELLED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reason =
          new InterruptedIOException(
              describe(function, code, ioctl)
                  + " did not complete: the waiting thread was"
                  + " interrupted"
                  + CANCELLED);
    } catch (Throwable e) { // no memory to wait with, or no stack
      future.cancel(true);
      throw e;
    }
    if (future.cancel(true)) {
      throw reason;
    }
    return ended(future);
  }

  private static String in(long nanos) {
    return nanos > 0 ? "within " + Duration.ofNanos(nanos) : "at once";
  }

  private static String describe(String function, int code, @Nullable Ioctl<?, ?> ioctl) {
    return function + " " + (ioctl == null ? Names.describe(code) : ioctl);
  }

  /** How long to wait; {@link #FOREVER} if a long cannot hold it. */
  static long nanos(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    try {
      return Math.max(0, timeout.toNanos());
    } catch (ArithmeticException e) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  /**
   * The outcome, if the operation ended just before the cancel: it counts, or its data would be
   * lost.
   */
  private static <O> O ended(CompletableFuture<O> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      throw new AssertionError("it has ended", e);
    }
  }

  private static IOException failure(ExecutionException wrapper) {
    Throwable failure = Objects.requireNonNull(wrapper.getCause());
    if (failure instanceof IoctlException e) {
      return e.here();
    } else if (failure instanceof IOException e) {
      return e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
    return new IOException(failure);
  }
}
