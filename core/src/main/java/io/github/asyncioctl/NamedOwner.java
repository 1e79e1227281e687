package io.github.asyncioctl;

import java.nio.channels.Channel;
import java.util.function.BooleanSupplier;

/**
 * The owner of a SOCKET that the user has passed.
 *
 * @param owner the object that owns the SOCKET
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

  /** The user's object, if this is such an owner. */
  static Object behind(Object owner) {
    return owner instanceof NamedOwner named ? named.owner() : owner;
  }
}
