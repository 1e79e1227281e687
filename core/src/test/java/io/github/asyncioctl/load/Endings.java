package io.github.asyncioctl.load;

import io.github.asyncioctl.IoctlException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** How futures end: each of them once, with a value or with an exception that is expected. */
final class Endings {
  private final LongAdder expected = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final Map<String, LongAdder> kinds = new ConcurrentHashMap<>();
  private final AtomicReference<Throwable> strange = new AtomicReference<>();

  /** Counts a future now, and again when it ends. */
  void expect(CompletableFuture<?> future) {
    expected.increment();
    CompletableFuture<?> unused = future.whenComplete((value, failure) -> note(failure));
  }

  /** How many futures have ended. */
  long count() {
    return ended.sum();
  }

  private void note(Throwable failure) {
    if (!isOurs(failure)) {
      strange.compareAndSet(null, failure);
    }
    kinds.computeIfAbsent(kind(failure), each -> new LongAdder()).increment();
    ended.increment();
  }

  /** A value, what the library documents, and what completing a future by hand makes. */
  private static boolean isOurs(Throwable failure) {
    return failure == null
        || failure instanceof IoctlException
        || failure instanceof ClosedChannelException
        || failure instanceof SocketException
        || failure instanceof CancellationException
        || failure instanceof TimeoutException
        || failure instanceof ByHandException;
  }

  private static String kind(Throwable failure) {
    if (failure == null) {
      return "value";
    }
    return failure instanceof IoctlException ioctl
        ? "error " + ioctl.error()
        : failure.getClass().getSimpleName();
  }

  /** Waits until every future has ended, and tells how. */
  void untilAllEnded(String suite) {
    Load.until(suite + ": every future has ended, " + this, () -> ended.sum() == expected.sum());
    System.out.println(suite + ": " + this);
    Throwable unexpected = strange.get();
    if (unexpected != null) {
      throw new AssertionError("a future ended with what is not documented", unexpected);
    }
  }

  @Override
  public String toString() {
    return ended + " of " + expected + " futures ended: " + new TreeMap<>(kinds);
  }

  /** What a user completes a future with. */
  static final class ByHandException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
