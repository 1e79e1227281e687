package io.github.asyncioctl.verify;

import java.util.function.Consumer;

/** A part of the run. */
interface Part {
  /** Its name in the report. */
  String name();

  /**
   * Runs its checks on the calling thread.
   *
   * @param found receives each result as soon as it is known
   */
  void run(Consumer<Item> found);
}
