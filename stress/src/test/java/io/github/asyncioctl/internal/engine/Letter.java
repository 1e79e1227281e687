package io.github.asyncioctl.internal.engine;

import java.util.concurrent.Executor;

/** A command that is its name. */
final class Letter extends Command {
  private final String name;

  Letter(String name) {
    this.name = name;
  }

  /** The names of a list of commands, in its order. */
  static String names(Command first) {
    StringBuilder names = new StringBuilder();
    for (Command each = first; each != null; each = each.next) {
      names.append(((Letter) each).name);
    }
    return names.toString();
  }

  @Override
  void perform(Waiter waiter) {
    throw new UnsupportedOperationException();
  }

  @Override
  void refused(Engine engine, Executor completer) {
    throw new UnsupportedOperationException();
  }
}
