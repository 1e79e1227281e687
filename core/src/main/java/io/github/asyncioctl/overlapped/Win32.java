package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.internal.kernel.ForeignCalls;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import io.github.asyncioctl.internal.win32.JnaCalls;
import io.github.asyncioctl.internal.win32.Win32Overlapped;

/** Win32 on this machine, loaded on first use. */
final class Win32 {
  private static final class Holder {
    static final OverlappedPort PORT = new Win32Overlapped();
    static final ForeignCalls CALLS = new JnaCalls();
  }

  private Win32() {}

  static OverlappedPort port() {
    requireSupported();
    return Holder.PORT;
  }

  static ForeignCalls calls() {
    requireSupported();
    return Holder.CALLS;
  }

  private static void requireSupported() {
    AsyncIoctl.unsupportedReason()
        .ifPresent(
            reason -> {
              throw new UnsupportedOperationException(reason);
            });
  }
}
