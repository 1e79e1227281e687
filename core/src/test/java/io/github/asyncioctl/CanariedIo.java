package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;

/** The public API, as its builder opens it, on a kernel that somebody watches. */
public final class CanariedIo {
  private CanariedIo() {}

  /**
   * Opens an engine.
   *
   * @param name what the names of its threads begin with
   * @param drain how long closing waits for the kernel
   */
  public static AsyncIoctl open(Kernel kernel, String name, Duration drain) {
    Settings settings = new Settings(name, null, drain, AtOnce.CODES, Set.of(), System::nanoTime);
    try {
      return new AsyncIoctl(new Engine(kernel, settings, Names.FAILURES));
    } catch (KernelException e) {
      throw new UncheckedIOException(e);
    }
  }
}
