package io.github.asyncioctl.test;

import io.github.asyncioctl.contract.Bench;
import io.github.asyncioctl.contract.EngineContract;

/** What an engine promises on Windows, it promises on the fake. */
class FakeEngineTest extends EngineContract {
  @Override
  protected Bench newBench() {
    return new FakeBench();
  }
}
