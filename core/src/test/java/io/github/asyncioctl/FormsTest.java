package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.codes.SocketIoctls;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine is told of a call before it is made. */
class FormsTest {
  private static final int OF_NOBODY = 0x4711;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whetherSomebodyAwaitsItIsKept(boolean isAwaited) {
    assertThat(RawForm.of(OF_NOBODY, isAwaited).isAwaited()).isEqualTo(isAwaited);
    assertThat(RawForm.of(ControlCodes.FIONREAD, isAwaited).isAwaited()).isEqualTo(isAwaited);
    assertThat(RawForm.ofDevice(isAwaited).isAwaited()).isEqualTo(isAwaited);
    assertThat(SocketIoctls.FIONREAD.form(isAwaited).isAwaited()).isEqualTo(isAwaited);
  }

  @Test
  void whatOnlyAsksIsAQuestion() {
    assertThat(RawForm.of(ControlCodes.FIONREAD, false).isQuestion()).isTrue();
    assertThat(RawForm.of(OF_NOBODY, false).isQuestion()).isFalse();
    assertThat(SocketIoctls.FIONREAD.form(false).isQuestion()).isTrue();
    assertThat(SocketIoctls.FIONBIO.form(false).isQuestion()).isFalse();
  }

  @Test
  void anAnswerWithoutPointersNeedsNoInput() {
    assertThat(SocketIoctls.FIONREAD.form(false).takesInput()).isFalse();
  }

  private static IOException failure(int error, long transferred) {
    return TestFailures.failures()
        .failure(
            new SimulatedTarget(1, true), 1, error, 0, transferred, ByteBuffer.allocate(0), "");
  }

  /** What the system says that it needs, if that is more than there was. */
  @ParameterizedTest
  @CsvSource({"10014, 0, 32", "10014, 8, 32", "10014, 9, 9", "234, 100, 100", "10022, 100, 8"})
  void theNextCapacityIsWhatTheSystemNeedsOrFourTimesAsMuch(int error, long needed, int next) {
    assertThat(TypedForm.nextCapacity(failure(error, needed), 8)).isEqualTo(next);
  }

  @Test
  void anotherFailureIsNoReasonToGrow() {
    assertThat(TypedForm.nextCapacity(new IOException("simulated"), 8)).isEqualTo(8);
  }

  // --- Calls of one's own ---

  @Test
  void aCallKnowsWhatItIsOn() {
    AtomicBoolean open = new AtomicBoolean(true);
    Object owner = new Object();
    SocketHandle handle = SocketHandle.ofRaw(0x1AC, owner, open::get);
    Target socket = OverlappedCall.onSocket(handle, "WSARecv").start((o, m) -> 0).target();
    assertThat(socket.handle()).isEqualTo(0x1AC);
    assertThat(socket.isSocket()).isTrue();
    assertThat(socket.owner()).isNotNull();
    assertThat(socket.refusal()).isNull();
    open.set(false);
    assertThat(socket.refusal()).isInstanceOf(ClosedChannelException.class);

    OverlappedCall file = OverlappedCall.on(0x2000, "ReadFile").start((o, m) -> 0);
    assertThat(file.target().handle()).isEqualTo(0x2000);
    assertThat(file.target().owner()).isNull();
    assertThat(file.target().refusal()).isNull();
    assertThat(file).hasToString("ReadFile on 0x2000");
  }

  @Test
  void theLargestMemoryIsAllowed() {
    OverlappedCall call = OverlappedCall.on(1, "ReadFile").memory(Limits.MAX_BUFFER);
    assertThat(call.memory().remaining()).isEqualTo(Limits.MAX_BUFFER);
    assertThat(call.memory(0).memory().remaining()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> call.memory(Limits.MAX_BUFFER + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> call.memory(-1));
  }

  @Test
  void aResultIsTheMemoryAndTheCount() throws Exception {
    Form<OverlappedResult> form = OverlappedCall.on(1, "ReadFile").memory(3).form();
    OverlappedResult result = form.decode(ByteBuffer.allocate(64), 0, 2);
    assertThat(result.memory().remaining()).isEqualTo(3);
    assertThat(result.transferred()).isEqualTo(2);
    assertThat(result.ntStatus()).isZero();
  }

  @Test
  void aCodeIsDescribedByItsNames() {
    assertThat(TestFailures.failures().describe(ControlCodes.FIONREAD))
        .isEqualTo("FIONREAD (0x4004667F)");
    assertThat(PlainName.require("name", "what")).isEqualTo("name");
  }
}
