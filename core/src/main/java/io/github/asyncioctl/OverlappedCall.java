package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An overlapped call for the engine to make: ReadDirectoryChangesW, ConnectNamedPipe, LockFileEx,
 * WSARecvMsg or any other function that takes an OVERLAPPED. Immutable: each method that refines
 * the call returns a new object.
 *
 * <pre>{@code
 * OverlappedCall connect =
 *     OverlappedCall.on(pipe, "ConnectNamedPipe")
 *         .start((overlapped, memory) ->
 *             MyKernel32.ConnectNamedPipe(pipe, overlapped) ? 0 : Native.getLastError())
 *         .succeedingWith(ERROR_PIPE_CONNECTED);
 * io.overlappedAsync(connect).thenRun(this::serve);
 * }</pre>
 *
 * <p>Source: Microsoft, "Synchronization and Overlapped Input and Output", "OVERLAPPED structure
 * (minwinbase.h)".
 */
public final class OverlappedCall {
  /** Makes the call. */
  @FunctionalInterface
  public interface Start {
    /**
     * Makes the call. The engine's waiter runs this once, so it must not block and must do nothing
     * else. It passes the two addresses to the system and keeps neither: they are valid until the
     * operation ends, which may be before this returns. If it throws, the engine cannot know
     * whether the kernel uses the memory, and never frees it; the future fails with the exception.
     *
     * @param overlapped the address of the OVERLAPPED. Its event is the engine's tagged event, its
     *     Offset is the one set by {@link #at}.
     * @param memory the address of the call's memory, aligned to 16 bytes; 0 if it has none
     * @return 0 if the function reported success, otherwise the error from GetLastError or
     *     WSAGetLastError: 997 (ERROR_IO_PENDING) if the operation pends. Some functions report
     *     success when they have only queued the operation (ReadDirectoryChangesW), so after a 0
     *     the OVERLAPPED decides whether the operation is complete. Others succeed without touching
     *     the OVERLAPPED (LockFileEx and UnlockFileEx may): for those return {@link #COMPLETED}.
     */
    int start(long overlapped, long memory);
  }

  /** Asks the system to end a call. */
  @FunctionalInterface
  public interface Cancel {
    /**
     * Asks the system to end the call. The engine's waiter runs this, so it must not block. The
     * engine ignores whether it succeeds: the call ends when its OVERLAPPED says so.
     *
     * @param overlapped the address of the OVERLAPPED
     */
    void cancel(long overlapped);
  }

  /**
   * What {@link Start#start} returns if the function has succeeded and the operation is complete.
   * The engine does not look at the OVERLAPPED then. No system function returns this value.
   */
  public static final int COMPLETED = 0x2000_0001;

  private static final Start NOTHING =
      (overlapped, memory) -> {
        throw new IllegalStateException("the call has no start()");
      };

  private final String function;
  private final long handle;
  private final @Nullable SocketHandle socket;
  private final byte[] memory;
  private final long offset;
  private final Set<Integer> successes;
  private final Start start;

  /** Null for CancelIoEx on the handle. */
  private final @Nullable Cancel cancel;

  private OverlappedCall(
      String function,
      long handle,
      @Nullable SocketHandle socket,
      byte[] memory,
      long offset,
      Set<Integer> successes,
      Start start,
      @Nullable Cancel cancel) {
    this.function = function;
    this.handle = handle;
    this.socket = socket;
    this.memory = memory;
    this.offset = offset;
    this.successes = successes;
    this.start = start;
    this.cancel = cancel;
  }

  /**
   * A call on a file, pipe or device that was opened with FILE_FLAG_OVERLAPPED.
   *
   * @param handle the HANDLE's value; keep it open while the call is pending
   * @param function the function's name, for exceptions and the log
   * @return the call, to be refined
   * @throws IllegalArgumentException if the name has a control character
   */
  public static OverlappedCall on(long handle, String function) {
    PlainName.require(function, "function");
    return new OverlappedCall(function, handle, null, new byte[0], 0, Set.of(), NOTHING, null);
  }

  /**
   * A call on a socket. Its errors are those of Winsock.
   *
   * @param socket a {@link java.net.Socket}, {@link java.net.ServerSocket}, {@link
   *     java.net.DatagramSocket}, {@link java.nio.channels.NetworkChannel} or {@link SocketHandle};
   *     the Java object stays reachable while the call is pending
   * @param function the function's name, for exceptions and the log
   * @return the call, to be refined
   * @throws IllegalArgumentException if the object is not a socket, or the name has a control
   *     character
   * @throws UncheckedIOException if it is closed
   */
  public static OverlappedCall onSocket(Object socket, String function) {
    PlainName.require(function, "function");
    SocketHandle handle = socket instanceof SocketHandle given ? given : SocketHandle.of(socket);
    return new OverlappedCall(
        function, handle.value(), handle, new byte[0], 0, Set.of(), NOTHING, null);
  }

  /**
   * The same call with memory of this size, zeroed before the call.
   *
   * @param bytes from 0 to {@link AsyncIoctl#MAX_BUFFER}
   * @return the refined call
   */
  public OverlappedCall memory(int bytes) {
    if (bytes < 0 || bytes > Limits.MAX_BUFFER) {
      throw new IllegalArgumentException(
          "bytes must be from 0 to " + Limits.MAX_BUFFER + ", not " + bytes);
    }
    return new OverlappedCall(
        function, handle, socket, new byte[bytes], offset, successes, start, cancel);
  }

  /**
   * The same call with memory that holds these bytes.
   *
   * @param content copied from its position to its limit, now
   * @return the refined call
   */
  public OverlappedCall memory(ByteBuffer content) {
    OverlappedCall sized = memory(content.remaining());
    content.get(content.position(), sized.memory);
    return sized;
  }

  /**
   * The same call at a position in a file.
   *
   * @param position the value for Offset and OffsetHigh of the OVERLAPPED
   * @return the refined call
   */
  public OverlappedCall at(long position) {
    return new OverlappedCall(function, handle, socket, memory, position, successes, start, cancel);
  }

  /**
   * The same call with errors that count as success, whether the call returns them at once or the
   * operation ends with them later: ERROR_PIPE_CONNECTED (535) of ConnectNamedPipe,
   * ERROR_HANDLE_EOF (38) and ERROR_MORE_DATA (234) of ReadFile. {@link OverlappedResult#ntStatus}
   * distinguishes them.
   *
   * @param errors the errors
   * @return the refined call
   */
  public OverlappedCall succeedingWith(int... errors) {
    Set<Integer> all = Arrays.stream(errors).boxed().collect(Collectors.toUnmodifiableSet());
    if (all.contains(Kernel.SUCCESS) || all.contains(Kernel.IO_PENDING)) {
      throw new IllegalArgumentException("0 and 997 are not errors that end a call");
    }
    return new OverlappedCall(function, handle, socket, memory, offset, all, start, cancel);
  }

  /**
   * The same call with the code that makes it.
   *
   * @param call makes the call
   * @return the refined call
   */
  public OverlappedCall start(Start call) {
    Objects.requireNonNull(call, "call");
    return new OverlappedCall(function, handle, socket, memory, offset, successes, call, cancel);
  }

  /**
   * The same call with the code that cancels it, for calls that CancelIoEx on the given handle does
   * not cancel. Some functions open a handle of their own (CancelIPChangeNotify cancels
   * NotifyAddrChange).
   *
   * @param how asks the system to end the call
   * @return the refined call
   */
  public OverlappedCall cancelledBy(Cancel how) {
    Objects.requireNonNull(how, "how");
    return new OverlappedCall(function, handle, socket, memory, offset, successes, start, how);
  }

  @Override
  public String toString() {
    return function + " on 0x" + Long.toHexString(handle);
  }

  ByteBuffer memory() {
    return ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
  }

  Target target() {
    if (start == NOTHING) {
      throw new IllegalArgumentException(this + " has no start()");
    }
    return new CallTarget(this);
  }

  Form<OverlappedResult> form() {
    return new ResultForm(memory.length, successes);
  }

  /**
   * For the engine the call's memory is the operation's input: it is at the start of the
   * operation's block.
   */
  private record ResultForm(int size, Set<Integer> successes) implements Form<OverlappedResult> {
    @Override
    public Manner manner() {
      return Manner.MAY_PEND;
    }

    @Override
    public boolean takesInput() {
      return true;
    }

    @Override
    public boolean succeedsWith(int error) {
      return successes.contains(error);
    }

    @Override
    public boolean showsMemoryOfFailures() {
      return true;
    }

    @Override
    public ByteBuffer output(ByteBuffer memory) {
      return memory.slice(0, size); // the block is rounded up
    }

    @Override
    public OverlappedResult decode(ByteBuffer memory, long address, long transferred) {
      return decode(memory, address, transferred, 0);
    }

    @Override
    public OverlappedResult decode(ByteBuffer memory, long address, long transferred, int status) {
      // The block is rounded up.
      return new OverlappedResult(
          memory.slice(0, size).order(ByteOrder.LITTLE_ENDIAN), transferred, status);
    }
  }

  /** One issue of the call. */
  private static final class CallTarget implements Target {
    private final OverlappedCall call;
    private @Nullable Throwable thrown;

    CallTarget(OverlappedCall call) {
      this.call = call;
    }

    @Override
    public long handle() {
      return call.handle;
    }

    @Override
    public boolean isSocket() {
      return call.socket != null;
    }

    @Override
    public @Nullable Object owner() {
      return call.socket == null ? null : call.socket.owner();
    }

    @Override
    public @Nullable IOException refusal() {
      return call.socket == null ? null : call.socket.refusal();
    }

    @Override
    public String function() {
      return call.function;
    }

    @Override
    public long offset() {
      return call.offset;
    }

    @Override
    public int issue(
        Kernel kernel,
        int code,
        long in,
        int inBytes,
        long out,
        int outBytes,
        long returned,
        long overlapped) {
      try {
        int error = call.start.start(overlapped, in);
        return switch (error) {
          // It may have been queued only: the status decides, as it does when the call pends.
          case Kernel.SUCCESS -> Kernel.IO_PENDING;
          case COMPLETED -> Kernel.SUCCESS;
          default -> error;
        };
      } catch (Throwable e) { // the user's; LinkageErrors of JNA among them
        thrown = e;
        return Kernel.FAULTED;
      }
    }

    @Override
    public void cancel(Kernel kernel, long overlapped) {
      Cancel how = call.cancel;
      if (how == null) {
        kernel.cancel(call.handle, overlapped);
        return;
      }
      try {
        how.cancel(overlapped);
      } catch (Throwable e) { // the user's; the call ends when the system says so
        return;
      }
    }

    @Override
    public @Nullable Throwable thrown() {
      return thrown;
    }
  }
}
