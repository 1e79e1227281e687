package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.internal.socket.NativeSocket;
import io.github.asyncioctl.internal.socket.SocketFinder;
import io.github.asyncioctl.internal.socket.SocketLookup;
import io.github.asyncioctl.internal.waits.WaitPort;
import io.github.asyncioctl.internal.win32.JniFieldReader;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.internal.win32.Win32Waits;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What this machine offers: on 64-bit Windows the kernel and the JDK's sockets, otherwise the
 * reason why not.
 */
final class Platform {
  /** Loaded on first use, so that the API's classes load everywhere. */
  private static final class Holder {
    static final Platform THIS = new Platform();
  }

  /** Loaded with the first wait. */
  private static final class Waiting {
    static final WaitPort PORT = Rehearsal.rehearsed(new Win32Waits(), kernel(), Names.FAILURES);
  }

  /** On other systems: the replacement for its sockets, if a fake has installed one. */
  private static volatile @Nullable SocketFinder standIn;

  private @Nullable Kernel kernel;
  private @Nullable SocketLookup sockets;
  private @Nullable String problem;
  private @Nullable Throwable cause;

  private Platform() {
    String system = System.getProperty("os.name", "unknown");
    if (!system.toLowerCase(Locale.ROOT).startsWith("windows")) {
      problem = "asyncioctl works on Windows only; this is " + system;
      return;
    }
    try {
      Kernel win32 = new Win32Kernel();
      sockets = new SocketLookup(new JniFieldReader());
      kernel = win32;
      // What a failure needs is loaded here, and not where the stack or the memory is at its end,
      // or the class loader is closed.
      int unused = NtStatus.winsockError(NtStatus.CANCELLED);
      Target none = new NativeSocket(0, new Object());
      Objects.requireNonNull(
          Names.FAILURES.failure(none, 1, 10045, 1, 0, NativeMemory.nothing(), "").getMessage());
      Rehearsal.run(win32, Names.FAILURES);
    } catch (Throwable e) { // JNA's own initialiser throws a plain Error
      problem = problem(e);
      cause = e;
    }
  }

  /** An older JNA lacks a class: the JVM names it with slashes. */
  static String problem(Throwable failure) {
    String words = String.valueOf(failure.getMessage());
    boolean isOld = failure instanceof LinkageError && words.startsWith("com/sun/jna/");
    return (isOld
            ? "asyncioctl needs JNA 5.13 or later: "
            : "asyncioctl cannot reach Win32 through JNA: ")
        + reason(failure);
  }

  /** The JVM wraps the failure of an initialiser in an error without a message. */
  static String reason(Throwable failure) {
    Throwable told = failure;
    while (told.getMessage() == null && told.getCause() != null) {
      told = told.getCause();
    }
    String message = told.getMessage();
    if (message == null) {
      return failure.toString();
    }
    // IllegalCallerException has no other cause here.
    return told instanceof IllegalCallerException
        ? message
            + "; start the JVM with --enable-native-access=com.sun.jna, or =ALL-UNNAMED on"
            + " a class path"
        : message;
  }

  static @Nullable String problem() {
    return Holder.THIS.problem;
  }

  static Kernel kernel() {
    return require(Holder.THIS.kernel);
  }

  static WaitPort waits() {
    return Waiting.PORT;
  }

  static SocketFinder sockets() {
    SocketFinder own = Holder.THIS.sockets;
    return require(own != null ? own : standIn);
  }

  static void socketsOffWindows(SocketFinder sockets) {
    standIn = sockets;
  }

  private static <T> T require(@Nullable T part) {
    if (part == null) {
      throw new UnsupportedOperationException(Holder.THIS.problem, Holder.THIS.cause);
    }
    return part;
  }
}
