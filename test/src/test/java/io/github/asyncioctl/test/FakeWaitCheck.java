package io.github.asyncioctl.test;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks into the objects of a fake. */
public final class FakeWaitCheck {
  private FakeWaitCheck() {}

  /** Whether an object is signalled; takes the signal. */
  public static boolean takeSignal(FakeIoctl fake, long handle) {
    return fake.objects().isSignalled(handle);
  }

  /** Nothing of a wait is left. */
  public static void nothingIsLeft(FakeIoctl fake) {
    assertThat(fake.objects().waits()).as("waits").isZero();
    assertThat(fake.objects().duplicates()).as("handles of the library's").isZero();
  }
}
