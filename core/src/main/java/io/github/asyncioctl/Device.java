package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Target;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A handle of a file, pipe or device. */
record Device(long handle) implements Target {
  /** The function that issues device IOCTLs. */
  static final String FUNCTION = "DeviceIoControl";

  @Override
  public boolean isSocket() {
    return false;
  }

  @Override
  public @Nullable IOException refusal() {
    return null;
  }
}
