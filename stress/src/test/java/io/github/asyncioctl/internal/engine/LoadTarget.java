package io.github.asyncioctl.internal.engine;

import java.io.IOException;

/** A handle that stays open. */
record LoadTarget(long handle, boolean isSocket) implements Target {
  @Override
  public IOException refusal() {
    return null;
  }
}
