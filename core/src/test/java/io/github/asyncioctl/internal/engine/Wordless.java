package io.github.asyncioctl.internal.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A socket of which no failure can tell anything: there is no memory for the words.
 *
 * @param thrown by whoever asks for the handle
 */
record Wordless(Error thrown) implements Target {
  @Override
  public long handle() {
    throw thrown;
  }

  @Override
  public boolean isSocket() {
    return true;
  }

  @Override
  public @Nullable IOException refusal() {
    return null;
  }
}
