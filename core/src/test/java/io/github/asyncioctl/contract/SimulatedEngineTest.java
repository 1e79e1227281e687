package io.github.asyncioctl.contract;

import io.github.asyncioctl.sim.SimulatedBench;

class SimulatedEngineTest extends EngineContract {
  @Override
  protected Bench newBench() {
    return new SimulatedBench();
  }
}
