package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A control code that someone defines, of a device or a layered provider. */
class OwnIoctlTest {
  private static final int CODE = 0x98000042;

  private final Ioctl<Void, Void> bare = Ioctl.of("SIO_OWN", CODE);

  @Test
  void aBareOneHasNoDataAndMayPend() {
    assertThat(bare.name()).isEqualTo("SIO_OWN");
    assertThat(bare.code()).isEqualTo(CODE);
    assertThat(bare.completion()).isEqualTo(Ioctl.Completion.MAY_PEND);
    assertThat(bare.since()).isEmpty();
    assertThat(bare.sockets()).containsExactly(SocketKind.values());
    assertThat(bare.refusalOnJdkSockets()).isEmpty();
    assertThat(bare.outCapacity()).isZero();
    assertThat(bare.takesInput()).isFalse();
    assertThat(bare.encode(null).hasRemaining()).isFalse();
    assertThat(bare.decode(ByteBuffer.allocate(4), 0)).isNull();
    assertThat(bare.pointers(ByteBuffer.allocate(4))).isEmpty();
    assertThat(bare).hasToString("SIO_OWN (0x98000042)");
  }

  /** Logs show it. */
  @ParameterizedTest
  @ValueSource(strings = {"SIO\nWARN the disk is full", "SIO\r", "\u001b[2J", "SIO\u0085"})
  void aNameWithAControlCharacterIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ioctl.of(name, CODE))
        .withMessage("name has a control character");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OverlappedCall.on(4, name))
        .withMessage("function has a control character");
    SocketHandle socket = SocketHandle.ofRaw(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OverlappedCall.onSocket(socket, name))
        .withMessage("function has a control character");
  }

  @Test
  void aNameMayHaveAnythingElse() {
    assertThat(Ioctl.of("lire l’état: 50 %, {}", CODE).name()).isEqualTo("lire l’état: 50 %, {}");
    assertThatNullPointerException().isThrownBy(() -> Ioctl.of(null, CODE));
    assertThatNullPointerException().isThrownBy(() -> OverlappedCall.on(4, null));
  }

  @Test
  void aTypedOneEncodesAndDecodes() {
    Ioctl<Integer, Duration> rtt =
        bare.<Integer>input(4, (probes, in) -> in.putInt(probes))
            .output(8, answer -> Duration.ofMillis(answer.getInt()))
            .atOnce()
            .since("Windows 7")
            .on(SocketKind.TCP, SocketKind.UDP);

    assertThat(rtt.takesInput()).isTrue();
    assertThat(rtt.encode(3)).isEqualTo(ByteBuffer.wrap(new byte[] {3, 0, 0, 0}));
    assertThat(rtt.outCapacity()).isEqualTo(8);
    assertThat(rtt.decode(ByteBuffer.wrap(new byte[] {44, 1, 0, 0}), 0))
        .isEqualTo(Duration.ofMillis(300));
    assertThat(rtt.completion()).isEqualTo(Ioctl.Completion.AT_ONCE);
    assertThat(rtt.since()).isEqualTo("Windows 7");
    assertThat(rtt.sockets()).containsExactly(SocketKind.TCP, SocketKind.UDP);
    assertThat(rtt.isGrowable()).isFalse();
    assertThat(rtt.isCountIgnored()).isFalse();
    assertThat(rtt.hasPointersInOutput()).isFalse();
    assertThatNullPointerException().isThrownBy(() -> rtt.encode(null));
    assertThat(bare.takesInput()).as("the one that it was made of").isFalse();
  }

  /** The output begins at 0 for its decoder, wherever it is in the memory of the call. */
  @Test
  void aDecoderSeesTheOutputOnly() {
    Ioctl<Void, String> ioctl = bare.output(4, in -> in.order() + " " + in.getShort(0));
    ByteBuffer memory = ByteBuffer.wrap(new byte[] {9, 9, 1, 0}).position(2);
    assertThat(ioctl.decode(memory, 0)).isEqualTo(ByteOrder.LITTLE_ENDIAN + " 1");
  }

  @Test
  void aDecoderOfPointersSeesAllMemory() {
    Ioctl<Void, String> ioctl =
        bare.outputWithPointers(
            4, (memory, address) -> memory.position() + " of " + memory.limit() + " at " + address);
    assertThat(ioctl.hasPointersInOutput()).isTrue();
    assertThat(ioctl.growable().hasPointersInOutput()).isTrue();
    assertThat(ioctl.ignoringCount().hasPointersInOutput()).isTrue();
    assertThat(ioctl.decode(ByteBuffer.allocate(9).position(2), 77)).isEqualTo("2 of 9 at 77");
  }

  @Test
  void aConstantInputIsGivenByNobody() {
    Ioctl<Void, Void> ioctl = bare.constantInput(2, in -> in.putShort((short) 0x102));
    assertThat(ioctl.takesInput()).isTrue();
    assertThat(ioctl.encode(null)).isEqualTo(ByteBuffer.wrap(new byte[] {2, 1}));
    assertThat(ioctl.pointers(ioctl.encode(null))).isEmpty();
  }

  @Test
  void whatIsSaidLaterIsKept() {
    Ioctl<Void, Integer> ioctl =
        bare.output(4, ByteBuffer::getInt).ignoringCount().growable().withoutOverlapped();
    assertThat(ioctl.isGrowable()).isTrue();
    assertThat(ioctl.isCountIgnored()).isTrue();
    assertThat(ioctl.completion()).isEqualTo(Ioctl.Completion.WITHOUT_OVERLAPPED);
    assertThat(ioctl.refusedOnJdkSockets("why").refusalOnJdkSockets()).hasValue("why");
    assertThat(ioctl.decode(ByteBuffer.wrap(new byte[] {5, 0, 0, 0}), 0)).isEqualTo(5);
  }

  @Test
  void theLastWordOnItsCompletionCounts() {
    assertThat(bare.atOnce().mayPend().completion()).isEqualTo(Ioctl.Completion.MAY_PEND);
    assertThat(bare.mayPend().atOnce().completion()).isEqualTo(Ioctl.Completion.AT_ONCE);
  }

  @Test
  void itsFormKnowsWhetherACallIsAwaited() {
    assertThat(bare.form(true).isAwaited()).isTrue();
    assertThat(bare.form(false).isAwaited()).isFalse();
  }

  @Test
  void pointersAreWhereTheInputSays() {
    Ioctl<Long, Void> ioctl =
        bare.<Long>input(8, (offset, in) -> in.putLong(offset))
            .inputPointers(in -> new int[] {(int) in.getLong(0)});
    assertThat(ioctl.pointers(ioctl.encode(6L))).containsExactly(6);
  }

  @Test
  void sizesAreChecked() {
    int most = AsyncIoctl.MAX_BUFFER;
    assertThatIllegalArgumentException().isThrownBy(() -> bare.input(-1, (any, in) -> {}));
    assertThatIllegalArgumentException().isThrownBy(() -> bare.input(most + 1, (any, in) -> {}));
    assertThatIllegalArgumentException().isThrownBy(() -> bare.output(-1, in -> in));
    assertThatIllegalArgumentException().isThrownBy(() -> bare.output(most + 1, in -> in));
    assertThat(bare.output(most, in -> in).outCapacity()).isEqualTo(most);
    assertThat(bare.output(0, in -> in).outCapacity()).isZero();
    assertThat(bare.input(0, (any, in) -> {}).takesInput()).isTrue();
    assertThat(bare.input(most, (any, in) -> {}).takesInput()).isTrue();
  }

  @Test
  void anEncoderThatGoesBeyondItsBufferNamesItsCode() {
    Ioctl<Integer, Void> position = bare.input(3, (value, in) -> in.position(value));
    Ioctl<Integer, Void> limit = bare.input(3, (value, in) -> in.limit(value));
    for (Ioctl<Integer, Void> each : List.of(position, limit)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> each.encode(4))
          .withMessageStartingWith(each + ": ")
          .havingCause();
    }
  }

  @Test
  void anEncoderThatWritesTooMuchNamesItsCode() {
    Ioctl<Integer, Void> relative = bare.input(3, (value, in) -> in.putInt(value));
    Ioctl<Integer, Void> absolute = bare.input(value -> 3, (value, in) -> in.putInt(0, value));
    for (Ioctl<Integer, Void> each : List.of(relative, absolute)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> each.encode(1))
          .withMessageContaining("SIO_OWN")
          .withMessageContaining("3 bytes")
          .havingCause();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bare.constantInput(3, in -> in.putInt(1)))
        .withMessageContaining("SIO_OWN");
  }

  @Test
  void anInputWithoutASizeNamesItsCode() {
    Ioctl<Integer, Void> ioctl = bare.input(value -> value, (value, in) -> {});
    for (int size : new int[] {0, AsyncIoctl.MAX_BUFFER}) {
      assertThat(ioctl.encode(size).remaining()).isEqualTo(size);
    }
    for (int size : new int[] {-1, AsyncIoctl.MAX_BUFFER + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ioctl.encode(size))
          .withMessageContaining("SIO_OWN")
          .withMessageContaining("" + size);
    }
  }

  /** Its own complaint is clearer than any that could be made of it. */
  @Test
  void whatAnEncoderRefusesIsItsOwnWord() {
    IllegalStateException refusal = new IllegalStateException("no");
    Ioctl<Integer, Void> ioctl =
        bare.input(
            4,
            (value, in) -> {
              throw refusal;
            });
    assertThatThrownBy(() -> ioctl.encode(1)).isSameAs(refusal);
  }

  @Test
  void refinementsOfNothingAreRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> bare.inputPointers(in -> new int[0]))
        .withMessageContaining("SIO_OWN");
    assertThatIllegalStateException().isThrownBy(bare::growable).withMessageContaining("SIO_OWN");
    assertThatIllegalStateException().isThrownBy(bare::ignoringCount);
  }
}
