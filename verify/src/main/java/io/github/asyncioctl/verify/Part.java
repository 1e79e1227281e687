package io.github.asyncioctl.verify;

import java.util.function.Consumer;

/** A part of the run. */
interface Part {
  /** Its name in the report. */
  String name();

  /**
   * Tries each of its items, on the calling thread.
   *
   * @param found told of each as soon as it is known
   */
  void run(Consumer<Item> found);
}
