package io.github.asyncioctl.internal.jfr;

import org.jspecify.annotations.Nullable;

/**
 * What the recorder gets of an operation. The engine's classes name this type and not the event:
 * who reflects on them must not need the recorder.
 */
public interface OperationRecord {
  /** How it ended. */
  void outcome(int error, int status, long bytes);

  /** It ends now. Returns whether anybody wants to know. */
  boolean ends();

  /**
   * Records it.
   *
   * @param code the control code in words
   * @param atOnce whether it ended on the caller's thread
   */
  void commit(
      String engine,
      String function,
      String code,
      long handle,
      boolean atOnce,
      @Nullable Throwable failure);
}
