package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.asyncioctl.codes.SocketIoctls;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes: what may be asked for, and what is asked for when nobody says it. */
@Timeout(60)
class RequestsTest {
  private static final int CODE = 0x4004_7777;
  private static final int MOST = AsyncIoctl.MAX_BUFFER;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SocketHandle socket = SocketHandle.ofRaw(0x100);
  private AsyncIoctl io;

  @BeforeEach
  void open() throws Exception {
    kernel.react(CODE, Reaction.succeed());
    io = SimulatedIo.open(kernel, null);
  }

  @AfterEach
  void close() {
    io.close();
    assertThat(kernel.liveMemory()).isZero();
  }

  /** IOC_VOID alone says that nothing comes. */
  @ParameterizedTest
  @CsvSource({
    "20000000, 0", "28000017, 0", "3FFFFFFF, 0", "4004667F, 4096", "80000000, 4096",
    "60000000, 4096", "A0000000, 4096", "E0000000, 4096", "00110008, 4096", "00000000, 4096"
  })
  void theSizeFollowsFromTheCode(String code, int capacity) {
    assertThat(Requests.outCapacity(Integer.parseUnsignedInt(code, 16))).isEqualTo(capacity);
  }

  private static void refused(ThrowingCallable call, String... words) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContainingAll(words);
  }

  @Test
  void noBufferIsLargerThanTheLimit() throws Exception {
    ByteBuffer tooMuch = ByteBuffer.allocate(MOST + 1);
    for (int capacity : new int[] {-1, MOST + 1}) {
      String[] words = {"outCapacity must be from 0 to 67108864", String.valueOf(capacity)};
      refused(() -> io.ioctlAsync(socket, CODE, null, capacity), words);
      refused(() -> io.deviceIoctlAsync(0x48, CODE, null, capacity), words);
      refused(() -> io.ioctl(socket, CODE, null, capacity), words);
      refused(() -> io.deviceIoctl(0x48, CODE, null, capacity), words);
    }
    String[] words = {"the input must be at most 67108864 bytes", "67108865"};
    refused(() -> io.ioctlAsync(socket, CODE, tooMuch), words);
    refused(() -> io.deviceIoctlAsync(0x48, CODE, tooMuch, 0), words);
    assertThat(io.stats().started()).isZero();

    for (CompletableFuture<?> largest :
        new CompletableFuture<?>[] {
          io.ioctlAsync(socket, CODE, null, 0),
          io.ioctlAsync(socket, CODE, tooMuch.position(1), 0),
          io.deviceIoctlAsync(0x48, CODE, null, MOST)
        }) {
      assertThat(largest.get(20, TimeUnit.SECONDS)).isEqualTo(ByteBuffer.allocate(0));
    }
  }

  /** Whatever is wrong with the rest of what it is asked. */
  @Test
  void anEngineThatIsClosedSaysSo() {
    io.close();
    assertThatIllegalStateException().isThrownBy(() -> io.ioctlAsync("no socket", CODE, null));
    assertThatIllegalStateException()
        .isThrownBy(() -> io.ioctlAsync("no socket", SocketIoctls.FIONREAD));
  }
}
