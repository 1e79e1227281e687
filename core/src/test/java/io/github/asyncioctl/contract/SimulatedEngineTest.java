package io.github.asyncioctl.contract;

import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.Seed;
import io.github.asyncioctl.sim.SimulatedBench;
import io.github.asyncioctl.sim.SimulatedKernel;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on the simulated kernel, in the ways of either system. */
class SimulatedEngineTest {
  private static SimulatedKernel kernel(Personality personality) {
    return new SimulatedKernel(personality);
  }

  @Nested
  class OnWine extends EngineContract {
    @Override
    protected Bench newBench() {
      return new SimulatedBench(kernel(Personality.WINE));
    }
  }

  @Nested
  class OnWindows extends EngineContract {
    @Override
    protected Bench newBench() {
      return new SimulatedBench(kernel(Personality.WINDOWS));
    }
  }

  /** Where count, status and signal come one by one, and after the call has returned. */
  @Nested
  class OnWindowsThatTakesItsTime extends EngineContract {
    @RegisterExtension final Seed seed = new Seed();

    @Override
    protected Bench newBench() {
      return new SimulatedBench(kernel(Personality.WINDOWS).delay(seed.value()));
    }
  }
}
