package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Counters;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.machine.EngineAccess;
import io.github.asyncioctl.internal.machine.Machine;
import io.github.asyncioctl.internal.machine.MachineSockets;
import io.github.asyncioctl.internal.waits.WaitCounters;
import io.github.asyncioctl.internal.waits.WaitPort;
import io.github.asyncioctl.internal.waits.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Issues IOCTLs on any JDK socket and completes a {@link CompletableFuture} when they end. This
 * includes the sockets that the JDK drives through its own completion port. One engine serves any
 * number of sockets and pending operations with one waiter thread. All methods are thread-safe.
 *
 * <p><b>Which thread.</b> The engine issues a code that is known to complete at once on the
 * caller's thread; its future is complete when the method returns. The engine's waiter issues any
 * other code, so that the operation outlives the calling thread; its future completes on the
 * engine's completion executor (see {@link Builder#executor}). Dependents run where {@code
 * CompletableFuture} runs them: on the thread that completes the future, or, if the future is
 * already complete, on the thread that adds them.
 *
 * <p><b>Order.</b> The waiter issues operations in the order in which they were submitted. The
 * kernel decides the order in which they complete.
 *
 * <p><b>Buffers.</b> The method copies the input, from its position to its limit, before it
 * returns; it does not change either. The answer is a new little-endian heap buffer from position 0
 * to the number of bytes that the kernel reported. The kernel never sees the caller's memory.
 *
 * <p><b>Cancelling.</b> Completing the future in any way ({@code cancel}, {@code orTimeout}, {@code
 * completeOnTimeout}, {@code complete}) asks the kernel to cancel the operation. An operation that
 * has not been issued yet is never issued. The engine frees memory when the kernel has released it,
 * not before. As with every {@code CompletableFuture}, cancelling a dependent does not cancel the
 * operation.
 *
 * <p><b>Waiting.</b> {@code ioctl} and {@code deviceIoctl} issue the same operations and wait for
 * the answer on the calling thread, platform or virtual. A code that completes at once runs on that
 * thread without a wait. The methods throw the exception that the future would have failed with,
 * unwrapped: {@link IoctlException} with the caller's stack, {@link
 * java.nio.channels.ClosedChannelException}, {@link java.net.SocketException}. A thread that is
 * interrupted while it waits gets an {@link java.io.InterruptedIOException} and stays interrupted.
 * When the timeout expires, the thread gets a {@link java.net.SocketTimeoutException}. Either way
 * the operation is cancelled; if it ended at that moment, its outcome counts. The methods need no
 * executor. You can call them on any thread of your own, and in dependents as long as fewer than a
 * thousand of those block at a time. On the engine's waiter (a direct executor, {@link
 * OverlappedCall.Start}) they throw an {@link IllegalStateException}, because the waiter would wait
 * for itself.
 *
 * <p><b>Errors.</b> An invalid argument or a closed engine throws at once. On a closed socket the
 * future fails with {@link java.nio.channels.ClosedChannelException} or {@link
 * java.net.SocketException}. If the system refuses the call, the future fails with {@link
 * IoctlException}.
 *
 * <p>Source: Microsoft, "WSAIoctl function (winsock2.h)", and for the tagged event
 * "GetQueuedCompletionStatus function (ioapiset.h)".
 */
public final class AsyncIoctl implements AutoCloseable {
  /** The output capacity that an operation uses if you specify none: 4096 bytes. */
  public static final int DEFAULT_OUT_CAPACITY = Limits.DEFAULT_OUT_CAPACITY;

  /** The largest input and the largest output: 64 MiB each. */
  public static final int MAX_BUFFER = Limits.MAX_BUFFER;

  /** How long closing waits beyond the time that the system gets. */
  private static final long CLOSE_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final AtomicInteger OPENED = new AtomicInteger();

  private final Engine engine;
  private final Requests requests;
  private final Blocking blocking;
  private final Waits waits;

  /** Null for this one. */
  private final @Nullable Machine machine;

  static {
    EngineAccess.set(new Access());
  }

  AsyncIoctl(Engine engine) {
    this(engine, Platform::waits);
  }

  AsyncIoctl(Engine engine, Supplier<WaitPort> waitPort) {
    this(engine, waitPort, Sockets.OF_PLATFORM, null);
  }

  private AsyncIoctl(
      Engine engine, Supplier<WaitPort> waitPort, Sockets sockets, @Nullable Machine machine) {
    this.engine = engine;
    this.machine = machine;
    requests = new Requests(engine, sockets);
    blocking = new Blocking(engine, requests);
    waits = new Waits(waitPort, engine.companion(), System::nanoTime);
  }

  /**
   * Opens an engine with the default settings.
   *
   * @return the engine, to be closed when it is no longer needed
   * @throws UnsupportedOperationException if this machine is not supported, with the reason
   */
  public static AsyncIoctl open() {
    return builder().open();
  }

  /**
   * Settings for an engine.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Whether this machine can open engines: it must run a 64-bit Windows.
   *
   * @return false if {@link #open} would throw; {@link #unsupportedReason} says why
   */
  public static boolean isSupported() {
    return Platform.problem() == null;
  }

  /**
   * Why this machine cannot open engines.
   *
   * @return the reason; empty if {@link #isSupported}
   */
  public static Optional<String> unsupportedReason() {
    return Optional.ofNullable(Platform.problem());
  }

  /**
   * Checks whether this machine has what the library needs. It takes a few seconds at most and uses
   * loopback only.
   *
   * @return the outcome; on an unsupported machine a failure with the reason, never an exception
   */
  public static SelfTest selfTest() {
    return SelfTest.run();
  }

  // --- IOCTLs of sockets ---

  /**
   * Issues an IOCTL with an output buffer of {@link #DEFAULT_OUT_CAPACITY}, or without one if the
   * code's direction bits say that it transfers nothing.
   *
   * @param socket a {@link java.net.Socket}, {@link java.net.ServerSocket}, {@link
   *     java.net.DatagramSocket}, {@link java.nio.channels.NetworkChannel} or {@link SocketHandle},
   *     or an object that a {@link SocketAdapter} supports
   * @param code the control code, see {@link ControlCodes}
   * @param in the input, null for none
   * @return the answer
   * @throws IllegalArgumentException if the object is not a socket, or the input is too large
   * @throws IllegalStateException if the engine is closed
   */
  public CompletableFuture<ByteBuffer> ioctlAsync(
      Object socket, int code, @Nullable ByteBuffer in) {
    return ioctlAsync(socket, code, in, Requests.outCapacity(code));
  }

  /**
   * Issues an IOCTL.
   *
   * @param socket a {@link java.net.Socket}, {@link java.net.ServerSocket}, {@link
   *     java.net.DatagramSocket}, {@link java.nio.channels.NetworkChannel} or {@link SocketHandle},
   *     or an object that a {@link SocketAdapter} supports
   * @param code the control code, see {@link ControlCodes}
   * @param in the input, null for none
   * @param outCapacity the size of the output buffer in bytes; 0 for none
   * @return the answer
   * @throws IllegalArgumentException if the object is not a socket, the capacity is negative, or a
   *     buffer is larger than {@link #MAX_BUFFER}
   * @throws IllegalStateException if the engine is closed
   */
  public CompletableFuture<ByteBuffer> ioctlAsync(
      Object socket, int code, @Nullable ByteBuffer in, int outCapacity) {
    return requests.raw(socket, code, in, outCapacity, false);
  }

  /**
   * Issues an IOCTL that takes no input.
   *
   * @param socket a {@link java.net.Socket}, {@link java.net.ServerSocket}, {@link
   *     java.net.DatagramSocket}, {@link java.nio.channels.NetworkChannel} or {@link SocketHandle},
   *     or an object that a {@link SocketAdapter} supports
   * @param ioctl the control code, from the catalogue {@link io.github.asyncioctl.codes.Ioctls} or
   *     your own
   * @param <O> the type of the answer
   * @return the answer
   * @throws IllegalArgumentException if the object is not a socket, or the code is refused on
   *     sockets of the JDK
   * @throws IllegalStateException if the engine is closed
   */
  public <O> CompletableFuture<O> ioctlAsync(Object socket, Ioctl<Void, O> ioctl) {
    return requests.typed(socket, ioctl, null, false);
  }

  /**
   * Issues an IOCTL with an input.
   *
   * @param socket a {@link java.net.Socket}, {@link java.net.ServerSocket}, {@link
   *     java.net.DatagramSocket}, {@link java.nio.channels.NetworkChannel} or {@link SocketHandle},
   *     or an object that a {@link SocketAdapter} supports
   * @param ioctl the control code, from the catalogue {@link io.github.asyncioctl.codes.Ioctls} or
   *     your own
   * @param in the input
   * @param <I> the type of the input
   * @param <O> the type of the answer
   * @return the answer
   * @throws NullPointerException if the input is null and the code takes one
   * @throws IllegalArgumentException if the object is not a socket, the input is out of the code's
   *     range, or the code is refused on sockets of the JDK
   * @throws IllegalStateException if the engine is closed
   */
  public <I, O> CompletableFuture<O> ioctlAsync(Object socket, Ioctl<I, O> ioctl, I in) {
    return requests.typed(socket, ioctl, in, false);
  }

  /**
   * Issues an IOCTL with an output buffer of {@link #DEFAULT_OUT_CAPACITY}, or without one if the
   * code transfers nothing, and waits for the answer, see <b>Waiting</b> above.
   *
   * @param socket as for {@code ioctlAsync}
   * @param code the control code
   * @param in the input, null for none
   * @return the answer
   * @throws IOException if it fails, see {@link #ioctlAsync(Object, int, ByteBuffer)}
   */
  public ByteBuffer ioctl(Object socket, int code, @Nullable ByteBuffer in) throws IOException {
    return blocking.raw(socket, code, in, Requests.outCapacity(code), Blocking.FOREVER);
  }

  /**
   * Issues an IOCTL with an output buffer of {@link #DEFAULT_OUT_CAPACITY}, or without one if the
   * code transfers nothing, and waits for the answer up to a timeout, see <b>Waiting</b> above.
   *
   * @param socket as for {@code ioctlAsync}
   * @param code the control code
   * @param in the input, null for none
   * @param timeout how long to wait; zero or less means not at all
   * @return the answer
   * @throws IOException if it fails, see {@link #ioctlAsync(Object, int, ByteBuffer)}
   */
  public ByteBuffer ioctl(Object socket, int code, @Nullable ByteBuffer in, Duration timeout)
      throws IOException {
    return blocking.raw(socket, code, in, Requests.outCapacity(code), Blocking.nanos(timeout));
  }

  /**
   * Issues an IOCTL and waits for the answer, see <b>Waiting</b> above.
   *
   * @param socket as for {@code ioctlAsync}
   * @param code the control code
   * @param in the input, null for none
   * @param outCapacity the size of the output buffer in bytes; 0 for none
   * @return the answer
   * @throws IOException if it fails, see {@link #ioctlAsync(Object, int, ByteBuffer, int)}
   */
  public ByteBuffer ioctl(Object socket, int code, @Nullable ByteBuffer in, int outCapacity)
      throws IOException {
    return blocking.raw(socket, code, in, outCapacity, Blocking.FOREVER);
  }

  /**
   * Issues an IOCTL and waits for the answer up to a timeout, see <b>Waiting</b> above.
   *
   * @param socket as for {@code ioctlAsync}
   * @param code the control code
   * @param in the input, null for none
   * @param outCapacity the size of the output buffer in bytes; 0 for none
   * @param timeout how long to wait; zero or less means not at all
   * @return the answer
   * @throws IOException if it fails, see {@link #ioctlAsync(Object, int, ByteBuffer, int)}
   */
  public ByteBuffer ioctl(
      Object socket, int code, @Nullable ByteBuffer in, int outCapacity, Duration timeout)
      throws IOException {
    return blocking.raw(socket, code, in, outCapacity, Blocking.nanos(timeout));
  }

  /**
   * Issues an IOCTL that takes no input and waits for the answer, see <b>Waiting</b> above.
   *
   * @param socket as for {@code ioctlAsync}
   * @param ioctl the control code
   * @param <O> the type of the answer
   * @return the answer
   * @throws IOException if it fails, see {@link #ioctlAsync(Object, Ioctl)}
   */
  public <O> O ioctl(Object socket, Ioctl<Void, O> ioctl) throws IOException {
    return blocking.typed(socket, ioctl, null, Blocking.FOREVER);
  }

  /**
   * Issues an IOCTL that takes no input and waits for the answer up to a timeout, see
   * <b>Waiting</b> above.
   *
   * @param socket as for {@code ioctlAsync}
   * @param ioctl the control code
   * @param timeout how long to wait; zero or less means not at all
   * @param <O> the type of the answer
   * @return the answer
   * @throws IOException if it fails, see {@link #ioctlAsync(Object, Ioctl)}
   */
  public <O> O ioctl(Object socket, Ioctl<Void, O> ioctl, Duration timeout) throws IOException {
    return blocking.typed(socket, ioctl, null, Blocking.nanos(timeout));
  }

  /**
   * Issues an IOCTL with an input and waits for the answer, see <b>Waiting</b> above.
   *
   * @param socket as for {@code ioctlAsync}
   * @param ioctl the control code
   * @param in the input
   * @param <I> the type of the input
   * @param <O> the type of the answer
   * @return the answer
   * @throws IOException if it fails, see {@link #ioctlAsync(Object, Ioctl, Object)}
   */
  public <I, O> O ioctl(Object socket, Ioctl<I, O> ioctl, I in) throws IOException {
    return blocking.typed(socket, ioctl, in, Blocking.FOREVER);
  }

  /**
   * Issues an IOCTL with an input and waits for the answer up to a timeout, see <b>Waiting</b>
   * above.
   *
   * @param socket as for {@code ioctlAsync}
   * @param ioctl the control code
   * @param in the input
   * @param timeout how long to wait; zero or less means not at all
   * @param <I> the type of the input
   * @param <O> the type of the answer
   * @return the answer
   * @throws IOException if it fails, see {@link #ioctlAsync(Object, Ioctl, Object)}
   */
  public <I, O> O ioctl(Object socket, Ioctl<I, O> ioctl, I in, Duration timeout)
      throws IOException {
    return blocking.typed(socket, ioctl, in, Blocking.nanos(timeout));
  }

  // --- IOCTLs of devices ---

  /**
   * Issues a device IOCTL on a file, pipe or device that was opened for overlapped operation
   * (FILE_FLAG_OVERLAPPED). On a handle that was not, the call would block the engine's waiter.
   *
   * <p>Source: Microsoft, "DeviceIoControl function (ioapiset.h)".
   *
   * @param handle the HANDLE's value; keep it open while operations are pending on it
   * @param code the control code, see {@link CtlCode}
   * @param in the input, null for none
   * @param outCapacity the size of the output buffer in bytes; 0 for none
   * @return the answer
   * @throws IllegalArgumentException if the capacity is negative, or a buffer is larger than {@link
   *     #MAX_BUFFER}
   * @throws IllegalStateException if the engine is closed
   */
  public CompletableFuture<ByteBuffer> deviceIoctlAsync(
      long handle, int code, @Nullable ByteBuffer in, int outCapacity) {
    return requests.rawOfDevice(handle, code, in, outCapacity, false);
  }

  /**
   * Issues a device IOCTL that takes no input, as {@link #deviceIoctlAsync(long, int, ByteBuffer,
   * int)} does.
   *
   * @param handle the HANDLE's value; keep it open while operations are pending on it
   * @param ioctl the control code
   * @param <O> the type of the answer
   * @return the answer
   * @throws IllegalArgumentException if the code is {@link Ioctl#withoutOverlapped}
   * @throws IllegalStateException if the engine is closed
   */
  public <O> CompletableFuture<O> deviceIoctlAsync(long handle, Ioctl<Void, O> ioctl) {
    return requests.typedOfDevice(handle, ioctl, null, false);
  }

  /**
   * Issues a device IOCTL with an input, as {@link #deviceIoctlAsync(long, int, ByteBuffer, int)}
   * does.
   *
   * @param handle the HANDLE's value; keep it open while operations are pending on it
   * @param ioctl the control code
   * @param in the input
   * @param <I> the type of the input
   * @param <O> the type of the answer
   * @return the answer
   * @throws NullPointerException if the input is null and the code takes one
   * @throws IllegalArgumentException if the code is {@link Ioctl#withoutOverlapped}, or the input
   *     is out of its range
   * @throws IllegalStateException if the engine is closed
   */
  public <I, O> CompletableFuture<O> deviceIoctlAsync(long handle, Ioctl<I, O> ioctl, I in) {
    return requests.typedOfDevice(handle, ioctl, in, false);
  }

  /**
   * Issues a device IOCTL and waits for the answer, see <b>Waiting</b> above.
   *
   * @param handle as for {@code deviceIoctlAsync}
   * @param code the control code
   * @param in the input, null for none
   * @param outCapacity the size of the output buffer in bytes; 0 for none
   * @return the answer
   * @throws IOException if it fails, see {@link #deviceIoctlAsync(long, int, ByteBuffer, int)}
   */
  public ByteBuffer deviceIoctl(long handle, int code, @Nullable ByteBuffer in, int outCapacity)
      throws IOException {
    return blocking.rawOfDevice(handle, code, in, outCapacity, Blocking.FOREVER);
  }

  /**
   * Issues a device IOCTL and waits for the answer up to a timeout, see <b>Waiting</b> above.
   *
   * @param handle as for {@code deviceIoctlAsync}
   * @param code the control code
   * @param in the input, null for none
   * @param outCapacity the size of the output buffer in bytes; 0 for none
   * @param timeout how long to wait; zero or less means not at all
   * @return the answer
   * @throws IOException if it fails, see {@link #deviceIoctlAsync(long, int, ByteBuffer, int)}
   */
  public ByteBuffer deviceIoctl(
      long handle, int code, @Nullable ByteBuffer in, int outCapacity, Duration timeout)
      throws IOException {
    return blocking.rawOfDevice(handle, code, in, outCapacity, Blocking.nanos(timeout));
  }

  /**
   * Issues a device IOCTL that takes no input and waits for the answer, see <b>Waiting</b> above.
   *
   * @param handle as for {@code deviceIoctlAsync}
   * @param ioctl the control code
   * @param <O> the type of the answer
   * @return the answer
   * @throws IOException if it fails, see {@link #deviceIoctlAsync(long, Ioctl)}
   */
  public <O> O deviceIoctl(long handle, Ioctl<Void, O> ioctl) throws IOException {
    return blocking.typedOfDevice(handle, ioctl, null, Blocking.FOREVER);
  }

  /**
   * Issues a device IOCTL that takes no input and waits for the answer up to a timeout, see
   * <b>Waiting</b> above.
   *
   * @param handle as for {@code deviceIoctlAsync}
   * @param ioctl the control code
   * @param timeout how long to wait; zero or less means not at all
   * @param <O> the type of the answer
   * @return the answer
   * @throws IOException if it fails, see {@link #deviceIoctlAsync(long, Ioctl)}
   */
  public <O> O deviceIoctl(long handle, Ioctl<Void, O> ioctl, Duration timeout) throws IOException {
    return blocking.typedOfDevice(handle, ioctl, null, Blocking.nanos(timeout));
  }

  /**
   * Issues a device IOCTL with an input and waits for the answer, see <b>Waiting</b> above.
   *
   * @param handle as for {@code deviceIoctlAsync}
   * @param ioctl the control code
   * @param in the input
   * @param <I> the type of the input
   * @param <O> the type of the answer
   * @return the answer
   * @throws IOException if it fails, see {@link #deviceIoctlAsync(long, Ioctl, Object)}
   */
  public <I, O> O deviceIoctl(long handle, Ioctl<I, O> ioctl, I in) throws IOException {
    return blocking.typedOfDevice(handle, ioctl, in, Blocking.FOREVER);
  }

  /**
   * Issues a device IOCTL with an input and waits for the answer up to a timeout, see
   * <b>Waiting</b> above.
   *
   * @param handle as for {@code deviceIoctlAsync}
   * @param ioctl the control code
   * @param in the input
   * @param timeout how long to wait; zero or less means not at all
   * @param <I> the type of the input
   * @param <O> the type of the answer
   * @return the answer
   * @throws IOException if it fails, see {@link #deviceIoctlAsync(long, Ioctl, Object)}
   */
  public <I, O> O deviceIoctl(long handle, Ioctl<I, O> ioctl, I in, Duration timeout)
      throws IOException {
    return blocking.typedOfDevice(handle, ioctl, in, Blocking.nanos(timeout));
  }

  // --- Everything else ---

  /**
   * Makes any overlapped call. It uses the engine's event, keeps the memory until the kernel has
   * released it, and supports cancelling and closing as IOCTLs do. The engine's waiter makes the
   * call: see {@link OverlappedCall.Start} for the rules.
   *
   * @param call what to call
   * @return what the call left in its memory
   * @throws IllegalArgumentException if the call has no {@link OverlappedCall#start start}
   * @throws IllegalStateException if the engine is closed
   */
  public CompletableFuture<OverlappedResult> overlappedAsync(OverlappedCall call) {
    Objects.requireNonNull(call, "call");
    engine.requireOpen();
    return engine.submit(call.target(), 0, call.memory(), 0, call.form());
  }

  /**
   * Waits until an object is signalled: a process or thread that ends, an event, semaphore,
   * waitable timer or job, a change notification. This library uses one thread for any number of
   * waits; the thread pool of Windows does the waiting.
   *
   * <p><b>The handle.</b> The method duplicates it before it returns. The wait is on the object, so
   * you may close your handle at once. The handle needs the access right SYNCHRONIZE. Any number of
   * waits may use the same handle, or several handles of the same object.
   *
   * <p><b>The signal.</b> The wait takes one signal, as {@code WaitForSingleObject} does: it resets
   * an auto-reset event or a synchronization timer, and takes one from a semaphore. If the object
   * is already signalled, the returned future is complete. A wait that takes a signal at the moment
   * when a cancel, a timeout or {@link #close} ends its future loses that signal. If you must not
   * lose a signal, keep the state that it stands for elsewhere, or wait for manual-reset events. A
   * job is signalled when its end-of-job time limit has been exceeded, not when its last process
   * ends.
   *
   * <p><b>The future</b> completes on the engine's completion executor. Completing it in any way
   * withdraws the wait, and the duplicate is closed soon after. {@link #close} fails it with error
   * 995.
   *
   * <p><b>Errors.</b> If the system refuses the handle, the future fails with {@link
   * IoctlException}: error 6 (ERROR_INVALID_HANDLE) if the handle is invalid, 5
   * (ERROR_ACCESS_DENIED) without the access right. A mutex belongs to the thread that waited for
   * it, so this method refuses one: the thread pool of Windows ends a process that registers a wait
   * for a mutex. The method queries the object's type first.
   *
   * <p>Source: Microsoft, "RegisterWaitForSingleObject function (winbase.h)", "UnregisterWaitEx
   * function (threadpoollegacyapiset.h)", "DuplicateHandle function (handleapi.h)", "NtQueryObject
   * function (winternl.h)", "Job Objects".
   *
   * @param handle the HANDLE's value; the handle of a {@link
   *     io.github.asyncioctl.overlapped.TaggedEvent} works too
   * @return completes with null
   * @throws IllegalArgumentException if the object is a mutex
   * @throws IllegalStateException if the engine is closed
   */
  public CompletableFuture<Void> waitAsync(long handle) {
    engine.requireOpen();
    return waits.submit(handle);
  }

  /**
   * Waits until a process that this JVM started has ended, as {@link Process#onExit} does, but
   * without a thread for each process. If the process has already ended, the returned future is
   * complete. Everything else is as in {@link #waitAsync(long)}.
   *
   * <p>The method opens the process by its pid. The JDK holds a handle of the process as long as
   * the object is reachable, and Windows does not reuse a pid while such a handle exists.
   *
   * <p>Source: Microsoft, "OpenProcess function (processthreadsapi.h)", "PROCESS_INFORMATION
   * structure (processthreadsapi.h)".
   *
   * @param process as {@link ProcessBuilder#start} returned it
   * @return completes with null; {@link Process#exitValue} has the exit code then
   * @throws UnsupportedOperationException if the object is not the JDK's and has no pid
   * @throws IllegalStateException if the engine is closed
   */
  public CompletableFuture<Void> waitAsync(Process process) {
    Objects.requireNonNull(process, "process");
    engine.requireOpen();
    try {
      return waits.submitProcess(process.pid());
    } finally {
      Reference.reachabilityFence(process);
    }
  }

  /**
   * What the engine has done so far.
   *
   * @return a snapshot
   */
  public IoctlStats stats() {
    Counters counters = engine.counters();
    return new IoctlStats(
        counters.pending(),
        counters.started(),
        counters.inline(),
        counters.later(),
        counters.cancelled(),
        counters.failed(),
        counters.inconsistent(),
        counters.lanes(),
        counters.wakeUps(),
        counters.retained(),
        counters.retainedBytes(),
        stats(waits.counters()));
  }

  private static WaitStats stats(WaitCounters counters) {
    return new WaitStats(
        counters.pending(), counters.signalled(), counters.withdrawn(), counters.retained());
  }

  /**
   * The pending operations and waits: those whose future is not complete. Use it to find an
   * operation that never ends. The cost grows with their number.
   *
   * @return a snapshot, in no order
   */
  public List<PendingIoctl> pending() {
    return Stream.concat(engine.pending().stream(), waits.pending().stream())
        .map(
            each ->
                new PendingIoctl(
                    each.function(),
                    each.code(),
                    each.handle(),
                    each.isSocket(),
                    Duration.ofNanos(each.ageNanos())))
        .toList();
  }

  /**
   * Refuses new operations, cancels the pending ones, withdraws the waits, and waits until the
   * kernel has released them (see {@link Builder#drainTimeout}). Then it fails every remaining
   * future with an {@link IoctlException} of error 995. The memory of an operation that the kernel
   * does not release is never freed, and counted in {@link IoctlStats#retained}. Closing twice has
   * no effect. An interrupt does not stop this method; the thread stays interrupted.
   */
  @Override
  public void close() {
    long deadline = System.nanoTime() + engine.drain().toNanos() + CLOSE_GRACE_NANOS;
    try {
      waits.askToClose();
    } finally {
      engine.close();
    }
    waits.awaitEnd(deadline);
  }

  /** Settings of an engine. Not thread-safe. */
  public static final class Builder {
    private @Nullable Executor executor;
    private Duration drainTimeout = Duration.ofSeconds(5);
    private Set<Integer> atOnce = Set.of();
    private int maxPending = Integer.MAX_VALUE;
    private long maxPendingBytes = Long.MAX_VALUE;

    private Builder() {}

    /**
     * Sets the executor that completes the futures of operations that did not complete at once. The
     * default is one daemon thread of the engine. When a completion has waited for 20 ms because
     * dependents block, the engine starts another thread, up to 1,000.
     *
     * <p>{@code Runnable::run} completes them on the waiter itself, which saves the hand-over to
     * another thread. Then no dependent may block: it would stop every operation of the engine. If
     * the executor rejects a completion, the default executor runs it.
     *
     * @param executor the executor; it is not shut down with the engine
     * @return this
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /**
     * Sets how long {@link AsyncIoctl#close} waits for the kernel to release pending operations.
     * The default is 5 seconds.
     *
     * @param timeout from zero to a day
     * @return this
     */
    public Builder drainTimeout(Duration timeout) {
      if (timeout.isNegative() || timeout.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("drainTimeout must be from 0 to a day, not " + timeout);
      }
      drainTimeout = timeout;
      return this;
    }

    /**
     * Declares that further codes complete at once, so that the engine issues them on the caller's
     * thread and not on the waiter. If such a code pends after all, nothing is lost, but the
     * operation ends when that thread ends, because the system cancels it then. From the second
     * time on the waiter issues the code.
     *
     * @param codes control codes of sockets or devices
     * @return this
     */
    public Builder atOnce(int... codes) {
      atOnce = Arrays.stream(codes).boxed().collect(Collectors.toUnmodifiableSet());
      return this;
    }

    /**
     * The former name of {@link #atOnce}.
     *
     * @param codes control codes of sockets or devices
     * @return this
     * @deprecated use {@link #atOnce}; removed in 0.2
     */
    @Deprecated(since = "0.1", forRemoval = true)
    @SuppressWarnings("InlineMeSuggester") // its annotation would be a dependency of users
    public Builder completesAtOnce(int... codes) {
      return atOnce(codes);
    }

    /**
     * Limits how many operations may be pending and how much native memory their buffers may use in
     * total. Beyond a limit the future fails with a {@link
     * java.util.concurrent.RejectedExecutionException} that names the limit. Codes that complete at
     * once are never rejected. Concurrent callers may each exceed a limit by one operation. There
     * is no limit by default.
     *
     * @param operations at least 1
     * @param bytes at least 1
     * @return this
     */
    public Builder maxPending(int operations, long bytes) {
      if (operations < 1 || bytes < 1) {
        throw new IllegalArgumentException(
            "bounds must be at least 1, not " + operations + " and " + bytes);
      }
      maxPending = operations;
      maxPendingBytes = bytes;
      return this;
    }

    /**
     * Opens the engine.
     *
     * @return the engine, to be closed when it is no longer needed
     * @throws UnsupportedOperationException if this machine is not supported, with the reason
     * @throws UncheckedIOException if the system has no resources for it
     */
    public AsyncIoctl open() {
      try {
        return new AsyncIoctl(new Engine(Platform.kernel(), settings(), Names.FAILURES));
      } catch (KernelException e) {
        throw new UncheckedIOException(e);
      }
    }

    AsyncIoctl open(Machine machine) {
      try {
        return new AsyncIoctl(
            new Engine(machine.kernel(), settings(), Names.FAILURES),
            machine::waits,
            Sockets.of(machine.sockets()),
            machine);
      } catch (KernelException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Settings settings() {
      return new Settings(
          "asyncioctl-" + OPENED.incrementAndGet(),
          executor,
          drainTimeout,
          AtOnce.CODES,
          atOnce,
          System::nanoTime,
          maxPending,
          maxPendingBytes);
    }
  }

  /** For other packages of this module. */
  private static final class Access extends EngineAccess {
    @Override
    public Object open(Object builder, Machine machine) {
      return ((Builder) builder).open(machine);
    }

    @Override
    public @Nullable Machine machine(Object engine) {
      return ((AsyncIoctl) engine).machine;
    }

    @Override
    public void socketsOffWindows(MachineSockets sockets) {
      Platform.socketsOffWindows(Sockets.finder(sockets));
    }
  }
}
