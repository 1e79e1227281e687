package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIOASYNC;
import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.ControlCodes.SIO_BASE_HANDLE;
import static io.github.asyncioctl.ControlCodes.SIO_GET_INTERFACE_LIST;
import static io.github.asyncioctl.ControlCodes.SIO_IDEAL_SEND_BACKLOG_QUERY;
import static io.github.asyncioctl.windows.RawWin32.ERROR_IO_PENDING;
import static io.github.asyncioctl.windows.RawWin32.ERROR_NOT_FOUND;
import static io.github.asyncioctl.windows.RawWin32.STATUS_CANCELLED;
import static io.github.asyncioctl.windows.RawWin32.STATUS_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.asyncioctl.SocketHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where Wine goes ways of its own, which the engine has to bear. */
@OnWindows
@Tag("once")
class WineFactsTest {
  private static final int STATUS_NOT_SUPPORTED = 0xC00000BB;
  private static final int STATUS_BUFFER_TOO_SMALL = 0xC0000023;
  private static final int WSAEFAULT = 10014;
  private static final int SILENCE_MILLIS = 100;

  private final RawOverlapped tagged = RawOverlapped.tagged();
  private final RawSocket socket = RawSocket.tcp();

  @BeforeEach
  void onlyUnderWine() {
    Wine.assume("these are Wine's ways");
  }

  @AfterEach
  void close() {
    socket.close();
    tagged.close();
  }

  @Test
  void statusOfAPendingSocketOperationIsNotWritten() {
    tagged.setStatus(0);
    assertThat(socket.ioctl(SIO_ADDRESS_LIST_CHANGE, tagged, 0)).isEqualTo(ERROR_IO_PENDING);
    assertThat(tagged.status()).isZero();
    assertThat(tagged.isSignalled()).isFalse();
    assertThat(tagged.cancel(socket.handle())).isZero();
    assertThat(tagged.awaitSignal()).isTrue();
    assertThat(tagged.status()).isEqualTo(STATUS_CANCELLED);
  }

  @Test
  void unknownCodeSaysPendingAndIsNeverSignalled() {
    assertThat(socket.ioctl(FIOASYNC, tagged, 0)).isEqualTo(ERROR_IO_PENDING);
    assertThat(tagged.status()).isEqualTo(STATUS_NOT_SUPPORTED);
    assertThat(RawWin32.WaitForSingleObject(tagged.event(), SILENCE_MILLIS))
        .isEqualTo(RawWin32.WAIT_TIMEOUT);
    assertThat(tagged.cancel(socket.handle())).isEqualTo(ERROR_NOT_FOUND);
  }

  @Test
  void failureAtTheStartLeavesTheStatusAtPending() {
    assertThat(socket.ioctl(FIONREAD, tagged, 0)).isEqualTo(WSAEFAULT);
    assertThat(tagged.status()).isEqualTo(STATUS_PENDING);
  }

  @Test
  void shortBufferForTheInterfaceListFailsAfterPending() {
    assertThat(socket.ioctl(SIO_GET_INTERFACE_LIST, tagged, 4)).isEqualTo(ERROR_IO_PENDING);
    assertThat(tagged.awaitSignal()).isTrue();
    assertThat(tagged.status()).isEqualTo(STATUS_BUFFER_TOO_SMALL);
  }

  @Test
  void idealSendBacklogLeavesTheOverlappedAlone() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.connect(server.getLocalAddress());
      long handle = SocketHandle.of(client).value();
      assertThat(RawOverlapped.ioctl(handle, SIO_IDEAL_SEND_BACKLOG_QUERY, tagged, 4)).isZero();
      assertThat(tagged.returned()).isEqualTo(4);
      assertThat(tagged.status()).isEqualTo(STATUS_PENDING);
      assertThat(tagged.isSignalled()).isFalse();
    }
  }

  @Test
  void baseHandleIsToldOnlyWithoutAnOverlapped() {
    assertThat(socket.ioctl(SIO_BASE_HANDLE, tagged, 8)).isEqualTo(ERROR_IO_PENDING);
    assertThat(tagged.status()).isEqualTo(STATUS_NOT_SUPPORTED);
    long memory = Native.malloc(16);
    assertThat(
            RawWinsock.WSAIoctl(
                socket.handle(), SIO_BASE_HANDLE, 0, 0, memory, 8, memory + 8, 0, 0))
        .isZero();
    assertThat(new Pointer(memory).getLong(0)).isEqualTo(socket.handle());
    Native.free(memory);
  }

  @Test
  void waitForAPipeCannotBeCancelledInWine8() throws Exception {
    try (BusyPipe pipe = new BusyPipe()) {
      assertThat(pipe.startWait(tagged)).isEqualTo(ERROR_IO_PENDING);
      if (BusyPipe.WAIT_CAN_BE_CANCELLED) {
        assertThat(tagged.cancel(pipe.root())).isZero();
        assertThat(tagged.awaitSignal()).isTrue();
        assertThat(tagged.status()).isEqualTo(STATUS_CANCELLED);
        return;
      }
      assertThat(tagged.cancel(pipe.root())).isEqualTo(ERROR_NOT_FOUND);
      assertThat(tagged.isSignalled()).isFalse();
      pipe.free();
      assertThat(tagged.awaitSignal()).isTrue();
      assertThat(tagged.status()).isZero();
    }
  }

  @Test
  void handlesAreNotCounted() {
    int[] count = {-1};
    assertThat(RawWin32.GetProcessHandleCount(RawWin32.GetCurrentProcess(), count)).isNotZero();
    assertThat(count[0]).isZero();
  }
}
