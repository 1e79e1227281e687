package io.github.asyncioctl;

import java.nio.channels.Channel;
import java.util.function.BooleanSupplier;

/**
 * The owner of a SOCKET that the user has named.
 *
 * @param owner as it was named
 * @param open whether the SOCKET is open
 */
record NamedOwner(Object owner, BooleanSupplier open) implements Channel {
  @Override
  public boolean isOpen() {
    return open.getAsBoolean();
  }

  @Override
  public void close() {
    // The SOCKET is its owner's to close.
  }

  /** What the user has named, if this is it. */
  static Object behind(Object owner) {
    return owner instanceof NamedOwner named ? named.owner() : owner;
  }
}
