package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.zaxxer.nuprocess.windows.NuKernel32;
import io.github.asyncioctl.overlapped.OverlappedGuard;
import io.github.asyncioctl.overlapped.OverlappedRule;
import io.github.asyncioctl.overlapped.OverlappedRuleException;
import io.github.asyncioctl.overlapped.TaggedEvent;
import io.github.asyncioctl.windows.NamedPipe;
import io.github.asyncioctl.windows.OnWindows;
import io.github.asyncioctl.windows.Waits;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jtermios.windows.WinAPI;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scalasbt.ipcsocket.Win32NamedPipeLibrary;

/** The guard before the mappings of kernel32 that libraries bring along. */
@OnWindows
class GuardedLibrariesTest {
  private static final int PENDING = 997;

  private final OverlappedGuard guard = new OverlappedGuard();
  private final TaggedEvent event = TaggedEvent.create();
  private final WinBase.OVERLAPPED overlapped = new WinBase.OVERLAPPED();
  private final NamedPipe pipe;
  private final WinNT.HANDLE handle;

  GuardedLibrariesTest() throws Exception {
    pipe = new NamedPipe();
    handle = new WinNT.HANDLE(Pointer.createConstant(pipe.handle()));
  }

  @AfterEach
  void close() {
    pipe.close();
    Waits.until("the guard has let go", () -> guard.pending() == 0);
    event.close();
  }

  private static void assertBroken(OverlappedRule rule, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OverlappedRuleException.class, broken -> assertThat(broken.rule()).isEqualTo(rule));
  }

  private static WinNT.HANDLE handle(long value) {
    return new WinNT.HANDLE(Pointer.createConstant(value));
  }

  /** What a client of the pipe completes. */
  private void assertPendsUntilAClientComes() throws Exception {
    assertThat(guard.pending()).isEqualTo(1);
    pipe.connect();
    Waits.until("the operation has ended", () -> guard.pending() == 0);
  }

  @Test
  void jnaPlatform() throws Exception {
    listensWhenTagged(Kernel32.INSTANCE, Kernel32.class);
  }

  /** OSHI's extends that of JNA. */
  @Test
  void oshi() throws Exception {
    listensWhenTagged(
        oshi.jna.platform.windows.Kernel32.INSTANCE, oshi.jna.platform.windows.Kernel32.class);
  }

  private <T extends Kernel32> void listensWhenTagged(T library, Class<T> api) throws Exception {
    T guarded = guard.wrap(api, library);
    assertThat(guarded.GetCurrentProcessId()).isEqualTo((int) ProcessHandle.current().pid());
    assertBroken(OverlappedRule.EVENT_PRESENT, () -> guarded.ConnectNamedPipe(handle, overlapped));
    overlapped.hEvent = handle(event.handle() & ~1L);
    assertBroken(OverlappedRule.EVENT_TAGGED, () -> guarded.ConnectNamedPipe(handle, overlapped));
    overlapped.hEvent = handle(event.handle());
    assertBroken(
        OverlappedRule.BUFFER_OFF_HEAP,
        () -> guarded.ReadFile(handle, new byte[8], 8, new IntByReference(), overlapped));

    assertThat(guarded.ConnectNamedPipe(handle, overlapped)).isFalse();
    assertThat(guarded.GetLastError()).isEqualTo(PENDING);
    assertPendsUntilAClientComes();
  }

  /** It passes the address of the structure, which the names of the functions tell. */
  @Test
  void ipcsocket() throws Exception {
    Win32NamedPipeLibrary guarded =
        guard.wrap(Win32NamedPipeLibrary.class, Win32NamedPipeLibrary.INSTANCE);
    WinNT.HANDLE own = guarded.CreateEvent(null, true, false, null);
    overlapped.hEvent = own;
    overlapped.write();
    // Its own event has no tag: right where nobody has a port, and refused by the guard.
    assertBroken(
        OverlappedRule.EVENT_TAGGED,
        () -> guarded.ConnectNamedPipe(handle, overlapped.getPointer()));
    assertThat(guarded.CloseHandle(own)).isTrue();

    overlapped.hEvent = handle(event.handle());
    overlapped.write();
    assertThat(guarded.ConnectNamedPipe(handle, overlapped.getPointer())).isFalse();
    assertThat(guarded.GetLastError()).isEqualTo(PENDING);
    assertPendsUntilAClientComes();
  }

  /**
   * Its interface is its own, and of no use to anybody else: a guard stands before it all the same.
   */
  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void pty4j() throws Exception {
    Class api = Class.forName("com.pty4j.windows.winpty.WinPty$Kern32");
    Object guarded = guard.wrap(api, Native.load("kernel32", api));
    Method readFile =
        api.getMethod(
            "ReadFile",
            WinNT.HANDLE.class,
            Pointer.class,
            int.class,
            IntByReference.class,
            Pointer.class);
    readFile.setAccessible(true);
    overlapped.write();
    try (Memory buffer = new Memory(8)) {
      assertBroken(
          OverlappedRule.EVENT_PRESENT,
          () -> {
            try {
              readFile.invoke(
                  guarded, handle, buffer, 8, new IntByReference(), overlapped.getPointer());
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          });
    }
  }

  /** Its interface only: the class that uses it does not start with the JNA of today. */
  @Test
  void purejavacomm() throws Exception {
    WinAPI.Windows_kernel32_lib guarded =
        guard.wrap(
            WinAPI.Windows_kernel32_lib.class,
            Native.load("kernel32", WinAPI.Windows_kernel32_lib.class));
    WinAPI.HANDLE port = new WinAPI.HANDLE(Pointer.createConstant(pipe.handle()));
    Pointer address = overlapped.getPointer();
    Memory buffer = new Memory(8);
    assertBroken(
        OverlappedRule.EVENT_PRESENT,
        () -> guarded.WaitCommEvent(port, new IntByReference(), address));
    assertBroken(
        OverlappedRule.EVENT_PRESENT, () -> guarded.ReadFile(port, buffer, 8, new int[1], address));
    overlapped.hEvent = handle(event.handle());
    overlapped.write();
    assertBroken(
        OverlappedRule.BUFFER_OFF_HEAP,
        () -> guarded.ReadFile(port, new byte[8], 8, new int[1], address));
    readsWhatAClientWrites(guarded, port, buffer, address);
  }

  private void readsWhatAClientWrites(
      WinAPI.Windows_kernel32_lib guarded, WinAPI.HANDLE port, Memory buffer, Pointer address)
      throws Exception {
    try (RandomAccessFile client = new RandomAccessFile(pipe.name(), "rw")) {
      assertThat(guarded.ReadFile(port, buffer, 8, new int[1], address)).isFalse();
      assertThat(Native.getLastError()).isEqualTo(PENDING);
      assertThat(guard.pending()).isEqualTo(1);
      client.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
      Waits.until("the operation has ended", () -> guard.pending() == 0);
      assertThat(buffer.getByteArray(0, 8)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  /** Its calls are static and go to a port of its own; what it lacks is found by hand. */
  @Test
  void nuprocess() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.wrap(NuKernel32.class, new NuKernel32()))
        .withMessageContaining("not an interface");
    NuKernel32.OVERLAPPED theirs = new NuKernel32.OVERLAPPED();
    theirs.write();
    long address = Pointer.nativeValue(theirs.getPointer());
    assertBroken(OverlappedRule.EVENT_PRESENT, () -> guard.before(address, theirs));
    assertThat(theirs.size()).isEqualTo(32);
  }
}
