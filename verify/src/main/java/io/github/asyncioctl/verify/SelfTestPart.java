package io.github.asyncioctl.verify;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SelfTest;
import java.util.function.Consumer;

/** What the library needs of a machine. */
final class SelfTestPart implements Part {
  @Override
  public String name() {
    return "self-test";
  }

  @Override
  public void run(Consumer<Item> found) {
    for (SelfTest.Check each : AsyncIoctl.selfTest().checks()) {
      Status status = each.passed() ? Status.PASSED : Status.FAILED;
      found.accept(new Item(each.name(), status, each.reason()));
    }
  }
}
