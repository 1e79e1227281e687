package io.github.asyncioctl.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A JDK that was linked without the module jdk.jfr does all the rest. */
@Timeout(120)
class WithoutRecorderTest {
  /** In a JVM of its own. */
  public static final class Program {
    public static void main(String[] args) throws Exception {
      if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
        throw new AssertionError("this JDK has a recorder");
      }
      SimulatedKernel kernel = new SimulatedKernel();
      kernel.react(0x4004667F, Reaction.succeed(new byte[4]));
      kernel.react(0x28000017, Reaction.pend());
      try (AsyncIoctl io = SimulatedIo.open(kernel, null)) {
        SocketHandle socket = SocketHandle.ofRaw(1);
        io.ioctlAsync(socket, 0x4004667F, null, 4).get(20, TimeUnit.SECONDS);
        var future = io.ioctlAsync(socket, 0x28000017, null);
        kernel.complete(kernel.awaitPending(1).get(0), 0);
        future.get(20, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the same everywhere; Linux's JVMs start fast")
  void everythingElseWorks() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base,java.logging,java.naming,java.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
