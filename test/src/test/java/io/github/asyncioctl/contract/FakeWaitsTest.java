package io.github.asyncioctl.contract;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.test.FakeIoctl;
import io.github.asyncioctl.test.FakeWaitCheck;

/** What waits promise on Windows, they promise on the fake. */
class FakeWaitsTest extends WaitContract {
  @Override
  WaitBench bench() {
    return new Fake();
  }

  private static final class Fake implements WaitBench {
    private final FakeIoctl fake = new FakeIoctl();
    private final AsyncIoctl io = fake.open();

    @Override
    public AsyncIoctl io() {
      return io;
    }

    @Override
    public long manualEvent() {
      return fake.newEvent(true);
    }

    @Override
    public long autoEvent() {
      return fake.newEvent(false);
    }

    @Override
    public long semaphore() {
      return fake.newSemaphore();
    }

    @Override
    public long mutex() {
      return fake.newMutex();
    }

    @Override
    public long noHandle() {
      return 0x123454;
    }

    @Override
    public void signal(long handle) {
      fake.signal(handle);
    }

    @Override
    public boolean takeSignal(long handle) {
      return FakeWaitCheck.takeSignal(fake, handle);
    }

    @Override
    public void closeHandle(long handle) {
      fake.closeHandle(handle);
    }

    @Override
    public void check() {
      FakeWaitCheck.nothingIsLeft(fake);
    }

    @Override
    public void close() {}
  }
}
