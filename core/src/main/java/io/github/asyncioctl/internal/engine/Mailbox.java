package io.github.asyncioctl.internal.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way from any thread to the waiter: a lock-free list, linked by {@link Linked#inMailbox}.
 * Sending allocates nothing. Only {@link #post} is for threads other than the one that empties it.
 */
public class Mailbox {
  private static final Linked CLOSED = new Closed();

  private final AtomicReference<@Nullable Linked> last = new AtomicReference<>();

  /** An empty one. */
  public Mailbox() {}

  /**
   * Sends an item, which must not be in any mailbox.
   *
   * @return false if the mailbox is closed; then the item still belongs to the sender
   */
  public boolean post(Linked item) {
    while (true) {
      Linked before = last.get();
      if (before == CLOSED) {
        return false;
      }
      item.inMailbox = before;
      if (last.compareAndSet(before, item)) {
        return true;
      }
    }
  }

  /** Whether nothing has come. */
  public boolean isEmpty() {
    return last.get() == null;
  }

  /** What has come, oldest first. */
  public @Nullable Linked takeAll() {
    return last.get() == null ? null : take(null);
  }

  /** Refuses everything from now on, and returns what came last. */
  public @Nullable Linked close() {
    return take(CLOSED);
  }

  private @Nullable Linked take(@Nullable Linked replacement) {
    Linked newest = last.getAndSet(replacement);
    Linked first = null;
    for (Linked item = newest == CLOSED ? null : newest; item != null; ) {
      Linked older = item.inMailbox;
      item.inMailbox = first;
      first = item;
      item = older;
    }
    return first;
  }

  private static final class Closed extends Linked {
    @Override
    public void run() {
      throw new AssertionError();
    }
  }
}
