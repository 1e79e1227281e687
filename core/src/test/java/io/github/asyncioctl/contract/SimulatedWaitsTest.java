package io.github.asyncioctl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedWaits;
import io.github.asyncioctl.sim.SimulatedWaits.Kind;
import java.util.HashSet;
import java.util.Set;

/** Waits on the simulated thread pool. */
class SimulatedWaitsTest extends WaitContract {
  @Override
  WaitBench bench() throws Exception {
    return new Simulated();
  }

  private static final class Simulated implements WaitBench {
    private final SimulatedWaits system = new SimulatedWaits();
    private final Set<Long> owned = new HashSet<>();
    private final AsyncIoctl io =
        SimulatedIo.open(new SimulatedKernel(Personality.WINDOWS), null, system);

    Simulated() throws Exception {}

    @Override
    public AsyncIoctl io() {
      return io;
    }

    private long own(Kind kind) {
      long handle = system.create(kind);
      owned.add(handle);
      return handle;
    }

    @Override
    public long manualEvent() {
      return own(Kind.MANUAL);
    }

    @Override
    public long autoEvent() {
      return own(Kind.AUTO);
    }

    @Override
    public long semaphore() {
      return own(Kind.SEMAPHORE);
    }

    @Override
    public long mutex() {
      return own(Kind.MUTEX);
    }

    @Override
    public long noHandle() {
      return 0x123454;
    }

    @Override
    public void signal(long handle) {
      system.signal(handle);
    }

    @Override
    public boolean takeSignal(long handle) {
      return system.isSignalled(handle);
    }

    @Override
    public void closeHandle(long handle) {
      owned.remove(handle);
      system.closeOwners(handle);
    }

    @Override
    public void check() {
      assertThat(system.violations()).isEmpty();
      assertThat(system.registered()).as("waits that the pool has").isZero();
      assertThat(system.openHandles()).as("handles").isEqualTo(owned.size());
    }

    @Override
    public void close() {
      owned.forEach(system::closeOwners);
    }
  }
}
