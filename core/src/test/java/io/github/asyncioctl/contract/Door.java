package io.github.asyncioctl.contract;

import io.github.asyncioctl.internal.engine.Target;

/** Something on which an operation is pending until somebody opens it. */
public interface Door extends AutoCloseable {
  /** What to issue the operation on. */
  Target target();

  /** The control code that pends. */
  int code();

  /** Lets the operation complete, now or as soon as it is issued. */
  void open();

  /** Closes the handle, which ends the operation. */
  @Override
  void close();
}
