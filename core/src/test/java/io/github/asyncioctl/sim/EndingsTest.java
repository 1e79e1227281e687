package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The steps in which the simulated kernel ends operations. */
class EndingsTest {
  private static final int CODE = 1;

  /** What has been written when the starting call returns, and after each look. */
  private static List<String> course(long seed) throws KernelException {
    SimulatedKernel kernel = new SimulatedKernel(Personality.WINDOWS).delay(seed);
    kernel.react(CODE, Reaction.later(0, new byte[5]));
    NativeMemory memory = kernel.allocate(128);
    long event = kernel.createEvent();
    memory.buffer().putLong(24, event | 1).putLong(40, event);
    int result =
        kernel.socketIoctl(
            4, CODE, 0, 0, memory.address() + 64, 8, memory.address() + 32, memory.address());
    assertThat(result).isEqualTo(997);
    List<String> seen = new ArrayList<>();
    boolean signalled = false;
    while (!signalled) {
      seen.add(state(memory));
      // A wait goes on by one step; the signal ends it.
      signalled = kernel.waitForAny(memory.address() + 40, 1, 0) == 0;
    }
    assertThat(state(memory)).isEqualTo("count status");
    return seen;
  }

  private static String state(NativeMemory memory) {
    boolean count = memory.buffer().getLong(8) == 5;
    boolean status = memory.buffer().getLong(0) != NtStatus.PENDING;
    return (count ? "count" : "") + (status ? " status" : "");
  }

  @Test
  void aSeedSaysHowFarItHasComeWhenTheCallReturns() throws KernelException {
    Set<List<String>> courses = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      List<String> course = course(seed);
      assertThat(course(seed)).isEqualTo(course);
      courses.add(course);
    }
    // Before all of it; after the count; after the status; after the signal, or as good as that.
    assertThat(courses)
        .containsExactlyInAnyOrder(
            List.of("", "count", "count status"),
            List.of("count", "count status"),
            List.of("count status"));
  }

  @Test
  void withoutASeedEverythingIsThereWhenTheCallReturns() throws KernelException {
    SimulatedKernel kernel = new SimulatedKernel(Personality.WINDOWS);
    kernel.react(CODE, Reaction.later(0, new byte[5]));
    NativeMemory memory = kernel.allocate(128);
    memory.buffer().putLong(24, kernel.createEvent() | 1);
    int unused =
        kernel.socketIoctl(
            4, CODE, 0, 0, memory.address() + 64, 8, memory.address() + 32, memory.address());
    assertThat(state(memory)).isEqualTo("count status");
    assertThat(kernel.pendings()).isEmpty();
  }
}
