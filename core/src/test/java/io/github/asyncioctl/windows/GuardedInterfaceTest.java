package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.RawWin32.ERROR_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.FromNativeContext;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeMapped;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.overlapped.OverlappedGuard;
import io.github.asyncioctl.overlapped.OverlappedParameter;
import io.github.asyncioctl.overlapped.OverlappedRule;
import io.github.asyncioctl.overlapped.OverlappedRuleException;
import io.github.asyncioctl.overlapped.TaggedEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNA interfaces as people write them, behind the guard. */
@OnWindows
class GuardedInterfaceTest {
  private static final int LISTEN = NamedPipe.FSCTL_PIPE_LISTEN;

  /** What people call kernel32. */
  interface Kernel32 extends StdCallLibrary {
    boolean ConnectNamedPipe(WinNT.HANDLE pipe, WinBase.OVERLAPPED overlapped);

    boolean ReadDirectoryChangesW(
        WinNT.HANDLE directory,
        Pointer buffer,
        int length,
        boolean subtree,
        int filter,
        IntByReference returned,
        WinBase.OVERLAPPED overlapped,
        Pointer routine);

    boolean ReadFile(
        WinNT.HANDLE file, byte[] buffer, int size, IntByReference read, WinBase.OVERLAPPED o);

    boolean ReadFile(
        WinNT.HANDLE file, ByteBuffer buffer, int size, IntByReference read, WinBase.OVERLAPPED o);

    boolean GetOverlappedResult(
        WinNT.HANDLE file, WinBase.OVERLAPPED overlapped, IntByReference count, boolean wait);

    boolean CancelIoEx(WinNT.HANDLE file, WinBase.OVERLAPPED overlapped);

    WinNT.HANDLE CreateFileW(
        char[] name, int access, int share, Pointer sa, int disposition, int flags, Pointer t);

    int NoSuchFunction(WinBase.OVERLAPPED overlapped);

    boolean LockFileEx(
        WinNT.HANDLE file, int flags, int reserved, int low, int high, WinBase.OVERLAPPED o);

    boolean UnlockFileEx(WinNT.HANDLE file, int reserved, int low, int high, WinBase.OVERLAPPED o);

    default boolean connectTwice(WinNT.HANDLE pipe, WinBase.OVERLAPPED overlapped) {
      boolean first = ConnectNamedPipe(pipe, overlapped);
      return ConnectNamedPipe(pipe, overlapped) || first;
    }
  }

  /** A result that cannot be converted, after the function was called. */
  public static class Refusing implements NativeMapped {
    @Override
    public Object fromNative(Object value, FromNativeContext context) {
      throw new IllegalArgumentException("no such value");
    }

    @Override
    public Object toNative() {
      return 0;
    }

    @Override
    public Class<?> nativeType() {
      return Integer.class;
    }
  }

  interface Converted extends StdCallLibrary {
    Refusing ConnectNamedPipe(WinNT.HANDLE pipe, WinBase.OVERLAPPED overlapped);
  }

  /** With addresses, exceptions for errors, and a function renamed. */
  interface Addresses extends StdCallLibrary {
    int DeviceIoControl(
        long handle,
        int code,
        Pointer in,
        int inBytes,
        Pointer out,
        int outBytes,
        int[] returned,
        @OverlappedParameter Pointer overlapped)
        throws LastErrorException;

    boolean CancelIoEx(long handle, @OverlappedParameter(starts = false) long overlapped);

    int GetLastErrorOfNothing(long unmarked);
  }

  /** Somebody's own structure. */
  @Structure.FieldOrder({"internal", "internalHigh", "offset", "event"})
  public static class MyOVERLAPPED extends Structure {
    public long internal;
    public long internalHigh;
    public long offset;
    public long event;
  }

  /** One that is too short to be an OVERLAPPED. */
  @Structure.FieldOrder("internal")
  public static class ShortOVERLAPPED extends Structure {
    public long internal;
  }

  interface Winsock extends StdCallLibrary {
    int WSAIoctl(
        long socket,
        int code,
        Pointer in,
        int inBytes,
        Pointer out,
        int outBytes,
        int[] returned,
        MyOVERLAPPED overlapped,
        Pointer routine);

    boolean WSAGetOverlappedResult(
        long socket, MyOVERLAPPED overlapped, int[] count, boolean wait, int[] flags);

    int WSASend(long socket, ShortOVERLAPPED overlapped);
  }

  private final OverlappedGuard guard = new OverlappedGuard();
  private final Kernel32 kernel32 =
      guard.wrap(
          Kernel32.class, Native.load("kernel32", Kernel32.class, W32APIOptions.UNICODE_OPTIONS));
  private final Addresses addresses =
      guard.wrap(Addresses.class, Native.load("kernel32", Addresses.class));
  private final Winsock winsock = guard.wrap(Winsock.class, Native.load("ws2_32", Winsock.class));
  private final TaggedEvent event = TaggedEvent.create();
  private final WinBase.OVERLAPPED overlapped = new WinBase.OVERLAPPED();
  private final NamedPipe pipe;
  private final WinNT.HANDLE handle;

  GuardedInterfaceTest() throws Exception {
    pipe = new NamedPipe();
    handle = handle(pipe.handle());
    overlapped.hEvent = handle(event.handle());
  }

  private static WinNT.HANDLE handle(long value) {
    return new WinNT.HANDLE(Pointer.createConstant(value));
  }

  @AfterEach
  void close() {
    pipe.close();
    Waits.until("the guard has let go", () -> guard.pending() == 0);
    event.close();
  }

  private static void assertBroken(OverlappedRule rule, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            OverlappedRuleException.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  @Test
  void structureGoesThroughItsWholeLife() throws Exception {
    assertThat(kernel32.ConnectNamedPipe(handle, overlapped)).isFalse();
    assertThat(Native.getLastError()).isEqualTo(ERROR_IO_PENDING);
    assertThat(overlapped.getPointer().getLong(0)).isEqualTo(RawWin32.STATUS_PENDING);
    assertThat(guard.pending()).isEqualTo(1);
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> kernel32.ConnectNamedPipe(handle, overlapped));

    IntByReference count = new IntByReference();
    assertThat(kernel32.GetOverlappedResult(handle, overlapped, count, false)).isFalse();
    assertThat(Native.getLastError()).as("ERROR_IO_INCOMPLETE").isEqualTo(996);
    pipe.connect();
    assertThat(event.await(Waits.BOUND)).isTrue();
    assertThat(kernel32.GetOverlappedResult(handle, overlapped, count, false)).isTrue();
    assertThat(guard.pending()).isZero();

    assertThat(kernel32.ConnectNamedPipe(handle, overlapped)).isFalse();
    assertThat(Native.getLastError()).as("ERROR_PIPE_CONNECTED").isEqualTo(535);
    assertThat(guard.pending()).isZero();
  }

  @Test
  void cancelIsNotGuarded() throws Exception {
    assertThat(kernel32.ConnectNamedPipe(handle, overlapped)).isFalse();
    assertThat(kernel32.CancelIoEx(handle, overlapped)).isTrue();
    assertThat(event.await(Waits.BOUND)).isTrue();
    assertThat(guard.pending()).isZero();
    assertThat(overlapped.getPointer().getInt(0)).isEqualTo(RawWin32.STATUS_CANCELLED);
  }

  @Test
  void brokenRulesReachNobody() {
    overlapped.hEvent = handle(event.handle() & ~1L);
    assertBroken(OverlappedRule.EVENT_TAGGED, () -> kernel32.ConnectNamedPipe(handle, overlapped));
    overlapped.hEvent = null;
    assertBroken(OverlappedRule.EVENT_PRESENT, () -> kernel32.ConnectNamedPipe(handle, overlapped));
    overlapped.hEvent = handle(pipe.handle() | 1);
    assertBroken(
        OverlappedRule.EVENT_IS_AN_EVENT, () -> kernel32.ConnectNamedPipe(handle, overlapped));
    overlapped.hEvent = handle(event.handle());
    IntByReference read = new IntByReference();
    assertBroken(
        OverlappedRule.BUFFER_OFF_HEAP,
        () -> kernel32.ReadFile(handle, new byte[8], 8, read, overlapped));
    assertBroken(
        OverlappedRule.BUFFER_OFF_HEAP,
        () -> kernel32.ReadFile(handle, ByteBuffer.allocate(8), 8, read, overlapped));
    assertBroken(
        OverlappedRule.EVENT_PRESENT,
        () -> addresses.DeviceIoControl(pipe.handle(), LISTEN, null, 0, null, 0, null, empty()));
    assertThat(guard.pending()).isZero();
    // Nothing was issued: the pipe still takes a listen.
    assertThat(kernel32.ConnectNamedPipe(handle, overlapped)).isFalse();
    assertThat(Native.getLastError()).isEqualTo(ERROR_IO_PENDING);
  }

  private static Memory empty() {
    Memory memory = new Memory(32);
    memory.clear();
    return memory;
  }

  @Test
  void nullIsASynchronousCall() throws Exception {
    pipe.connect();
    assertThat(kernel32.ConnectNamedPipe(handle, null)).isFalse();
    assertThat(Native.getLastError()).isEqualTo(535);
  }

  @Test
  void exceptionOfAPendingOperationIsPassedOn() throws Exception {
    Memory place = empty();
    place.setLong(24, event.handle());
    assertThatThrownBy(
            () ->
                addresses.DeviceIoControl(
                    pipe.handle(), LISTEN, null, 0, null, 0, new int[1], place))
        .isInstanceOfSatisfying(
            LastErrorException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(ERROR_IO_PENDING));
    assertThat(guard.pending()).isEqualTo(1);
    assertThat(addresses.CancelIoEx(pipe.handle(), Pointer.nativeValue(place))).isTrue();
    assertThat(event.await(Waits.BOUND)).isTrue();
    assertThat(guard.pending()).isZero();
  }

  @Test
  void deviceIoControlOfJnaPlatformIsGuardedWithoutAMark() throws Exception {
    var platform =
        guard.wrap(
            com.sun.jna.platform.win32.Kernel32.class,
            com.sun.jna.platform.win32.Kernel32.INSTANCE);
    IntByReference count = new IntByReference();
    assertBroken(
        OverlappedRule.EVENT_PRESENT,
        () -> platform.DeviceIoControl(handle, LISTEN, null, 0, null, 0, count, empty()));
    Memory place = empty();
    place.setLong(24, event.handle());
    assertThat(platform.DeviceIoControl(handle, LISTEN, null, 0, null, 0, count, place)).isFalse();
    assertThat(Native.getLastError()).isEqualTo(ERROR_IO_PENDING);
    assertThat(guard.pending()).isEqualTo(1);
    pipe.connect();
    assertThat(event.await(Waits.BOUND)).isTrue();
    assertThat(guard.pending()).isZero();
  }

  @Test
  void defaultMethodsCallWhatIsGuarded() {
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> kernel32.connectTwice(handle, overlapped));
    assertThat(guard.pending()).isEqualTo(1);
  }

  @Test
  void anExceptionAfterTheCallLeavesItInFlight() throws Exception {
    Converted converted = guard.wrap(Converted.class, Native.load("kernel32", Converted.class));
    assertThatThrownBy(() -> converted.ConnectNamedPipe(handle, overlapped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such value");
    assertThat(Native.getLastError()).isEqualTo(ERROR_IO_PENDING);
    assertThat(guard.pending()).isEqualTo(1);
    pipe.connect();
    assertThat(event.await(Waits.BOUND)).isTrue();
    assertThat(guard.pending()).isZero();
  }

  /** Not every system writes the status or signals the event for these. */
  @Test
  void locksAreTakenAndGivenBack(@TempDir Path folder) throws Exception {
    char[] name = (folder.resolve("locked").toAbsolutePath() + "\0").toCharArray();
    int overlappedFlag = 0x40000000;
    WinNT.HANDLE file =
        kernel32.CreateFileW(name, 0xC0000000, 3, null, 2, overlappedFlag, null); // CREATE_ALWAYS
    boolean locked = kernel32.LockFileEx(file, 3, 0, 1, 0, overlapped); // exclusive, at once
    assertThat(locked || Native.getLastError() == ERROR_IO_PENDING).isTrue();
    Waits.until("the lock is taken", () -> guard.pending() == 0);
    assertThat(kernel32.UnlockFileEx(file, 0, 1, 0, overlapped)).isTrue();
    assertThat(guard.pending()).isZero();
    assertThat(kernel32.UnlockFileEx(file, 0, 1, 0, overlapped)).isFalse();
    assertThat(Native.getLastError()).as("NOT_LOCKED or LOCK_VIOLATION").isIn(158, 33);
    assertThat(guard.pending()).isZero();
    RawWin32.CloseHandle(Pointer.nativeValue(file.getPointer()));
  }

  /** Some systems return 0 without touching the OVERLAPPED, while the last error is an old one. */
  @Test
  void winsocksZeroIsTheEnd() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET);
        TaggedEvent another = TaggedEvent.create()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.connect(server.getLocalAddress());
      MyOVERLAPPED mine = new MyOVERLAPPED();
      mine.event = another.handle();
      Memory out = new Memory(4);
      int[] count = {0};
      assertThat(kernel32.ConnectNamedPipe(handle, overlapped)).isFalse();
      assertThat(Native.getLastError()).isEqualTo(ERROR_IO_PENDING);
      assertThat(
              winsock.WSAIoctl(
                  SocketHandle.of(client).value(),
                  Ioctls.SIO_IDEAL_SEND_BACKLOG_QUERY.code(),
                  null,
                  0,
                  out,
                  4,
                  count,
                  mine,
                  null))
          .as("error %d", Native.getLastError())
          .isZero();
      assertThat(guard.pending()).as("the pipe's").isEqualTo(1);
      assertThat(mine.getPointer().getInt(0)).isZero();
    }
  }

  @Test
  void winsockWithAStructureOfOnesOwn() throws Exception {
    try (RawSocket socket = RawSocket.udp()) {
      MyOVERLAPPED mine = new MyOVERLAPPED();
      mine.event = event.handle();
      Memory out = new Memory(4);
      int[] count = {0};
      assertThat(
              winsock.WSAIoctl(
                  socket.handle(), ControlCodes.FIONREAD, null, 0, out, 4, count, mine, null))
          .isZero();
      assertThat(guard.pending()).as("success at once").isZero();
      assertThat(
              winsock.WSAIoctl(
                  socket.handle(),
                  ControlCodes.SIO_ADDRESS_LIST_CHANGE,
                  null,
                  0,
                  null,
                  0,
                  count,
                  mine,
                  null))
          .isEqualTo(-1);
      assertThat(Native.getLastError()).isEqualTo(ERROR_IO_PENDING);
      assertThat(guard.pending()).isEqualTo(1);
      int[] flags = {0};
      assertThat(winsock.WSAGetOverlappedResult(socket.handle(), mine, count, false, flags))
          .isFalse();
      assertThat(guard.pending()).isEqualTo(1);
      long address = Pointer.nativeValue(mine.getPointer());
      assertThat(addresses.CancelIoEx(socket.handle(), address)).isTrue();
      assertThat(event.await(Waits.BOUND)).isTrue();
      assertThat(guard.pending()).isZero();
    }
  }

  @Test
  void directoryChangesArrive(@TempDir Path folder) throws Exception {
    char[] name = (folder.toAbsolutePath() + "\0").toCharArray();
    WinNT.HANDLE directory =
        kernel32.CreateFileW(name, 1, 7, null, 3, 0x42000000, null); // FILE_LIST_DIRECTORY, shared
    Memory buffer = new Memory(4096);
    IntByReference count = new IntByReference();
    boolean started =
        kernel32.ReadDirectoryChangesW(directory, buffer, 4096, false, 1, count, overlapped, null);
    assertThat(started || Native.getLastError() == ERROR_IO_PENDING).isTrue();
    Files.writeString(folder.resolve("new.txt"), "");
    assertThat(event.await(Waits.BOUND)).isTrue();
    assertThat(kernel32.GetOverlappedResult(directory, overlapped, count, false)).isTrue();
    assertThat(count.getValue()).isPositive();
    assertThat(new String(buffer.getCharArray(12, buffer.getInt(8) / 2))).isEqualTo("new.txt");
    RawWin32.CloseHandle(Pointer.nativeValue(directory.getPointer()));
  }

  @Test
  void functionThatIsMissingLeavesNothingInFlight() {
    assertThatThrownBy(() -> kernel32.NoSuchFunction(overlapped))
        .isInstanceOf(UnsatisfiedLinkError.class);
    assertThat(guard.pending()).isZero();
  }

  @Test
  void whatIsNoOverlappedIsRefused() {
    assertThatThrownBy(() -> winsock.WSASend(0, new ShortOVERLAPPED()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 bytes");
    assertThatThrownBy(() -> guard.wrap(String.class, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> guard.wrap(WronglyMarked.class, text -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("String");
  }

  interface WronglyMarked extends Library {
    void call(@OverlappedParameter String text);
  }

  @Test
  void proxyIsAnObject() {
    assertThat(kernel32).isIn(Set.of(kernel32)).isNotEqualTo(addresses);
    assertThat(kernel32.toString()).startsWith("guarded ");
  }
}
