package io.github.asyncioctl.test;

import io.github.asyncioctl.contract.Bench;
import io.github.asyncioctl.contract.PlainCallContract;

/** What calls that wait promise on Windows, they promise on the fake. */
class FakePlainCallTest extends PlainCallContract {
  @Override
  protected Bench newBench() {
    return new FakeBench();
  }
}
