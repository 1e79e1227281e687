package io.github.asyncioctl.docs;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.CtlCode.Access.READ;
import static io.github.asyncioctl.CtlCode.Method.BUFFERED;
import static io.github.asyncioctl.DeviceTypes.FILE_DEVICE_NAMED_PIPE;
import static io.github.asyncioctl.ErrorCodes.ERROR_MORE_DATA;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.CtlCode;
import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.PendingIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.overlapped.OverlappedGuard;
import io.github.asyncioctl.overlapped.TaggedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The snippets of docs/guide.md that are nowhere else, word for word. */
public final class GuideSnippets {
  /** Functions that a user has mapped. */
  public static final class MyWinsock {
    static {
      Native.register(MyWinsock.class, "ws2_32");
    }

    private MyWinsock() {}

    static native int WSAIoctl(
        long socket,
        int code,
        long in,
        int inBytes,
        long out,
        int outBytes,
        long returned,
        long overlapped,
        long routine);
  }

  /** Functions that a user has mapped. */
  public static final class MyKernel32 {
    static {
      Native.register(MyKernel32.class, "kernel32");
    }

    private MyKernel32() {}

    static native boolean ReadFile(long file, long buffer, int bytes, long read, long overlapped);

    static native boolean LockFileEx(
        long file, int flags, int reserved, int low, int high, long overlapped);
  }

  private static final int LOCKFILE_EXCLUSIVE_LOCK = 2;

  private GuideSnippets() {}

  public static void supported() {
    // snippet: supported
    if (!AsyncIoctl.isSupported()) {
      System.out.println(AsyncIoctl.unsupportedReason().orElseThrow());
    }
    // end
  }

  public static AsyncIoctl settings() {
    // snippet: settings
    AsyncIoctl io =
        AsyncIoctl.builder()
            .drainTimeout(Duration.ofSeconds(2)) // how long close() waits for the kernel
            .atOnce(0x48005678) // codes of yours that never pend
            .maxPending(100_000, 256 << 20) // operations, and bytes that they hold
            .open();
    // end
    return io;
  }

  public static CompletableFuture<Long> several(
      AsyncIoctl io, List<AsynchronousSocketChannel> channels) {
    // snippet: several
    List<CompletableFuture<Long>> each =
        channels.stream().map(channel -> io.ioctlAsync(channel, Ioctls.FIONREAD)).toList();
    CompletableFuture<Long> total =
        CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
            .thenApply(all -> each.stream().mapToLong(CompletableFuture::join).sum());
    // end
    return total;
  }

  public static CompletableFuture<ByteBuffer> device(AsyncIoctl io, long pipe) {
    // snippet: device
    CompletableFuture<ByteBuffer> client = io.deviceIoctlAsync(pipe, FSCTL_PIPE_LISTEN, null, 0);
    // end
    return client;
  }

  public static int driver(AsyncIoctl io, long pipe) throws IOException {
    // snippet: driver
    Ioctl<Void, Integer> peek =
        Ioctl.of("FSCTL_PIPE_PEEK", new CtlCode(FILE_DEVICE_NAMED_PIPE, 3, BUFFERED, READ).value())
            .output(4096, answer -> answer.getInt(4)); // ReadDataAvailable
    int waiting = io.deviceIoctl(pipe, peek, Duration.ofSeconds(2));
    // end
    return waiting;
  }

  public static CompletableFuture<String> read(AsyncIoctl io, long file) {
    // snippet: read
    OverlappedCall read =
        OverlappedCall.on(file, "ReadFile")
            .memory(512)
            .at(6) // where in the file
            .start(
                (overlapped, memory) ->
                    MyKernel32.ReadFile(file, memory, 512, 0, overlapped)
                        ? 0
                        : Native.getLastError());
    CompletableFuture<String> text =
        io.overlappedAsync(read)
            .thenApply(done -> done.memory().limit((int) done.transferred()))
            .thenApply(bytes -> StandardCharsets.UTF_8.decode(bytes).toString());
    // end
    return text;
  }

  /** A read from a pipe that keeps messages apart. */
  public static OverlappedCall readEightBytes(long pipe) {
    return OverlappedCall.on(pipe, "ReadFile")
        .memory(8)
        .start(
            (overlapped, memory) ->
                MyKernel32.ReadFile(pipe, memory, 8, 0, overlapped) ? 0 : Native.getLastError());
  }

  public static void lost(AsyncIoctl io, OverlappedCall readEightBytes) {
    // snippet: lost
    io.overlappedAsync(readEightBytes) // and the message is longer
        .exceptionally(
            failure -> {
              IoctlException e = (IoctlException) failure;
              ByteBuffer first = e.output();
              System.out.println(e.error() + " after " + first.remaining() + " bytes");
              return null;
            })
        .join();
    // end
  }

  public static CompletableFuture<Boolean> parts(AsyncIoctl io, OverlappedCall readEightBytes) {
    // snippet: parts
    OverlappedCall part = readEightBytes.succeedingWith(ERROR_MORE_DATA);
    CompletableFuture<Boolean> isWhole =
        io.overlappedAsync(part).thenApply(done -> done.ntStatus() == 0);
    // end
    return isWhole;
  }

  public static CompletableFuture<OverlappedResult> lock(AsyncIoctl io, long file) {
    // snippet: lock
    OverlappedCall lock =
        OverlappedCall.on(file, "LockFileEx")
            .start(
                (overlapped, memory) ->
                    MyKernel32.LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, overlapped)
                        ? OverlappedCall.COMPLETED
                        : Native.getLastError());
    CompletableFuture<OverlappedResult> locked = io.overlappedAsync(lock);
    // end
    return locked;
  }

  public static void pending(AsyncIoctl io) {
    // snippet: pending
    for (PendingIoctl each : io.pending()) {
      System.out.println(each.function() + " for " + each.age().toSeconds() + " s");
    }
    // end
  }

  public static boolean guard(AsynchronousSocketChannel channel, Runnable change) throws Exception {
    // snippet: guard
    OverlappedGuard guard = new OverlappedGuard(); // one for the whole program
    TaggedEvent event = TaggedEvent.create();
    Pointer memory = new Pointer(Native.malloc(40)); // an OVERLAPPED, and a count behind it
    memory.clear(40);
    memory.setLong(24, event.handle()); // hEvent
    long overlapped = Pointer.nativeValue(memory);

    OverlappedGuard.Ticket ticket = guard.before(overlapped, channel);
    long socket = SocketHandle.of(channel).value();
    int result =
        MyWinsock.WSAIoctl(
            socket, SIO_ADDRESS_LIST_CHANGE, 0, 0, 0, 0, overlapped + 32, overlapped, 0);
    if (result == 0) {
      ticket.completed(); // a success of WSAIoctl means that nothing is pending
    } else {
      ticket.returned(Native.getLastError());
    }
    // end
    change.run();
    // snippet: guardEnd
    boolean ended = event.await(Duration.ofSeconds(30));
    guard.release(overlapped); // throws while the kernel still has it
    Native.free(overlapped);
    event.close();
    // end
    return ended;
  }
}
