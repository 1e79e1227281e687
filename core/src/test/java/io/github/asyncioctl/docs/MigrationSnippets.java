package io.github.asyncioctl.docs;

import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_QUERY;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The snippets of docs/migration.md, before and after, word for word. */
public final class MigrationSnippets {
  private static final int ERROR_IO_PENDING = 997;
  private static final int STATUS_PENDING = 0x103;
  private static final int INFINITE = -1;
  private static final int WT_EXECUTEONLYONCE = 8;

  /** Functions that a user has mapped. */
  public static final class Winsock {
    static {
      Native.register(Winsock.class, "ws2_32");
    }

    private Winsock() {}

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
  public static final class Kernel32 {
    static {
      Native.register(Kernel32.class, "kernel32");
    }

    private Kernel32() {}

    static native long CreateEventW(long security, int manual, int initial, long name);

    static native int WaitForSingleObject(long handle, int millis);

    static native boolean RegisterWaitForSingleObject(
        long[] wait, long handle, WaitOrTimerCallback done, long context, int millis, int flags);

    static native boolean UnregisterWaitEx(long wait, long completionEvent);

    static native boolean CloseHandle(long handle);
  }

  /** What a thread of Windows' pool calls. */
  public interface WaitOrTimerCallback extends Callback {
    void callback(Pointer context, byte timedOut);
  }

  private MigrationSnippets() {}

  // snippet: beforeJna
  static byte[] ioctl(long socket, int code, int outBytes) throws IOException {
    long event = Kernel32.CreateEventW(0, 1, 0, 0);
    Pointer memory = new Pointer(Native.malloc(64 + outBytes)); // OVERLAPPED, count, output
    memory.clear(64 + outBytes);
    memory.setLong(0, STATUS_PENDING); // not every provider sets it
    memory.setLong(24, event | 1); // tagged: no packet for the port of the JDK
    long overlapped = Pointer.nativeValue(memory);
    int result =
        Winsock.WSAIoctl(
            socket, code, 0, 0, overlapped + 64, outBytes, overlapped + 32, overlapped, 0);
    int error = result == 0 ? 0 : Native.getLastError();
    if (error == ERROR_IO_PENDING) {
      Kernel32.WaitForSingleObject(event, INFINITE); // blocks this thread
      error = memory.getInt(0); // an NTSTATUS, to be translated to an error
    }
    int count = memory.getInt(result == 0 ? 32 : 8);
    byte[] out = error == 0 ? memory.getByteArray(64, count) : null;
    Native.free(overlapped);
    Kernel32.CloseHandle(event);
    if (out == null) {
      throw new IOException("WSAIoctl failed: " + error);
    }
    return out;
  }

  // end

  public static CompletableFuture<ByteBuffer> afterJna(
      AsyncIoctl io, AsynchronousSocketChannel channel) {
    // snippet: afterJna
    CompletableFuture<ByteBuffer> answer = io.ioctlAsync(channel, SIO_ADDRESS_LIST_QUERY, null);
    // end
    return answer;
  }

  public static CompletableFuture<byte[]> beforeThread(long socket, int code, Executor threads) {
    // snippet: beforeThread
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    threads.execute( // a thread for each operation that pends
        () -> {
          try {
            answer.complete(ioctl(socket, code, 4096));
          } catch (IOException e) {
            answer.completeExceptionally(e);
          }
        });
    // end
    return answer;
  }

  public static CompletableFuture<ByteBuffer> afterThread(
      AsyncIoctl io, AsynchronousSocketChannel channel, int code) {
    // snippet: afterThread
    CompletableFuture<ByteBuffer> answer = io.ioctlAsync(channel, code, null);
    // end
    return answer;
  }

  // snippet: beforeWait
  static final Set<Callback> CALLBACKS = ConcurrentHashMap.newKeySet(); // or they are collected

  static CompletableFuture<Void> signalled(long event) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    long[] wait = new long[1];
    WaitOrTimerCallback callback = (context, timedOut) -> done.complete(null);
    CALLBACKS.add(callback);
    if (!Kernel32.RegisterWaitForSingleObject(
        wait, event, callback, 0, INFINITE, WT_EXECUTEONLYONCE)) {
      throw new IOException("RegisterWaitForSingleObject failed: " + Native.getLastError());
    }
    return done.whenCompleteAsync(
        (nothing, failure) -> {
          Kernel32.UnregisterWaitEx(wait[0], -1); // waits until the callback has returned
          CALLBACKS.remove(callback);
        });
  }

  // end

  /** For the tests, which are in another package. */
  public static CompletableFuture<Void> beforeWait(long event) throws IOException {
    return signalled(event);
  }

  public static CompletableFuture<Void> afterWait(
      AsyncIoctl io, AsynchronousSocketChannel channel, int code, Executor executor) {
    // snippet: afterWait
    CompletableFuture<Void> done =
        io.ioctlAsync(channel, code, null).thenAcceptAsync(answer -> {}, executor);
    // end
    return done;
  }

  public static long beforeReflection(AsynchronousSocketChannel channel)
      throws ReflectiveOperationException {
    // snippet: beforeReflection
    // java --add-opens java.base/sun.nio.ch=ALL-UNNAMED
    Field handle = channel.getClass().getDeclaredField("handle");
    handle.setAccessible(true);
    long socket = handle.getLong(channel);
    // end
    return socket;
  }

  public static long afterReflection(AsynchronousSocketChannel channel) {
    // snippet: afterReflection
    long socket = SocketHandle.of(channel).value();
    // end
    return socket;
  }
}
