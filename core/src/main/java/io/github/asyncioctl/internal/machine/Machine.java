package io.github.asyncioctl.internal.machine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.waits.WaitPort;
import java.util.List;

/** What stands in for Windows under one engine. */
public interface Machine {
  /** Takes the IOCTLs. */
  Kernel kernel();

  /** Takes the waits. */
  WaitPort waits();

  /** Knows the sockets. */
  MachineSockets sockets();

  /** The network interfaces that there are now. */
  List<Adapter> adapters();
}
