package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of the outcomes of calls. */
class CallsTest {
  private static final int WARNING = 0x80000005;

  private final EngineParts parts = new EngineParts();
  private final SimulatedKernel kernel = parts.kernel;
  private final Calls calls = parts.shared.calls;
  private final Target socket = parts.socket;
  private final SimulatedTarget device = new SimulatedTarget(0x2000, false);

  private static ByteBuffer nothing() {
    return NativeMemory.nothing();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 16", "15, 16", "16, 16", "17, 32", "32, 32"})
  void anOutputIsAligned(int inLength, int offset) {
    assertThat(Calls.outOffset(inLength)).isEqualTo(offset);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0, 7, 5", // what the call says
    "-1, 0, 7, 7", // it says nothing
    "-2, 0, 0, 4294967294",
    "5, 0x80000005, 7, 7", // a warning: what the OVERLAPPED says
    "9, 0x80000005, 7, 9",
    "0, 0, 7, 0"
  })
  void aCountIsTheCallsOrTheOverlappeds(int returned, String status, long transferred, long count) {
    assertThat(Calls.countAtOnce(returned, Long.decode(status).intValue(), transferred))
        .isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0x103, 0", // success, and nobody wrote a status
    "0, 0x102, 0x102",
    "10022, 0x103, 0",
    "10022, 0, 0",
    "10022, 0x102, 0", // no status of a failure
    "10040, 0x80000005, 0x80000005"
  })
  void aStatusCountsIfItFitsTheError(int error, String status, String used) {
    assertThat(Calls.statusAtOnce(error, Long.decode(status).intValue()))
        .isEqualTo(Long.decode(used).intValue());
  }

  @Test
  void someFailuresHaveData() {
    assertThat(Calls.hasData(10040, WARNING)).isTrue();
    assertThat(Calls.hasData(10054, WARNING)).isTrue();
    assertThat(Calls.hasData(234, 0)).isTrue();
    assertThat(Calls.hasData(10040, 0)).isTrue();
    assertThat(Calls.hasData(10054, 0)).isFalse();
    assertThat(Calls.hasData(234, 0xC0000001)).isFalse();
    assertThat(Calls.hasData(10040, 0xC0000001)).isFalse();
  }

  @Test
  void aSocketsErrorIsWinsocks() {
    assertThat(calls.error(socket, 0xC0000023, 0)).isEqualTo(10014);
    assertThat(calls.error(socket, 0, 0)).isEqualTo(Kernel.SUCCESS);
    assertThat(calls.error(socket, NtStatus.CANCELLED, 0)).isEqualTo(Kernel.OPERATION_ABORTED);
  }

  @Test
  void aDevicesErrorIsTheSystems() {
    kernel.react(1, Reaction.pend());
    NativeMemory overlapped = kernel.allocate(32);
    kernel.deviceIoctl(0x2000, 1, 0, 0, 0, 0, 0, overlapped.address());
    PendingIoctl pending = kernel.pendings().get(0);
    kernel.complete(pending, WARNING);
    assertThat(calls.error(device, WARNING, overlapped.address())).isEqualTo(234);
    // These do not ask the system.
    assertThat(calls.error(device, NtStatus.CANCELLED, 0)).isEqualTo(Kernel.OPERATION_ABORTED);
    assertThat(calls.error(device, NtStatus.HANDLES_CLOSED, 0)).isEqualTo(Kernel.OPERATION_ABORTED);
    assertThat(calls.error(device, 0, 0)).isEqualTo(Kernel.SUCCESS);
    assertThat(calls.error(device, 0x102, 0)).isEqualTo(Kernel.SUCCESS);
  }

  @Test
  void aCountBeyondTheBufferIsComplainedOfOnceForEachCode() {
    assertThat(calls.plausible(0, socket, 1, 8)).isZero();
    assertThat(calls.plausible(8, socket, 1, 8)).isEqualTo(8);
    assertThat(parts.counters.inconsistent()).isZero();
    assertThat(calls.plausible(9, socket, 1, 8)).isEqualTo(8);
    assertThat(calls.plausible(-1, socket, 1, 8)).isEqualTo(8);
    assertThat(calls.plausible(9, socket, 2, 8)).isEqualTo(8);
    assertThat(parts.counters.inconsistent()).isEqualTo(3);
    int warnings = 0;
    while (parts.workers.takeOne() != null) {
      warnings++;
    }
    assertThat(warnings).isEqualTo(2);
  }

  @Test
  void aCountForNoBufferIsNothingToBelieveNorToComplainOf() {
    assertThat(calls.plausible(7, socket, 1, 0)).isZero();
    assertThat(parts.counters.inconsistent()).isZero();
    assertThat(parts.workers.takeOne()).isNull();
  }

  @Test
  void aSocketThatIsNoneIsRefused() {
    IoctlException refusal = (IoctlException) calls.refusal(new SimulatedTarget(-1, true), 1);
    assertThat(refusal.error()).isEqualTo(10038);
    assertThat(calls.refusal(new SimulatedTarget(-1, false), 1)).isNull();
    assertThat(calls.refusal(socket, 1)).isNull();
    device.close();
    assertThat(calls.refusal(device, 1)).isInstanceOf(IOException.class);
  }

  @Test
  void buffersOfNoLengthHaveNoAddress() {
    List<List<Long>> seen = new ArrayList<>();
    Target watching =
        new Target() {
          @Override
          public long handle() {
            return 1;
          }

          @Override
          public boolean isSocket() {
            return true;
          }

          @Override
          public IOException refusal() {
            return null;
          }

          @Override
          public int issue(
              Kernel given,
              int code,
              long in,
              int inBytes,
              long out,
              int outBytes,
              long returned,
              long overlapped) {
            seen.add(List.of(in, (long) inBytes, out, (long) outBytes, returned, overlapped));
            return 77;
          }
        };
    assertThat(calls.issue(watching, 1, 0x1000, 0, 0, 5, 6)).isEqualTo(77);
    calls.issue(watching, 1, 0x1000, 3, 0, 5, 6);
    calls.issue(watching, 1, 0x1000, 0, 4, 5, 6);
    calls.issue(watching, 1, 0x1000, 3, 4, 5, 6);
    assertThat(seen)
        .containsExactly(
            List.of(0L, 0L, 0L, 0L, 5L, 6L),
            List.of(0x1000L, 3L, 0L, 0L, 5L, 6L),
            List.of(0L, 0L, 0x1000L, 4L, 5L, 6L),
            List.of(0x1000L, 3L, 0x1010L, 4L, 5L, 6L));
    assertThat(parts.counters.started()).isEqualTo(4);
  }

  @Test
  void logsNameTheCallAndTheHandle() {
    assertThat(calls.describe(socket, 0x28000017))
        .startsWith("WSAIoctl ")
        .contains("0x28000017")
        .endsWith(" on SOCKET 0x1000");
    assertThat(calls.describe(device, 0)).isEqualTo("DeviceIoControl on handle 0x2000");
  }

  private IoctlException failure(Target target, int error) {
    return (IoctlException) calls.failure(target, 7, error, 0xC0000001, 3, nothing());
  }

  @Test
  void aFailureSaysWhatItMeans() {
    assertThat(failure(socket, Kernel.OPERATION_ABORTED)).hasMessageContaining("other code");
    assertThat(failure(socket, 10054).error()).isEqualTo(10054);
    assertThat(failure(socket, 10038).error()).as("it is open here").isEqualTo(10038);
    assertThat(failure(socket, Kernel.INVALID_HANDLE).error()).isEqualTo(Kernel.INVALID_HANDLE);
    assertThat(failure(socket, 10054).transferred()).isEqualTo(3);
    assertThat(failure(socket, 10054).ntStatus()).isEqualTo(0xC0000001);
    assertThat(failure(socket, 10054).code()).isEqualTo(7);
    parts.socket.close();
    for (int error : new int[] {Kernel.OPERATION_ABORTED, Kernel.INVALID_HANDLE, 10038}) {
      assertThat(failure(socket, error).error()).isEqualTo(Kernel.OPERATION_ABORTED);
      assertThat(failure(socket, error)).hasMessageContaining("this program closed the socket");
    }
    assertThat(failure(socket, 10054).error()).as("another matter").isEqualTo(10054);
  }

  @Test
  void anAccessViolationHasTheErrorOfItsKindOfHandle() {
    assertThat(failure(socket, Kernel.FAULTED).error()).isEqualTo(10014);
    assertThat(failure(device, Kernel.FAULTED).error()).isEqualTo(998);
    assertThat(failure(device, Kernel.FAULTED)).hasMessageContaining("access violation");
  }

  @Test
  void theEndOfTheEngineIsSaid() {
    assertThat(calls.engineClosed(socket, 7, 5)).hasMessageContaining("engine was closed");
    assertThat(calls.socketClosed(socket, 7, 5))
        .hasMessageContaining("this program closed the socket");
    assertThat(calls.undecoded(socket, 7, 2, nothing()))
        .hasMessageContaining("while the answer was being decoded");
  }

  /** A kernel that only has texts. */
  private static Kernel texts(List<Integer> asked) {
    return (Kernel)
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, arguments) -> {
              asked.add((Integer) arguments[0]);
              return "the text of " + arguments[0];
            });
  }

  @Test
  void theSystemIsAskedForATextOnce() {
    List<Integer> asked = new ArrayList<>();
    Calls texted =
        new Calls(texts(asked), parts.counters, TestFailures.failures(), parts.shared.notices);
    for (int i = 0; i < 3; i++) {
      assertThat(texted.failure(socket, 7, 20_000, 0, 0, nothing()))
          .hasMessageContaining("the text of 20000");
    }
    assertThat(asked).containsExactly(20_000);
  }

  /** A provider may invent errors. */
  @Test
  void aBoundedNumberOfTextsIsKept() {
    List<Integer> asked = new ArrayList<>();
    Calls texted =
        new Calls(texts(asked), parts.counters, TestFailures.failures(), parts.shared.notices);
    for (int error = 20_000; error < 21_001; error++) {
      assertThat(texted.failure(socket, 7, error, 0, 0, nothing())).isNotNull();
    }
    asked.clear();
    assertThat(texted.failure(socket, 7, 20_999, 0, 0, nothing())).isNotNull();
    assertThat(asked).isEmpty();
    assertThat(texted.failure(socket, 7, 21_000, 0, 0, nothing())).isNotNull();
    assertThat(asked).containsExactly(21_000);
  }

  private record Shape(boolean takesInput, boolean ignoresCount) implements Form<ByteBuffer> {
    @Override
    public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
      return memory;
    }
  }

  @Test
  void anAnswerIsTheOutputOrBothAsItsFormWants() {
    NativeMemory memory = kernel.allocate(128);
    for (int i = 0; i < 128; i++) {
      memory.buffer().put(i, (byte) i);
    }
    // From 10 on: an input of 3 bytes, and an output of 8 at 26.
    ByteBuffer output = Calls.answer(new Shape(false, false), memory, 10, 3, 8, 5);
    assertThat(output).isEqualTo(ByteBuffer.wrap(new byte[] {26, 27, 28, 29, 30}));
    assertThat(Calls.answer(new Shape(false, true), memory, 10, 3, 8, 5).remaining()).isEqualTo(8);
    ByteBuffer both = Calls.answer(new Shape(true, false), memory, 10, 3, 8, 5);
    assertThat(both.position()).isEqualTo(16);
    assertThat(both.remaining()).isEqualTo(5);
    assertThat(both.get(0)).isEqualTo((byte) 10);
    assertThat(both.get()).isEqualTo((byte) 26);
    assertThat(both.capacity()).isEqualTo(24);
    assertThat(Calls.address(new Shape(false, false), memory, 10, 3))
        .isEqualTo(memory.address() + 26);
    assertThat(Calls.address(new Shape(true, false), memory, 10, 3))
        .isEqualTo(memory.address() + 10);
    assertThat(Calls.answer(Form.RAW, null, 0, 0, 0, 0).remaining()).isZero();
    assertThat(Calls.address(Form.RAW, null, 0, 0)).isZero();
  }

  @Test
  void memoryIsGivenBack() {
    int before = kernel.liveMemory();
    calls.free(kernel.allocate(1));
    assertThat(kernel.liveMemory()).isEqualTo(before);
  }

  @Test
  void aSocketOfTheUsersThatThrowsIsOpen() {
    Target strange =
        new Target() {
          @Override
          public long handle() {
            return 1;
          }

          @Override
          public boolean isSocket() {
            return true;
          }

          @Override
          public IOException refusal() {
            throw new IllegalStateException();
          }
        };
    assertThat(Calls.isClosed(strange)).isFalse();
    assertThat(Calls.isClosed(socket)).isFalse();
    parts.socket.close();
    assertThat(Calls.isClosed(socket)).isTrue();
  }
}
