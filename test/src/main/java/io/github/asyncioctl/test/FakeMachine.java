package io.github.asyncioctl.test;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.machine.Adapter;
import io.github.asyncioctl.internal.machine.Machine;
import io.github.asyncioctl.internal.machine.MachineSockets;
import io.github.asyncioctl.internal.waits.WaitPort;
import java.util.List;

/** The fake's replacement for Windows. */
record FakeMachine(Kernel kernel, WaitPort waits, FakeNetwork network) implements Machine {
  @Override
  public MachineSockets sockets() {
    return FakeSockets.ALL;
  }

  @Override
  public List<Adapter> adapters() {
    return network.adapters();
  }
}
