package io.github.asyncioctl.internal.engine;

/** An item that is its name. */
final class Letter extends Linked {
  private final String name;

  Letter(String name) {
    this.name = name;
  }

  /** The names of what was in a mailbox, in its order. */
  static String names(Linked first) {
    StringBuilder names = new StringBuilder();
    for (Linked each = first; each != null; each = each.inMailbox) {
      names.append(((Letter) each).name);
    }
    return names.toString();
  }

  @Override
  public void run() {
    throw new UnsupportedOperationException();
  }
}
