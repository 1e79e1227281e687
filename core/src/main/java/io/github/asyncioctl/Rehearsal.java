package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Failures;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.waits.WaitPort;
import io.github.asyncioctl.internal.waits.Waits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs each path of an operation once before users do. If a class initialiser runs out of stack or
 * memory, the class stays unusable for the rest of the JVM's life; here there is enough of both.
 * The operations use an invalid handle, so the system refuses each of them.
 */
final class Rehearsal {
  private static final Target NONE =
      new Target() {
        @Override
        public long handle() {
          return 0;
        }

        @Override
        public boolean isSocket() {
          return false;
        }

        @Override
        public @Nullable IOException refusal() {
          return null;
        }
      };

  private static final int AT_ONCE = 4;
  private static final int BY_WAITER = 8;

  /** Classes that the paths below do not load, and that do not initialise each other: by name. */
  private static final List<String> OTHERS =
      List.of(
          "AtOnce",
          "Blocking",
          "CtlCode",
          "CtlCode$Access",
          "CtlCode$Method",
          "CtlCode$Types",
          "ErrorCodes",
          "IoctlStats",
          "OverlappedCall",
          "OverlappedResult",
          "PendingIoctl",
          "RawForm",
          "SocketHandle",
          "Sockets",
          "TypedForm",
          "WaitStats",
          "codes.Ioctls");

  private Rehearsal() {}

  static void run(Kernel kernel, Failures failures) throws Exception {
    for (String each : OTHERS) {
      Class.forName(Rehearsal.class.getPackageName() + "." + each);
    }
    try (Engine engine = engine(kernel, failures)) {
      for (int code : new int[] {AT_ONCE, BY_WAITER}) {
        Object unused = submit(engine, code).handle((value, refused) -> refused + "").join();
      }
      submit(engine, BY_WAITER).cancel(true);
      submit(engine, BY_WAITER).complete(NativeMemory.nothing());
    }
  }

  /** The same for waits, before the first one: a signal, a cancel and a close. */
  static WaitPort rehearsed(WaitPort port, Kernel kernel, Failures failures) {
    try (Engine engine = engine(kernel, failures)) {
      Waits waits = new Waits(() -> port, engine.companion(), System::nanoTime);
      long event = port.createEvent();
      try {
        CompletableFuture<?> signalled = waits.submit(event);
        kernel.setEvent(event);
        Object unused = signalled.handle((value, refused) -> refused + "").join();
        waits.submit(event).cancel(true);
        unused = waits.submit(event).handle((value, refused) -> refused + "");
      } finally {
        port.close(event);
        waits.askToClose();
        waits.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
      }
    } catch (KernelException e) { // the first wait will say so
      return port;
    }
    return port;
  }

  private static Engine engine(Kernel kernel, Failures failures) throws KernelException {
    return new Engine(
        kernel,
        new Settings(
            "asyncioctl-rehearsal",
            null,
            Duration.ofSeconds(1),
            Set.of(),
            Set.of(AT_ONCE),
            System::nanoTime),
        failures);
  }

  private static CompletableFuture<ByteBuffer> submit(Engine engine, int code) {
    return engine.submit(NONE, code, null, Integer.BYTES, Form.RAW);
  }
}
