package io.github.asyncioctl;

import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Goes the way of an operation once before anybody else does. A class whose initialiser runs into
 * the end of a stack, or of memory, is unusable for the rest of the JVM's life; here is room for
 * it. The operations are on a handle that is none, so the system refuses each of them.
 */
final class Rehearsal {
  /** ERROR_INVALID_HANDLE. */
  private static final int REFUSED = 6;

  private static final int AT_ONCE = 4;
  private static final int BY_WAITER = 8;

  /** What the ways below do not come by. */
  private static final List<Class<?>> OTHERS =
      List.of(
          Ioctls.class,
          IoctlStats.class,
          OverlappedResult.class,
          PendingIoctl.class,
          SocketHandle.class,
          TypedForm.class,
          Names.class,
          AtOnce.class);

  private Rehearsal() {}

  static void run(Kernel kernel) throws KernelException, IllegalAccessException {
    for (Class<?> each : OTHERS) {
      MethodHandles.lookup().ensureInitialized(each);
    }
    Settings settings =
        new Settings(
            "asyncioctl-rehearsal",
            null,
            Duration.ofSeconds(1),
            Set.of(),
            Set.of(AT_ONCE),
            System::nanoTime);
    try (AsyncIoctl io = new AsyncIoctl(new Engine(kernel, settings, Names.FAILURES))) {
      await(io.deviceIoctlAsync(0, AT_ONCE, null, AT_ONCE));
      await(io.deviceIoctlAsync(0, BY_WAITER, null, AT_ONCE));
      await(
          io.overlappedAsync(OverlappedCall.on(0, "none").start((overlapped, memory) -> REFUSED)));
      io.deviceIoctlAsync(0, BY_WAITER, null, AT_ONCE).cancel(true);
      io.deviceIoctlAsync(0, BY_WAITER, null, AT_ONCE).complete(null);
    }
  }

  private static void await(CompletableFuture<?> refused) {
    Object unused = refused.handle((value, failure) -> String.valueOf(failure)).join();
  }
}
