package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SelfTest;
import org.junit.jupiter.api.Test;

/** The self-check passes where the library works, and leaves nothing. */
@OnWindows
class SelfTestTest {
  @Test
  void passesAndLeavesNothing() {
    SelfTest test = AsyncIoctl.selfTest();
    assertThat(test.checks()).hasSize(6).allMatch(SelfTest.Check::passed, test.toString());
    assertThat(test.passed()).isTrue();
    assertThat(test.toString()).endsWith("\nPASSED");
    Waits.untilNoLibraryThreads();
  }
}
