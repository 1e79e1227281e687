package io.github.asyncioctl.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.contract.Bench;
import io.github.asyncioctl.contract.Door;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The fake as a bench for the contracts that Windows keeps, too. */
final class FakeBench implements Bench {
  private static final int DOOR = 0x00110008;

  private final FakeIoctl fake = new FakeIoctl().leavePending(DOOR);
  private final AtomicLong handles = new AtomicLong(0x7000);

  @Override
  public Kernel kernel() {
    return fake.kernel();
  }

  @Override
  public LongSupplier clock() {
    return System::nanoTime;
  }

  @Override
  public Door door() {
    return new FakeDoor(new Handle(handles.addAndGet(4), false));
  }

  @Override
  public Target socketWith(int bytes) {
    fake.answer(Ioctls.FIONREAD, (long) bytes);
    return new Handle(handles.addAndGet(4), true);
  }

  @Override
  public void passTime() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
  }

  /** What the waiter issues belongs to no thread that exits. */
  @Override
  public void threadExits() {}

  /** What every test ends with: the engine has given everything back. */
  @Override
  public void close() {
    assertThat(fake.pending()).isEmpty();
    assertThat(fake.kernel().blocks()).as("blocks of memory").isZero();
    assertThat(fake.kernel().openEvents()).isEmpty();
  }

  private record Handle(long handle, boolean isSocket) implements Target {
    @Override
    public IOException refusal() {
      return null;
    }
  }

  private final class FakeDoor implements Door {
    private final Handle target;

    FakeDoor(Handle target) {
      this.target = target;
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
      for (PendingCall each : fake.pending()) {
        if (each.call().handle() == target.handle()) {
          each.complete();
        }
      }
    }

    @Override
    public void close() {
      fake.closeHandle(target.handle());
    }
  }
}
