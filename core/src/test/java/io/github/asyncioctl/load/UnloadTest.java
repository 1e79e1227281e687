package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.OnWindows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The class loader of this library and of JNA is let go of, or closed, with work pending. */
@OnWindows
@Tag("load")
class UnloadTest {
  /** With what JNA holds on to given up (see docs/safety.md), nothing of this library's is left. */
  @Test
  void theLoaderOfAClosedEngineIsCollected() throws Exception {
    Child child = run("closed");
    assertThat(child.output())
        .contains("pending: 100", "retained: 0", "unfinished: 0", "disposed: true", "threads: []")
        .contains("unwrap: not a socket: java.util.logging.Level")
        .contains("collected: true");
  }

  /** Nobody refers to anything of it; the waiter works on, and the memory stays. */
  @Test
  void anEngineThatNobodyClosedWorksOn() throws Exception {
    Child child = run("abandoned");
    assertThat(child.output())
        .contains("pending: 100", "collected: false", "waiters: 1", "completed: true")
        .contains("still collected: false");
  }

  /** No class can be loaded any more: what was pending ends all the same. */
  @Test
  void aLoaderThatIsClosedUnderAnEngineStopsNothing() throws Exception {
    Child child = run("cut");
    assertThat(child.output())
        .contains("pending: 100", "completed: true", "retained: 0", "unfinished: 0", "threads: []")
        .contains("cancelled: 50");
  }

  private static Child run(String fate) throws Exception {
    Child child = Child.run(UnloadMain.class, fate);
    assertThat(child.exitCode()).as(String.join("\n", child.output())).isZero();
    assertThat(child.output())
        .contains("second: 100", "second closed: 0", "second unfinished: 0", Child.LEAVING);
    return child;
  }
}
