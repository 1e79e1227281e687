package io.github.asyncioctl.datagram;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** On the simulated kernel. */
final class SimulatedRig implements Rig {
  private final SimulatedKernel kernel;
  private final SimulatedSocket socket;
  private final AsyncIoctl io;
  private final SocketHandle handle;
  private volatile boolean open = true;

  SimulatedRig(Personality personality) throws Exception {
    kernel = new SimulatedKernel(personality);
    socket = new SimulatedSocket(kernel);
    byte[] function = new byte[Long.BYTES];
    ByteBuffer.wrap(function).order(ByteOrder.LITTLE_ENDIAN).putLong(SimulatedSocket.FUNCTION);
    kernel.react(ControlCodes.SIO_GET_EXTENSION_FUNCTION_POINTER, Reaction.succeed(function));
    io = SimulatedIo.open(kernel, null);
    handle = SocketHandle.ofRaw(SimulatedSocket.HANDLE, this, () -> open);
  }

  SimulatedKernel kernel() {
    return kernel;
  }

  SimulatedSocket simulatedSocket() {
    return socket;
  }

  @Override
  public AsyncIoctl io() {
    return io;
  }

  @Override
  public Object socket() {
    return handle;
  }

  @Override
  public Datagrams datagrams() {
    return Datagrams.on(io, handle, socket);
  }

  @Override
  public void send(byte... data) {
    socket.send(data);
  }

  @Override
  public void closeSocket() {
    open = false;
    kernel.handleClosed(SimulatedSocket.HANDLE);
  }

  @Override
  public List<String> violations() {
    List<String> violations = new ArrayList<>(kernel.violations());
    if (kernel.packets() != 0) {
      violations.add(kernel.packets() + " packets");
    }
    if (kernel.liveMemory() != 0) {
      violations.add(kernel.liveMemory() + " blocks of memory are left");
    }
    return violations;
  }

  @Override
  public void close() {
    io.close();
  }
}
