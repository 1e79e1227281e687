package io.github.asyncioctl.watch;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session whose two operations are IOCTLs. Both must go through the engine's waiter, which issues
 * operations in the order of submission, so that the read follows the arm.
 */
final class IoctlSession<V> implements Source.Session<V> {
  private static final Notices LOG = new Notices(IoctlSession.class);

  private final Closeable socket;
  private final Supplier<? extends CompletableFuture<?>> change;
  private final Supplier<CompletableFuture<V>> query;
  private @Nullable CompletableFuture<?> armed;

  /**
   * @param socket closed with the session
   * @param change issues the operation that ends with the next change; returns the operation's own
   *     future, not a dependent, so that it can be cancelled
   * @param query issues the operation that reads
   */
  IoctlSession(
      Closeable socket,
      Supplier<? extends CompletableFuture<?>> change,
      Supplier<CompletableFuture<V>> query) {
    this.socket = socket;
    this.change = change;
    this.query = query;
  }

  @Override
  public CompletableFuture<?> arm() {
    CompletableFuture<?> mine = change.get();
    armed = mine;
    return mine;
  }

  @Override
  public CompletableFuture<V> read() {
    return query.get();
  }

  @Override
  public void close() {
    if (armed != null) {
      armed.cancel(false);
    }
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("Could not close the socket of a watch", e);
    }
  }
}
