package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.contract.Bench;
import io.github.asyncioctl.contract.Door;
import io.github.asyncioctl.internal.engine.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The simulated kernel as a bench for the contract. */
public final class SimulatedBench implements Bench {
  private static final int FIONREAD = 0x4004667F;
  private static final int DOOR = 0x00110008;

  private final SimulatedKernel kernel;
  private final AtomicLong handles = new AtomicLong(0x10000);

  public SimulatedBench(SimulatedKernel kernel) {
    this.kernel = kernel;
    kernel.react(DOOR, Reaction.pend().closing(Personality.Closing.PIPE_LISTEN));
  }

  @Override
  public SimulatedKernel kernel() {
    return kernel;
  }

  @Override
  public LongSupplier clock() {
    return kernel::nanoTime;
  }

  @Override
  public Door door() {
    return new SimulatedDoor(handles.incrementAndGet());
  }

  @Override
  public Target socketWith(int bytes) {
    byte[] answer = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes).array();
    kernel.react(FIONREAD, Reaction.succeed(answer));
    return new SimulatedTarget(handles.incrementAndGet(), true);
  }

  @Override
  public void passTime() {
    kernel.advance(1);
    Thread.onSpinWait();
  }

  @Override
  public void threadExits() {
    kernel.threadExited(Thread.currentThread());
  }

  /** What every test ends with: nothing freed that was in use, nothing kept, nothing at a port. */
  @Override
  public void close() {
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.packets()).isZero();
  }

  /** A handle that tests close by hand. */
  public static final class SimulatedTarget implements Target {
    private final long handle;
    private final boolean socket;
    private volatile boolean closed;

    public SimulatedTarget(long handle, boolean socket) {
      this.handle = handle;
      this.socket = socket;
    }

    @Override
    public long handle() {
      return handle;
    }

    @Override
    public boolean isSocket() {
      return socket;
    }

    @Override
    public IOException refusal() {
      return closed ? new ClosedChannelException() : null;
    }

    /** Refuses operations from now on. */
    public void close() {
      closed = true;
    }
  }

  private final class SimulatedDoor implements Door {
    private final SimulatedTarget target;

    SimulatedDoor(long handle) {
      target = new SimulatedTarget(handle, false);
    }

    @Override
    public Target target() {
      return target;
    }

    @Override
    public int code() {
      return DOOR;
    }

    @Override
    public void open() {
      for (PendingIoctl each : kernel.pendings()) {
        if (each.handle() == target.handle()) {
          kernel.completeIfPending(each, 0);
        }
      }
    }

    /** Of a handle that is no Java object's, nobody but the kernel knows that it was closed. */
    @Override
    public void close() {
      kernel.handleClosed(target.handle());
    }
  }
}
