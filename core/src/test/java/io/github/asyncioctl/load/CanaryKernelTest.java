package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.socket.NativeSocket;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.windows.OnWindows;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The canary finds what it is there for. */
@OnWindows
@Tag("load")
class CanaryKernelTest {
  private static final int FIONREAD = 0x4004667F;
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

  /** A small block of an operation that has ended, while its engine lives on. */
  @Test
  void writeToABlockThatAnEngineWouldPoolIsFound() throws Exception {
    CanaryKernel unpooled = CanaryKernel.unpooled(new Win32Kernel(), 64L << 20);
    AtomicLong address = new AtomicLong();
    Kernel noting =
        (Kernel)
            Proxy.newProxyInstance(
                Kernel.class.getClassLoader(),
                new Class<?>[] {Kernel.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("socketIoctl")) {
                    address.set((long) args[4]);
                  }
                  return method.invoke(unpooled, args);
                });
    Settings settings =
        new Settings("late", null, Duration.ofSeconds(5), Set.of(), Set.of(), System::nanoTime);
    try (Engine engine = new Engine(noting, settings, TestFailures.failures())) {
      engine
          .submit(new NativeSocket(0x7FFF0004L, null), FIONREAD, null, 100, Form.RAW)
          .handle((answer, failure) -> failure)
          .get(20, TimeUnit.SECONDS);
      assertThat(unpooled.freed()).isEqualTo(1);
      unpooled.check();
      Raw.bytes(address.get(), 100).put(99, (byte) 0);
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(unpooled::check)
          .withMessageContaining("after the release");
    }
  }

  @Test
  void writeBehindABlockThatSaysItIsLargerIsFound() throws KernelException {
    CanaryKernel unpooled = CanaryKernel.unpooled(new Win32Kernel(), KEPT_BYTES);
    NativeMemory block = unpooled.allocate(64);
    assertThatCode(unpooled::check).doesNotThrowAnyException();
    block.buffer().put(64, (byte) 0);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(unpooled::check)
        .withMessageContaining("behind the memory");
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
  void writeAfterReleaseIsFoundWhenAllIsGivenBack() {
    canary.free(memory);
    memory.buffer().put(0, (byte) 0);
    canary.releaseKept();
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
