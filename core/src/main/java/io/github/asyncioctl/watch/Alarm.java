package io.github.asyncioctl.watch;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An operation of the engine that ends with the next change of its kind, armed again each time. */
final class Alarm {
  /** The kind of change that it reports. */
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

  /** Records an end; returns false if it is not the end of the armed operation. */
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
