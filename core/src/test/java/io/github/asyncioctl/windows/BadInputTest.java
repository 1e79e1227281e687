package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.ControlCodes.SIO_AF_UNIX_GETPEERPID;
import static io.github.asyncioctl.ControlCodes.SIO_GET_EXTENSION_FUNCTION_POINTER;
import static io.github.asyncioctl.ControlCodes.SIO_GET_INTERFACE_LIST;
import static io.github.asyncioctl.ControlCodes.SIO_IDEAL_SEND_BACKLOG_QUERY;
import static io.github.asyncioctl.ControlCodes.SIO_KEEPALIVE_VALS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.SocketHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes no sense is refused, and what the system refuses is told exactly. */
@OnWindows
class BadInputTest {
  /** Not the code of anything; one that the library issues on its waiter. */
  private static final int UNKNOWN_CODE = 0x98FFFFF0;

  /** As {@link #UNKNOWN_CODE}, but issued on the caller's thread. */
  private static final int UNKNOWN_CODE_AT_ONCE = 0x98FFFFF1;

  private final AsyncIoctl io = AsyncIoctl.builder().atOnce(UNKNOWN_CODE_AT_ONCE).open();
  private final RawSocket raw = RawSocket.tcp();
  private final SocketHandle socket = SocketHandle.ofRaw(raw.handle());

  @AfterEach
  void close() {
    io.close();
    raw.close();
  }

  @Test
  void nullSocketIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> io.ioctlAsync(null, FIONREAD, null))
        .withMessage("socket");
    assertThatNullPointerException().isThrownBy(() -> SocketHandle.of(null)).withMessage("socket");
  }

  @Test
  void objectThatIsNoSocketIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync("socket", FIONREAD, null))
        .withMessage("not a socket: java.lang.String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(raw.handle(), FIONREAD, null))
        .withMessageContaining("java.lang.Long")
        .withMessageContaining("SocketHandle.ofRaw");
    assertThat(io.stats().started()).isZero();
  }

  @Test
  void closedEngineRefuses() {
    io.close();
    assertThatIllegalStateException().isThrownBy(() -> io.ioctlAsync(socket, FIONREAD, null));
    assertThatIllegalStateException()
        .isThrownBy(() -> io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null));
    assertThatIllegalStateException().isThrownBy(() -> io.deviceIoctlAsync(1, 2, null, 0));
    assertThat(io.stats().started()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, AsyncIoctl.MAX_BUFFER + 1, Integer.MAX_VALUE})
  void capacityThatMakesNoSenseIsRefused(int capacity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(socket, FIONREAD, null, capacity))
        .withMessageContaining(String.valueOf(capacity));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.deviceIoctlAsync(1, 2, null, capacity));
    assertThat(io.stats().started()).isZero();
  }

  @Test
  void inputBeyondTheLimitIsRefused() {
    ByteBuffer input = ByteBuffer.allocateDirect(AsyncIoctl.MAX_BUFFER + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> io.ioctlAsync(socket, FIONREAD, input));
    assertThat(io.stats().started()).isZero();
  }

  @Test
  void largestOutputIsTaken() throws Exception {
    CompletableFuture<ByteBuffer> answer =
        io.ioctlAsync(socket, SIO_GET_INTERFACE_LIST, null, AsyncIoctl.MAX_BUFFER);
    assertThat(Waits.get(answer).limit()).isBetween(1, 10_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {FIONREAD, SIO_ADDRESS_LIST_CHANGE})
  void handleThatIsNoSocketIsToldBySystem(int code) throws Exception {
    long event = RawWin32.CreateEventW(0, 1, 0, 0);
    for (long value : new long[] {event, 0, -1, 0x7FFFFFF0L, 0x123456789ABCDEL}) {
      assertFailure(io.ioctlAsync(SocketHandle.ofRaw(value), code, null), code, 10038)
          .withMessageContaining("WSAENOTSOCK");
    }
    RawWin32.CloseHandle(event);
  }

  @Test
  void handleThatIsNoDeviceIsToldBySystem() throws Exception {
    for (long value : new long[] {0, 0x7FFFFFF0L}) {
      assertFailure(io.deviceIoctlAsync(value, NamedPipe.FSCTL_PIPE_LISTEN, null, 0), 0x110008, 6)
          .withMessageContaining("DeviceIoControl FSCTL_PIPE_LISTEN (0x00110008)")
          .withMessageContaining("ERROR_INVALID_HANDLE");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {UNKNOWN_CODE, UNKNOWN_CODE_AT_ONCE, SIO_AF_UNIX_GETPEERPID})
  void unsupportedCodeFails(int code) throws Exception {
    assertFailure(io.ioctlAsync(socket, code, null, 8), code, 10045)
        .withMessageContaining("WSAIoctl")
        .withMessageContaining(String.format("0x%08X", code))
        .withMessageContaining("WSAEOPNOTSUPP");
    Waits.untilNothingPends(io);
  }

  @Test
  void shortOutputFails() throws Exception {
    for (int capacity = 0; capacity < 4; capacity++) {
      assertFailure(io.ioctlAsync(socket, FIONREAD, null, capacity), FIONREAD, 10014)
          .withMessageContaining("FIONREAD (0x4004667F)")
          .withMessageContaining("WSAEFAULT");
    }
    assertFailure(
            io.ioctlAsync(socket, SIO_GET_INTERFACE_LIST, null, 4), SIO_GET_INTERFACE_LIST, 10014)
        .withMessageContaining("SIO_GET_INTERFACE_LIST")
        .withMessageContaining("SIO_LAZY_DISCOVERY");
  }

  @Test
  void shortInputFails() throws Exception {
    ByteBuffer input = ByteBuffer.allocate(4);
    assertFailure(io.ioctlAsync(socket, SIO_KEEPALIVE_VALS, input), SIO_KEEPALIVE_VALS, 10014)
        .withMessageContaining("SIO_KEEPALIVE_VALS");
    assertFailure(io.ioctlAsync(socket, SIO_KEEPALIVE_VALS, null), SIO_KEEPALIVE_VALS, 10014);
  }

  @Test
  void inputThatTheProviderDoesNotKnowFails() throws Exception {
    int code = SIO_GET_EXTENSION_FUNCTION_POINTER;
    ByteBuffer nobodysGuid = ByteBuffer.allocate(16);
    assertFailure(io.ioctlAsync(socket, code, nobodysGuid, 8), code, 10022)
        .withMessageContaining("WSAEINVAL");
  }

  @Test
  void missingConnectionIsTold() throws Exception {
    int code = SIO_IDEAL_SEND_BACKLOG_QUERY;
    assertFailure(io.ioctlAsync(socket, code, null, 4), code, 10057)
        .withMessageContaining("WSAENOTCONN")
        .withMessageContaining("SIO_IDEAL_SEND_BACKLOG_QUERY (0x4004747B)");
  }

  private static ThrowableAssertAlternative<IoctlException> assertFailure(
      CompletableFuture<?> future, int code, int error) throws Exception {
    IoctlException failure = Waits.ioctlFailure(future);
    assertThat(failure.error()).as(failure.getMessage()).isEqualTo(error);
    assertThat(failure.code()).isEqualTo(code);
    return assertThatExceptionOfType(IoctlException.class)
        .isThrownBy(
            () -> {
              throw failure;
            })
        .withMessageContaining(String.valueOf(error));
  }
}
