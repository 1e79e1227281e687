package io.github.asyncioctl.watch;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An operation of the engine that ends with the next change of its sort, armed again each time. */
final class Alarm {
  /** What it tells of. */
  enum Sort {
    ADDRESSES,
    ROUTES
  }

  private final Sort sort;
  private final Supplier<? extends CompletableFuture<?>> operation;
  private @Nullable CompletableFuture<?> armed;

  Alarm(Sort sort, Supplier<? extends CompletableFuture<?>> operation) {
    this.sort = sort;
    this.operation = operation;
  }

  Sort sort() {
    return sort;
  }

  /**
   * Issues the operation, unless it is pending.
   *
   * @return what was issued; null if nothing
   */
  @Nullable CompletableFuture<?> arm() {
    if (armed != null) {
      return null;
    }
    CompletableFuture<?> issued = operation.get();
    armed = issued;
    return issued;
  }

  /** Takes note of an end; returns false if it is not that of the operation that is armed. */
  boolean hasEnded(CompletableFuture<?> issued) {
    if (armed != issued) {
      return false;
    }
    armed = null;
    return true;
  }

  void cancel() {
    CompletableFuture<?> pending = armed;
    armed = null;
    if (pending != null) {
      pending.cancel(false);
    }
  }
}
