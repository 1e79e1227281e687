package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.windows.OnWindows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The canary finds what it is there for. */
@OnWindows
@Tag("load")
class CanaryKernelTest {
  private static final int KEPT_BYTES = 1000;

  private final CanaryKernel canary = new CanaryKernel(new Win32Kernel(), KEPT_BYTES);
  private final NativeMemory memory = canary.allocate(100);

  CanaryKernelTest() throws KernelException {}

  private void assertFound(String what) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(canary::check)
        .withMessageContaining(what);
  }

  @Test
  void rightUseIsNothingToTellOf() throws KernelException {
    assertThat(memory.address() % 16).isZero();
    memory.clear(0, 100);
    assertThat(canary.livePieces()).isEqualTo(1);
    canary.free(memory);
    assertThat(canary.livePieces()).isZero();
    long event = canary.createEvent();
    canary.setEvent(event);
    assertThat(canary.openEvents()).isEqualTo(1);
    canary.closeEvent(event);
    assertThat(canary.openEvents()).isZero();
    assertThatCode(canary::check).doesNotThrowAnyException();
  }

  @Test
  void writeAfterReleaseIsFound() {
    canary.free(memory);
    memory.buffer().put(99, (byte) 0);
    assertFound("after the release");
  }

  @Test
  void writeAfterReleaseIsFoundWhenTheMemoryGoes() {
    canary.free(memory);
    memory.buffer().put(0, (byte) 0);
    for (int i = 0; i < KEPT_BYTES / 100; i++) {
      canary.free(canary.allocate(100));
    }
    assertThat(canary.freed()).isEqualTo(1 + KEPT_BYTES / 100);
    assertFound("after the release");
  }

  @Test
  void writeBehindTheEndIsFound() {
    NativeMemory more = new NativeMemory(memory.address(), Raw.bytes(memory.address(), 101));
    more.buffer().put(100, (byte) 0);
    assertFound("behind the memory");
    more.buffer().put(100, (byte) 0xB1);
    assertThatCode(canary::check).doesNotThrowAnyException();
    more.buffer().put(100, (byte) 0);
    canary.free(memory);
    assertFound("behind the memory");
  }

  @Test
  void secondReleaseIsRefused() {
    canary.free(memory);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> canary.free(memory));
    assertFound("freed twice");
  }

  @Test
  void eventThatIsClosedTwiceOrSetLateIsRefused() throws KernelException {
    long event = canary.createEvent();
    canary.closeEvent(event);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> canary.setEvent(event));
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> canary.closeEvent(event));
    assertFound("set that is not open");
  }
}
