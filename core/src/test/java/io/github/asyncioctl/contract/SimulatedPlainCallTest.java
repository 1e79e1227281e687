package io.github.asyncioctl.contract;

import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.SimulatedBench;
import io.github.asyncioctl.sim.SimulatedKernel;
import org.junit.jupiter.api.Nested;

/** The contract of plain calls on the simulated kernel, in the ways of either system. */
class SimulatedPlainCallTest {
  @Nested
  class OnWine extends PlainCallContract {
    @Override
    protected Bench newBench() {
      return new SimulatedBench(new SimulatedKernel(Personality.WINE));
    }
  }

  @Nested
  class OnWindows extends PlainCallContract {
    @Override
    protected Bench newBench() {
      return new SimulatedBench(new SimulatedKernel(Personality.WINDOWS));
    }
  }
}
