package io.github.asyncioctl.datagram;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.internal.kernel.DatagramPort;
import io.github.asyncioctl.internal.win32.Win32Datagrams;

/** Win32 on this machine, loaded on first use. */
final class Win32 {
  private static final class Holder {
    static final DatagramPort PORT = new Win32Datagrams();
  }

  private Win32() {}

  static DatagramPort port() {
    AsyncIoctl.unsupportedReason()
        .ifPresent(
            reason -> {
              throw new UnsupportedOperationException(reason);
            });
    return Holder.PORT;
  }
}
