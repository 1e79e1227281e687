package io.github.asyncioctl.internal.machine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the package of the API does for this project's other packages and artifacts only. The
 * internals do not know the API, so an engine and its builder are objects here. The class {@code
 * AsyncIoctl} sets it when it is initialised, which comes before there is any of them.
 */
public abstract class EngineAccess {
  private static volatile @Nullable EngineAccess access;

  /** For {@code AsyncIoctl}. */
  protected EngineAccess() {}

  /** Called once, by {@code AsyncIoctl}. */
  public static void set(EngineAccess implementation) {
    access = implementation;
  }

  /** For code that has an engine or a builder. */
  public static EngineAccess get() {
    return Objects.requireNonNull(access, "AsyncIoctl is not initialised");
  }

  /**
   * Opens an engine on a machine.
   *
   * @param builder an {@code AsyncIoctl.Builder}
   * @return an {@code AsyncIoctl}
   */
  public abstract Object open(Object builder, Machine machine);

  /**
   * What an engine was opened on.
   *
   * @param engine an {@code AsyncIoctl}
   * @return null if it is the Windows of this machine
   */
  public abstract @Nullable Machine machine(Object engine);

  /** What a {@code SocketHandle} is made of where there is no Windows. */
  public abstract void socketsOffWindows(MachineSockets sockets);
}
