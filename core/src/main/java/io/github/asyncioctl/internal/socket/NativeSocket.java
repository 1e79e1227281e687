package io.github.asyncioctl.internal.socket;

import io.github.asyncioctl.internal.engine.Target;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A SOCKET with the Java object that owns it.
 *
 * @param handle the SOCKET's value
 * @param owner the Java object, which stays reachable for as long as this; null if unknown
 * @param liveness whether the SOCKET is open
 */
public record NativeSocket(long handle, @Nullable Object owner, Liveness liveness)
    implements Target {
  /** Tells whether a SOCKET is open: at once, without a lock, on any thread. */
  @FunctionalInterface
  public interface Liveness {
    /** Why nothing may be issued any more, or null. */
    @Nullable IOException refusal(@Nullable Object owner);
  }

  /** One for all: a pending operation has a SOCKET of its own, and nothing beside it. */
  private static final Liveness OF_OWNER =
      owner ->
          owner instanceof Channel channel && !channel.isOpen()
              ? new ClosedChannelException()
              : null;

  /** A SOCKET that is open as long as its owner is, if that is a channel; otherwise always. */
  public NativeSocket(long handle, @Nullable Object owner) {
    this(handle, owner, OF_OWNER);
  }

  /** A SOCKET that is open until its owner, which is no channel, is closed. */
  static NativeSocket of(long handle, Object owner, BooleanSupplier closed) {
    return new NativeSocket(
        handle,
        owner,
        any -> closed.getAsBoolean() ? new SocketException("Socket is closed") : null);
  }

  /** The same SOCKET, which keeps what it was found behind from being collected, too. */
  public NativeSocket behind(Object outer) {
    return new NativeSocket(handle, owner, new Behind(outer, liveness));
  }

  private record Behind(Object outer, Liveness inner) implements Liveness {
    @Override
    public @Nullable IOException refusal(@Nullable Object owner) {
      return inner.refusal(owner);
    }
  }

  /** The same SOCKET, of an owner that keeps this one and can be closed before it. */
  NativeSocket under(Object outer, BooleanSupplier closed) {
    return new NativeSocket(handle, outer, new Under(of(handle, outer, closed), this));
  }

  /** This and its owner stay reachable, too. */
  private record Under(NativeSocket outer, NativeSocket inner) implements Liveness {
    @Override
    public @Nullable IOException refusal(@Nullable Object owner) {
      IOException refusal = outer.refusal();
      return refusal != null ? refusal : inner.refusal();
    }
  }

  /**
   * The object that made the SOCKET; null if unknown. It is not the owner where that is layered
   * over it.
   */
  public @Nullable Object maker() {
    return liveness instanceof Under layered ? layered.inner.maker() : owner;
  }

  @Override
  public boolean isSocket() {
    return true;
  }

  @Override
  public @Nullable IOException refusal() {
    return liveness.refusal(owner);
  }
}
