package io.github.asyncioctl.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What goes from thread to thread with its own links, so that no step on its way needs memory that
 * may not be there: through the mailbox to the waiter, through a queue to the completion workers.
 */
public abstract class Linked implements Runnable {
  /** The next one in the mailbox. */
  @Nullable Linked inMailbox;

  /** The next one in the workers' queue. */
  @Nullable Linked inQueue;

  /** Whether it is in that queue; guarded by the queue's lock. */
  boolean isQueued;

  /** Of anybody who has something to send. */
  protected Linked() {}

  /** The next one of those that were taken out of the mailbox. */
  public final @Nullable Linked nextInMailbox() {
    return inMailbox;
  }
}
