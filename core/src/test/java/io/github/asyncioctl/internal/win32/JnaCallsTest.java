package io.github.asyncioctl.internal.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.ptr.IntByReference;
import io.github.asyncioctl.internal.kernel.ForeignFunction;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How arguments and results of people's calls are read. */
class JnaCallsTest {
  private static final int IO_PENDING = 997;
  private static final int STALE = IO_PENDING;

  private final JnaCalls calls = new JnaCalls();

  private static ForeignFunction known(String name, int parameters) {
    ForeignFunction found = KnownFunctions.find(name, parameters);
    assertThat(found).as(name).isNotEqualTo(ForeignFunction.UNKNOWN);
    return found;
  }

  private int unknown(@Nullable Object result, int lastError) {
    return calls.error(ForeignFunction.UNKNOWN, result, lastError);
  }

  @Test
  void winsockSucceedsWithZeroWhateverTheLastError() {
    ForeignFunction receive = known("WSARecv", 7);
    assertThat(calls.error(receive, 0, STALE)).isZero();
    assertThat(calls.error(receive, -1, IO_PENDING)).isEqualTo(IO_PENDING);
    assertThat(calls.error(receive, -1, 10057)).isEqualTo(10057);
    assertThat(receive.completes()).isTrue();
  }

  @Test
  void winsockMappedAsBooleanFailsWithTrue() {
    ForeignFunction send = known("WSASend", 7);
    assertThat(calls.error(send, false, STALE)).isZero();
    assertThat(calls.error(send, true, IO_PENDING)).isEqualTo(IO_PENDING);
  }

  @Test
  void othersFailWithZero() {
    ForeignFunction read = known("ReadFile", 5);
    assertThat(calls.error(read, 0, IO_PENDING)).isEqualTo(IO_PENDING);
    assertThat(calls.error(read, false, 6)).isEqualTo(6);
    assertThat(calls.error(read, true, STALE)).isZero();
    assertThat(calls.error(read, IO_PENDING, 0)).as("TRUE, too").isZero();
    assertThat(unknown(0, IO_PENDING)).isEqualTo(IO_PENDING);
    assertThat(unknown(false, 6)).isEqualTo(6);
    assertThat(unknown(true, STALE)).isZero();
    assertThat(unknown(0x103, 0)).isEqualTo(IO_PENDING);
  }

  @Test
  void aFailureWithoutAnErrorIsTakenForPending() {
    assertThat(calls.error(known("ReadFile", 5), false, 0)).isEqualTo(IO_PENDING);
    assertThat(calls.error(known("WSARecv", 7), -1, 0)).isEqualTo(IO_PENDING);
  }

  @Test
  void functionsThatReturnTheErrorAreReadSo() {
    ForeignFunction notify = known("NotifyAddrChange", 2);
    assertThat(calls.error(notify, 87, STALE)).isEqualTo(87);
    assertThat(calls.error(notify, IO_PENDING, 0)).isEqualTo(IO_PENDING);
    assertThat(unknown(0xC000000D, 0)).as("NTSTATUS").isEqualTo(0xC000000D);
    assertThat(unknown(0x80070057, 0)).as("HRESULT").isEqualTo(0x80070057);
    assertThat(unknown(0x800703E5, 0)).as("HRESULT of 997").isEqualTo(IO_PENDING);
    assertThat(unknown(-1, 6)).as("SOCKET_ERROR").isEqualTo(6);
    assertThat(unknown(1, STALE)).as("TRUE").isZero();
  }

  @Test
  void successOfAQueuedCallMayBeInFlight() {
    ForeignFunction changes = known("ReadDirectoryChangesW", 8);
    assertThat(changes.completes()).isFalse();
    assertThat(known("ReadDirectoryChangesExW", 9).completes()).isFalse();
    assertThat(ForeignFunction.UNKNOWN.completes()).isFalse();
    assertThat(calls.error(changes, false, 6)).isEqualTo(6);
  }

  @Test
  void jnaPlatformsDeviceIoControlHasItsOverlappedInTheLastPlace() {
    Method method =
        Arrays.stream(Kernel32.class.getMethods())
            .filter(each -> each.getName().equals("DeviceIoControl"))
            .findFirst()
            .orElseThrow();
    assertThat(calls.function(method).overlapped()).isEqualTo(7);
  }

  interface OnlyTheName {
    void DeviceIoControl(Pointer overlapped);

    void ConnectNamedPipe(long pipe, String overlapped);

    void other(Pointer overlapped);
  }

  @Test
  void whatOnlyHasTheNameIsLeftAlone() {
    assertThat(OnlyTheName.class.getMethods())
        .hasSize(3)
        .allSatisfy(
            method -> assertThat(calls.function(method)).isEqualTo(ForeignFunction.UNKNOWN));
  }

  @Test
  void copiesEndWithTheCall() {
    assertThat(calls.isCopied(new byte[1], true)).isTrue();
    assertThat(calls.isCopied(new int[1], false)).as("a buffer of one int").isTrue();
    assertThat(calls.isCopied(new int[1], true)).as("a count").isFalse();
    assertThat(calls.isCopied(new long[2], true)).isTrue();
    assertThat(calls.isCopied("text", false)).isTrue();
    assertThat(calls.isCopied(new WString("text"), false)).isTrue();
    assertThat(calls.isCopied(new String[1], false)).isTrue();
    assertThat(calls.isCopied(new Memory(8), false)).isFalse();
    assertThat(calls.isCopied(new IntByReference(), false)).isFalse();
    assertThat(calls.isCopied(null, false)).isFalse();
  }

  /** The event mask and the size of the sender's address are written at the end. */
  @Test
  void onlyCountsOfTheCallItselfAreCounts() {
    assertThat(known("WaitCommEvent", 3).counts()).isEmpty();
    assertThat(known("WSARecvFrom", 9).counts()).containsExactlyInAnyOrder(3, 4);
    assertThat(known("DeviceIoControl", 8).counts()).containsExactly(6);
  }

  @Test
  void aCallbackIsARoutine() {
    assertThat(calls.isRoutine(new Callback() {})).isTrue();
    assertThat(calls.isRoutine(new Memory(8))).isFalse();
    assertThat(calls.isRoutine(null)).isFalse();
  }
}
