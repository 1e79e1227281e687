package io.github.asyncioctl.datagram;

import io.github.asyncioctl.windows.OnWindows;
import org.junit.jupiter.api.Nested;

/** The contract on the kernel of this machine. */
@OnWindows
class Win32ReceiveTest {
  @Nested
  class Blocking extends ReceiveContract {
    @Override
    protected Rig newRig() throws Exception {
      return new Win32Rig(true);
    }
  }

  @Nested
  class NonBlocking extends ReceiveContract {
    @Override
    protected Rig newRig() throws Exception {
      return new Win32Rig(false);
    }
  }
}
