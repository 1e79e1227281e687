package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.ControlCodes.SIO_GET_INTERFACE_LIST;
import static io.github.asyncioctl.windows.RawWin32.ERROR_IO_PENDING;
import static io.github.asyncioctl.windows.RawWin32.ERROR_NOT_FOUND;
import static io.github.asyncioctl.windows.RawWin32.STATUS_CANCELLED;
import static io.github.asyncioctl.windows.RawWin32.STATUS_PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the engine takes for granted of the kernel, asked of Win32 itself. If one of these fails, so
 * will the library.
 */
@OnWindows
@Tag("once")
class KernelFactsTest {
  private static final int WSAEFAULT = 10014;
  private static final int WSAENOTSOCK = 10038;
  private static final int ERROR_PIPE_CONNECTED = 535;
  private static final int ERROR_INVALID_PARAMETER = 87;
  private static final int ERROR_OPERATION_ABORTED = 995;
  private static final int SILENCE_MILLIS = 150;

  private final RawSocket socket = RawSocket.udp();
  private final RawOverlapped tagged = RawOverlapped.tagged();

  @AfterEach
  void close() {
    socket.close();
    tagged.close();
  }

  @Test
  void completionWithATaggedEventGoesPastThePort() {
    try (CompletionPort port = new CompletionPort()) {
      port.bind(socket.handle(), 1);
      assertThat(socket.ioctl(FIONREAD, tagged, 4)).isZero();
      assertThat(tagged.isSignalled()).isTrue();
      assertThat(socket.ioctl(SIO_ADDRESS_LIST_CHANGE, tagged, 0)).isEqualTo(ERROR_IO_PENDING);
      assertThat(tagged.cancel(socket.handle())).isZero();
      assertThat(tagged.awaitSignal()).isTrue();
      assertThat(port.poll(SILENCE_MILLIS)).isEmpty();
    }
  }

  @Test
  void completionWithAnUntaggedEventGoesToThePort() {
    try (CompletionPort port = new CompletionPort();
        RawOverlapped untagged = RawOverlapped.untagged()) {
      port.bind(socket.handle(), 77);
      assertThat(socket.ioctl(SIO_ADDRESS_LIST_CHANGE, untagged, 0)).isEqualTo(ERROR_IO_PENDING);
      assertThat(untagged.cancel(socket.handle())).isZero();
      assertThat(port.poll((int) Waits.BOUND.toMillis()))
          .contains(new CompletionPort.Packet(77, untagged.address(), 0));
    }
  }

  @Test
  void startingResetsTheEvent() {
    RawWin32.SetEvent(tagged.event());
    assertThat(socket.ioctl(SIO_ADDRESS_LIST_CHANGE, tagged, 0)).isEqualTo(ERROR_IO_PENDING);
    assertThat(tagged.isSignalled()).isFalse();
    assertThat(tagged.cancel(socket.handle())).isZero();
    assertThat(tagged.awaitSignal()).isTrue();
  }

  @Test
  void startThatFailsResetsTheEventAsWell() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      pipe.connect();
      RawWin32.SetEvent(tagged.event());
      assertThat(listen(pipe, tagged)).isEqualTo(ERROR_PIPE_CONNECTED);
      assertThat(tagged.isSignalled()).isFalse();
    }
  }

  @Test
  void statusIsNoLongerPendingWhenTheEventIsSet() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      assertThat(listen(pipe, tagged)).isEqualTo(ERROR_IO_PENDING);
      assertThat(tagged.status()).isEqualTo(STATUS_PENDING);
      pipe.connect();
      assertThat(tagged.awaitSignal()).isTrue();
      assertThat(tagged.status()).isZero();
      assertThat(tagged.transferred()).isZero();
    }
  }

  @Test
  void endOfTheIssuingThreadCancelsItsOperations() throws Exception {
    Thread issuer = new Thread(() -> socket.ioctl(SIO_ADDRESS_LIST_CHANGE, tagged, 0));
    issuer.start();
    issuer.join();
    assertThat(tagged.awaitSignal()).isTrue();
    assertThat(tagged.status()).isEqualTo(STATUS_CANCELLED);
  }

  @Test
  void failureAtTheStartLeavesNothingPending() {
    assertThat(socket.ioctl(FIONREAD, tagged, 0)).isEqualTo(WSAEFAULT);
    assertThat(tagged.isSignalled()).isFalse();
    assertThat(tagged.cancel(socket.handle())).isEqualTo(ERROR_NOT_FOUND);
  }

  @Test
  void cancellingOnlyAsksAndTheEventTells() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      assertThat(listen(pipe, tagged)).isEqualTo(ERROR_IO_PENDING);
      assertThat(tagged.cancel(pipe.handle())).isZero();
      assertThat(tagged.awaitSignal()).isTrue();
      assertThat(tagged.status()).isEqualTo(STATUS_CANCELLED);
      assertThat(tagged.result(pipe.handle())).isEqualTo(ERROR_OPERATION_ABORTED);
      assertThat(tagged.cancel(pipe.handle())).isEqualTo(ERROR_NOT_FOUND);
    }
  }

  @Test
  void closingTheSocketCancelsItsOperations() {
    assertThat(socket.ioctl(SIO_ADDRESS_LIST_CHANGE, tagged, 0)).isEqualTo(ERROR_IO_PENDING);
    socket.close();
    assertThat(tagged.awaitSignal()).isTrue();
    assertThat(tagged.status()).isEqualTo(STATUS_CANCELLED);
  }

  @Test
  void socketValuesAreUsedAgain() {
    Set<Long> values = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      try (RawSocket fresh = RawSocket.udp()) {
        if (!values.add(fresh.handle())) {
          return;
        }
      }
    }
    assertThat(values).as("values of sockets that were closed").hasSizeLessThan(1000);
  }

  @Test
  void waitReportsTheLowestIndexOf64AtMost() {
    long[] events =
        LongStream.generate(() -> RawWin32.CreateEventW(0, 1, 0, 0)).limit(65).toArray();
    RawWin32.SetEvent(events[63]);
    assertThat(RawWin32.WaitForMultipleObjects(64, events, 0, 0)).isEqualTo(63);
    RawWin32.SetEvent(events[40]);
    RawWin32.SetEvent(events[7]);
    assertThat(RawWin32.WaitForMultipleObjects(64, events, 0, 0)).isEqualTo(7);
    assertThat(RawWin32.WaitForMultipleObjects(65, events, 0, 0)).isEqualTo(-1);
    assertThat(Native.getLastError()).isEqualTo(ERROR_INVALID_PARAMETER);
    LongStream.of(events).forEach(RawWin32::CloseHandle);
  }

  @Test
  void countOfAnImmediateSuccessIsTheOneOfTheCall() {
    assertThat(socket.ioctl(FIONREAD, tagged, 4)).isZero();
    assertThat(tagged.returned()).isEqualTo(4);
    assertThat(tagged.isSignalled()).isTrue();
  }

  @Test
  void countOfACompletionAfterPendingIsInTheOverlapped() {
    int error = socket.ioctl(SIO_GET_INTERFACE_LIST, tagged, RawOverlapped.OUT_SIZE);
    assertThat(tagged.awaitSignal()).isTrue();
    assertThat(error == ERROR_IO_PENDING ? tagged.transferred() : tagged.returned()).isPositive();
  }

  @Test
  void errorOfTheThreadIsWinsocksToo() {
    assertThat(RawOverlapped.ioctl(tagged.event(), FIONREAD, tagged, 4)).isEqualTo(WSAENOTSOCK);
  }

  @Test
  void getLastErrorItselfCannotBeMapped() {
    assertThatThrownBy(() -> Native.register(Mapped.class, "kernel32"))
        .hasMessageContaining("Invalid calling convention 63");
  }

  private static int listen(NamedPipe pipe, RawOverlapped overlapped) {
    return overlapped.deviceIoctl(pipe.handle(), NamedPipe.FSCTL_PIPE_LISTEN, 0, 0);
  }

  private static final class Mapped {
    static native int GetLastError();
  }
}
