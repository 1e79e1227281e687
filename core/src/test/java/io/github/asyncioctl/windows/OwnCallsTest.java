package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.OwnCalls.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.SocketHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overlapped calls of the user's own, on real files, pipes and sockets. */
@OnWindows
class OwnCallsTest {
  private static final int GENERIC_READ = 0x80000000;
  private static final int SHARE_ALL = 7;
  private static final int OPEN_EXISTING = 3;
  private static final int FILE_FLAG_OVERLAPPED = 0x40000000;
  private static final int FILE_FLAG_BACKUP_SEMANTICS = 0x02000000;
  private static final int FILE_NOTIFY_CHANGE_FILE_NAME = 1;
  private static final int ERROR_PIPE_CONNECTED = 535;

  private final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void closeEngine() {
    io.close();
    assertThat(io.stats().retained()).isZero();
  }

  private static OverlappedCall connect(NamedPipe pipe) {
    return OverlappedCall.on(pipe.handle(), "ConnectNamedPipe")
        .start((overlapped, memory) -> error(OwnCalls.ConnectNamedPipe(pipe.handle(), overlapped)))
        .succeedingWith(ERROR_PIPE_CONNECTED);
  }

  @Test
  void waitsForTheClientOfAPipe() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<OverlappedResult> connected = io.overlappedAsync(connect(pipe));
      Waits.untilIssued(io);
      assertThat(connected).isNotDone();
      pipe.connect();
      assertThat(Waits.get(connected).memory().remaining()).isZero();
      // The client is there: at once.
      Waits.get(io.overlappedAsync(connect(pipe)));
    }
  }

  @Test
  void outlivesTheThreadThatAskedForIt() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<OverlappedResult> connected = new CompletableFuture<>();
      Thread asking =
          new Thread(
              () -> {
                CompletableFuture<Void> unused =
                    io.overlappedAsync(connect(pipe)).thenAccept(connected::complete);
              });
      asking.start();
      asking.join();
      Waits.untilIssued(io);
      pipe.connect();
      Waits.get(connected);
    }
  }

  @Test
  void isCancelledByItsFuture() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<OverlappedResult> connected = io.overlappedAsync(connect(pipe));
      Waits.untilIssued(io);
      connected.cancel(true);
      Waits.untilNothingPends(io);
    }
  }

  @Test
  void endsWithTheEngine() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<OverlappedResult> connected = io.overlappedAsync(connect(pipe));
      Waits.untilIssued(io);
      io.close();
      assertThat(Waits.ioctlFailure(connected).error()).isEqualTo(995);
    }
  }

  @Test
  void aRefusalOfTheSystemNamesTheFunction() throws Exception {
    OverlappedCall onNothing =
        OverlappedCall.on(0xBAD0, "ConnectNamedPipe")
            .start((overlapped, memory) -> error(OwnCalls.ConnectNamedPipe(0xBAD0, overlapped)));
    assertThat(Waits.ioctlFailure(io.overlappedAsync(onNothing)))
        .hasMessageStartingWith("ConnectNamedPipe failed: ERROR_INVALID_HANDLE (6)");
  }

  @Test
  void readsAFileAtAPosition(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "0123456789");
    long handle = open(file, 0);
    try {
      OverlappedCall read =
          OverlappedCall.on(handle, "ReadFile")
              .memory(8)
              .at(6)
              .start(
                  (overlapped, memory) ->
                      error(OwnCalls.ReadFile(handle, memory, 8, 0, overlapped)));
      OverlappedResult result = Waits.get(io.overlappedAsync(read));
      assertThat(result.transferred()).isEqualTo(4);
      assertThat(StandardCharsets.US_ASCII.decode(result.memory().limit(4)).toString())
          .isEqualTo("6789");
    } finally {
      RawWin32.CloseHandle(handle);
    }
  }

  @Test
  void tellsOfChangesInAFolder(@TempDir Path folder) throws Exception {
    long handle = open(folder, FILE_FLAG_BACKUP_SEMANTICS);
    try {
      OverlappedCall changes =
          OverlappedCall.on(handle, "ReadDirectoryChangesW")
              .memory(4096)
              .start(
                  (overlapped, memory) ->
                      error(
                          OwnCalls.ReadDirectoryChangesW(
                              handle,
                              memory,
                              4096,
                              0,
                              FILE_NOTIFY_CHANGE_FILE_NAME,
                              0,
                              overlapped,
                              0)));
      CompletableFuture<OverlappedResult> changed = io.overlappedAsync(changes);
      Waits.untilIssued(io);
      assertThat(changed).isNotDone();
      Files.createFile(folder.resolve("new"));
      ByteBuffer first = Waits.get(changed).memory();
      // FILE_NOTIFY_INFORMATION: NextEntryOffset, Action, FileNameLength, FileName
      assertThat(first.getInt(4)).isEqualTo(1);
      byte[] name = new byte[first.getInt(8)];
      first.get(12, name);
      assertThat(new String(name, StandardCharsets.UTF_16LE)).isEqualTo("new");
    } finally {
      RawWin32.CloseHandle(handle);
    }
  }

  private static long open(Path path, int flags) {
    long handle =
        RawWin32.CreateFileW(
            new WString(path.toString()),
            GENERIC_READ,
            SHARE_ALL,
            0,
            OPEN_EXISTING,
            FILE_FLAG_OVERLAPPED | flags,
            0);
    assertThat(handle).as("opened " + path).isNotEqualTo(RawWin32.INVALID_HANDLE_VALUE);
    return handle;
  }

  @Test
  void receivesOnASocketThatTheJdkDrivesThroughItsOwnPort() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (AsynchronousServerSocketChannel listener =
            AsynchronousServerSocketChannel.open().bind(any);
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
      Future<AsynchronousSocketChannel> accepting = listener.accept();
      client.connect(listener.getLocalAddress()).get();
      try (AsynchronousSocketChannel peer = accepting.get()) {
        CompletableFuture<OverlappedResult> received = io.overlappedAsync(receive(client));
        Waits.untilIssued(io);
        assertThat(received).isNotDone();
        write(peer, "hello");
        OverlappedResult result = Waits.get(received);
        assertThat(result.transferred()).isEqualTo(5);
        ByteBuffer bytes = result.memory().position(32).limit(37);
        assertThat(StandardCharsets.US_ASCII.decode(bytes).toString()).isEqualTo("hello");

        // The JDK goes on with its own.
        ByteBuffer own = ByteBuffer.allocate(5);
        Future<Integer> reading = client.read(own);
        write(peer, "world");
        assertThat(reading.get()).isEqualTo(5);
      }
    }
  }

  @Test
  void isNotMadeOnASocketThatWasClosed() throws Exception {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    OverlappedCall call = receive(channel);
    channel.close();
    long before = io.stats().started();
    assertThatThrownBy(() -> Waits.get(io.overlappedAsync(call)))
        .cause()
        .isInstanceOf(ClosedChannelException.class);
    assertThat(io.stats().started()).isEqualTo(before);
  }

  private static void write(AsynchronousSocketChannel channel, String text) throws Exception {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))).get();
  }

  /** A WSABUF at 0, the flags at 16, and the bytes from 32 on. */
  private static OverlappedCall receive(AsynchronousSocketChannel channel) {
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
}
