package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedWaits;
import io.github.asyncioctl.sim.SimulatedWaits.Kind;
import io.github.asyncioctl.windows.Waits;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process is waited for by its number, with a handle of the engine's own. */
@Timeout(60)
class WaitForProcessTest {
  private final SimulatedWaits system = new SimulatedWaits();
  private final long ending = system.create(Kind.MANUAL);
  private AsyncIoctl io;

  /** Its number is the value of its handle, as the simulated system has it. */
  private final class Numbered extends Process {
    @Override
    public long pid() {
      return ending;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() {
      throw new AssertionError("a thread would wait for it");
    }

    @Override
    public int exitValue() {
      throw new IllegalThreadStateException();
    }

    @Override
    public void destroy() {
      throw new AssertionError("not ours to end");
    }
  }

  @BeforeEach
  void open() throws Exception {
    io = SimulatedIo.open(new SimulatedKernel(), null, system);
  }

  @AfterEach
  void close() {
    io.close();
    assertThat(system.violations()).isEmpty();
    assertThat(system.openHandles()).as("the process's own").isEqualTo(1);
  }

  @Test
  void itsEndCompletesTheFuture() throws Exception {
    CompletableFuture<Void> future = io.waitAsync(new Numbered());
    assertThat(future).isNotDone();
    system.signal(ending);
    assertThat(Waits.get(future)).isNull();
    assertThat(io.waitAsync(new Numbered())).isCompletedWithValue(null);
  }

  @Test
  void whatCannotBeWaitedForIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> io.waitAsync((Process) null))
        .withMessage("process");
    io.close();
    assertThatIllegalStateException().isThrownBy(() -> io.waitAsync(new Numbered()));
    assertThatIllegalStateException().isThrownBy(() -> io.waitAsync(ending));
  }
}
