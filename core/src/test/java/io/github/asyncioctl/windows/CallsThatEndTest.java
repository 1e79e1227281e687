package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.OwnCalls.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.SocketHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How calls of the user's own end whose OVERLAPPED tells less than one would think. */
@OnWindows
class CallsThatEndTest {
  private static final int GENERIC_READ_WRITE = 0xC0000000;
  private static final int GENERIC_READ = 0x80000000;
  private static final int SHARE_ALL = 7;
  private static final int OPEN_EXISTING = 3;
  private static final int FILE_FLAG_OVERLAPPED = 0x40000000;
  private static final int FILE_FLAG_BACKUP_SEMANTICS = 0x02000000;
  private static final int FILE_NOTIFY_CHANGE_FILE_NAME = 1;
  private static final int LOCK_EXCLUSIVELY_AT_ONCE = 3;
  private static final int LOCK_VIOLATION = 33;
  private static final int HANDLE_EOF = 38;
  private static final int OPERATION_ABORTED = 995;

  private final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void closeEngine() {
    io.close();
    assertThat(io.stats().retained()).isZero();
  }

  private static long open(Path path, int access, int flags) {
    long handle =
        RawWin32.CreateFileW(
            new WString(path.toString()),
            access,
            SHARE_ALL,
            0,
            OPEN_EXISTING,
            FILE_FLAG_OVERLAPPED | flags,
            0);
    assertThat(handle).as("opened " + path).isNotEqualTo(RawWin32.INVALID_HANDLE_VALUE);
    return handle;
  }

  // --- Locks ---

  private static int completed(int result) {
    return result != 0 ? OverlappedCall.COMPLETED : Native.getLastError();
  }

  private static OverlappedCall lock(long file) {
    return OverlappedCall.on(file, "LockFileEx")
        .start(
            (overlapped, memory) ->
                completed(
                    OwnCalls.LockFileEx(file, LOCK_EXCLUSIVELY_AT_ONCE, 0, 4, 0, overlapped)));
  }

  private static OverlappedCall unlock(long file) {
    return OverlappedCall.on(file, "UnlockFileEx")
        .start((overlapped, memory) -> completed(OwnCalls.UnlockFileEx(file, 0, 4, 0, overlapped)));
  }

  @Test
  void locksAreTakenAndGivenBackAtOnce(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "0123456789");
    long one = open(file, GENERIC_READ_WRITE, 0);
    long other = open(file, GENERIC_READ_WRITE, 0);
    try {
      Waits.get(io.overlappedAsync(lock(one)));
      assertThat(Waits.ioctlFailure(io.overlappedAsync(lock(other))).error())
          .isEqualTo(LOCK_VIOLATION);
      Waits.get(io.overlappedAsync(unlock(one)));
      Waits.get(io.overlappedAsync(lock(other)));
      Waits.get(io.overlappedAsync(unlock(other)));
      assertThat(io.stats().pending()).isZero();
    } finally {
      RawWin32.CloseHandle(one);
      RawWin32.CloseHandle(other);
    }
  }

  // --- The end of a file ---

  private static OverlappedCall readAtTheEnd(long file) {
    return OverlappedCall.on(file, "ReadFile")
        .memory(8)
        .at(10)
        .start((overlapped, memory) -> error(OwnCalls.ReadFile(file, memory, 8, 0, overlapped)));
  }

  @Test
  void theEndOfAFileIsASuccessToWhoeverNamesIt(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "0123456789");
    long handle = open(file, GENERIC_READ, 0);
    try {
      OverlappedResult result =
          Waits.get(io.overlappedAsync(readAtTheEnd(handle).succeedingWith(HANDLE_EOF)));
      assertThat(result.transferred()).isZero();
      assertThat(result.memory().remaining()).isEqualTo(8);
      IoctlException failure = Waits.ioctlFailure(io.overlappedAsync(readAtTheEnd(handle)));
      assertThat(failure.error()).isEqualTo(HANDLE_EOF);
      assertThat(failure.transferred()).isZero();
      assertThat(failure.output().hasRemaining()).isFalse();
    } finally {
      RawWin32.CloseHandle(handle);
    }
  }

  // --- A success that was only queued ---

  @Test
  void aFunctionThatSucceedsWhenItIsQueuedIsWaitedFor(@TempDir Path folder) throws Exception {
    long handle = open(folder, GENERIC_READ, FILE_FLAG_BACKUP_SEMANTICS);
    try {
      AtomicInteger returned = new AtomicInteger(-1);
      OverlappedCall changes =
          OverlappedCall.on(handle, "ReadDirectoryChangesW")
              .memory(1024)
              .start(
                  (overlapped, memory) -> {
                    int error =
                        error(
                            OwnCalls.ReadDirectoryChangesW(
                                handle,
                                memory,
                                1024,
                                0,
                                FILE_NOTIFY_CHANGE_FILE_NAME,
                                0,
                                overlapped,
                                0));
                    returned.set(error);
                    return error;
                  });
      CompletableFuture<OverlappedResult> changed = io.overlappedAsync(changes);
      Waits.untilIssued(io);
      assertThat(returned).as("what it returned").hasValue(0);
      assertThat(changed).isNotDone();
      assertThat(io.stats().pending()).isEqualTo(1);
      Files.createFile(folder.resolve("new"));
      OverlappedResult result = Waits.get(changed);
      assertThat(result.transferred()).isEqualTo(12 + 2 * "new".length());
      assertThat(result.ntStatus()).isZero();
    } finally {
      RawWin32.CloseHandle(handle);
    }
  }

  // --- Closing under a call ---

  /** A WSABUF at 0, the flags at 16, and the bytes from 32 on. */
  private static OverlappedCall receive(NetworkChannel channel) {
    long socket = SocketHandle.of(channel).value();
    return OverlappedCall.onSocket(channel, "WSARecv")
        .memory(64)
        .start(
            (overlapped, memory) -> {
              Pointer buffers = new Pointer(memory);
              buffers.setInt(0, 32);
              buffers.setLong(8, memory + 32);
              return OwnCalls.WSARecv(socket, memory, 1, 0, memory + 16, overlapped, 0) == 0
                  ? 0
                  : Native.getLastError();
            });
  }

  private void assertEndsWhenItIsClosed(NetworkChannel channel) throws Exception {
    CompletableFuture<OverlappedResult> received = io.overlappedAsync(receive(channel));
    Waits.untilIssued(io);
    assertThat(received).isNotDone();
    channel.close();
    IoctlException failure = Waits.ioctlFailure(received);
    assertThat(failure.error()).isEqualTo(OPERATION_ABORTED);
    assertThat(failure).hasMessageContaining("this program closed the socket");
    assertThat(failure.output().hasRemaining()).isFalse();
  }

  @Test
  void anAsynchronousChannelThatIsClosedUnderAReceiveEndsItAsAborted() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (AsynchronousServerSocketChannel listener =
            AsynchronousServerSocketChannel.open().bind(any);
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
      Future<AsynchronousSocketChannel> accepting = listener.accept();
      client.connect(listener.getLocalAddress()).get();
      try (AsynchronousSocketChannel peer = accepting.get()) {
        assertThat(peer.isOpen()).isTrue();
        assertEndsWhenItIsClosed(client);
      }
    }
  }

  @Test
  void aChannelThatIsClosedUnderAReceiveEndsItAsAborted() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(any);
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        SocketChannel peer = listener.accept()) {
      assertThat(peer.isOpen()).isTrue();
      assertEndsWhenItIsClosed(client);
    }
  }

  // --- A call that is cancelled in its own way ---

  private final AtomicInteger cancelled = new AtomicInteger();

  /** The handle that is named before the call is none that CancelIoEx could use. */
  private OverlappedCall connect(NamedPipe pipe) {
    return OverlappedCall.on(RawWin32.INVALID_HANDLE_VALUE, "ConnectNamedPipe")
        .start((overlapped, memory) -> error(OwnCalls.ConnectNamedPipe(pipe.handle(), overlapped)))
        .cancelledBy(
            overlapped -> {
              cancelled.incrementAndGet();
              RawWin32.CancelIoEx(pipe.handle(), overlapped);
            });
  }

  @Test
  void aCallIsCancelledInItsOwnWay() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<OverlappedResult> connected = io.overlappedAsync(connect(pipe));
      Waits.untilIssued(io);
      assertThat(connected).isNotDone();
      connected.cancel(false);
      Waits.untilNothingPends(io);
      assertThat(cancelled).hasValue(1);
    }
  }

  @Test
  void closingTheEngineCancelsItThatWayToo() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<OverlappedResult> connected = io.overlappedAsync(connect(pipe));
      Waits.untilIssued(io);
      io.close();
      assertThat(Waits.ioctlFailure(connected).error()).isEqualTo(OPERATION_ABORTED);
      assertThat(cancelled).hasValue(1);
    }
  }
}
