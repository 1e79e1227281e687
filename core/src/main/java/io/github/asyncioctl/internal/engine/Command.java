package io.github.asyncioctl.internal.engine;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What other threads ask of the waiter. Each instance is posted once. */
abstract class Command {
  /** The link of the mailbox's list. */
  @Nullable Command next;

  /** Carries it out, on the waiter's thread. */
  abstract void perform(Waiter waiter);

  /**
   * The engine has ended, and nobody will perform it.
   *
   * @param completer completes the future of an operation
   */
  abstract void refused(Engine engine, Executor completer);
}
