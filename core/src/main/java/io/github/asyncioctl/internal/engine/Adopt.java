package io.github.asyncioctl.internal.engine;

import java.util.concurrent.Executor;

/**
 * An operation that was issued on its caller's thread, and is pending, on its way to the waiter.
 */
final class Adopt extends Command {
  private final InlineSlot inlineSlot;
  private final Operation<?> operation;

  Adopt(InlineSlot inlineSlot, Operation<?> operation) {
    this.inlineSlot = inlineSlot;
    this.operation = operation;
  }

  @Override
  void perform(Waiter waiter) {
    waiter.inFlight().adopt(inlineSlot, operation);
  }

  @Override
  void refused(Engine engine, Executor completer) {
    engine.retain(operation, completer);
  }
}
