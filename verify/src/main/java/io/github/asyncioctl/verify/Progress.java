package io.github.asyncioctl.verify;

import java.io.PrintStream;

/** The progress that the user sees: a line every 50 items, and each item that does not pass. */
final class Progress {
  private static final int EVERY = 50;

  private final PrintStream out;
  private int items;

  Progress(PrintStream out) {
    this.out = out;
  }

  void begins(Part part) {
    items = 0;
    out.println(part.name() + " ...");
  }

  void found(Item item) {
    items++;
    if (item.status() != Status.PASSED) {
      out.print(Report.line(item));
    } else if (items % EVERY == 0) {
      out.println("  " + items + " so far");
    }
  }

  void ended(PartResult part) {
    out.print(Report.line(part));
  }
}
