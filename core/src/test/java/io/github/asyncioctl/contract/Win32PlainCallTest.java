package io.github.asyncioctl.contract;

import io.github.asyncioctl.windows.OnWindows;

@OnWindows
class Win32PlainCallTest extends PlainCallContract {
  @Override
  protected Bench newBench() {
    return new Win32Bench();
  }
}
