package io.github.asyncioctl.internal.waits;

import io.github.asyncioctl.internal.engine.Target;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What failures, events and lists show of a wait. */
record WaitTarget(String function, long handle) implements Target {
  /** The function that has a wait while it pends. */
  static final String WAITING = "RegisterWaitForSingleObject";

  @Override
  public boolean isSocket() {
    return false;
  }

  @Override
  public @Nullable IOException refusal() {
    return null;
  }
}
