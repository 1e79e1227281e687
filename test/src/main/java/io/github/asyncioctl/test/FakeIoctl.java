package io.github.asyncioctl.test;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.codes.TcpInfo;
import io.github.asyncioctl.codes.TcpState;
import io.github.asyncioctl.internal.machine.EngineAccess;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Replaces Windows in a test. It defines the answer to each control code, and opens an {@link
 * AsyncIoctl} that the code under test uses like any other: on any system, with the JDK's own
 * sockets, without native code.
 *
 * <pre>{@code
 * FakeIoctl fake = new FakeIoctl();
 * fake.answer(Ioctls.FIONREAD, 5L);
 * try (AsyncIoctl io = fake.open()) {
 *   assertEquals(5L, io.ioctl(channel, Ioctls.FIONREAD));
 * }
 * assertEquals(1, fake.calls(Ioctls.FIONREAD).size());
 * }</pre>
 *
 * <p><b>What is real.</b> Everything above Windows is the library itself: threads, order, codecs,
 * errors, cancelling, timeouts, closing, counters. So a test sees what the program will see. The
 * fake provides only the answers of Windows.
 *
 * <p><b>Answers.</b> A code without an answer fails like one that Windows does not know, with 10045
 * (WSAEOPNOTSUPP), or on a device with 1 (ERROR_INVALID_FUNCTION). The codes for addresses and
 * routes have answers from the start, see {@link #addresses}. The last answer that you set for a
 * code counts.
 *
 * <p><b>Sockets.</b> Pass JDK sockets to the engine as usual. As soon as a fake exists, {@link
 * io.github.asyncioctl.SocketHandle#of} works on any system. The values of these SOCKETs have no
 * meaning outside the fake. The engine refuses a closed socket, and pending operations on it end
 * soon after the close. A HANDLE of a device may be any number.
 *
 * <p><b>What is not here.</b> {@link io.github.asyncioctl.datagram.Datagrams} needs more of Winsock
 * than IOCTLs: test code that receives datagrams with a publisher of your own. Tagged events and
 * guards are for native calls, and the fake has none.
 *
 * <p>All methods are thread-safe.
 */
public final class FakeIoctl {
  /** How long {@link #awaitPending} waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FakeScript script = new FakeScript();
  private final FakeNetwork network = new FakeNetwork();
  private final FakeKernel kernel = new FakeKernel(script);
  private final FakeObjects objects = new FakeObjects();

  /** Creates a fake without addresses, and with answers for the address codes only. */
  public FakeIoctl() {
    network.teach(script);
    AsyncIoctl.builder(); // so that there is access
    EngineAccess.get().socketsOffWindows(FakeSockets.ALL);
  }

  // --- Engines ---

  /**
   * Opens an engine with the default settings.
   *
   * @return the engine, to be closed by the test
   */
  public AsyncIoctl open() {
    return open(AsyncIoctl.builder());
  }

  /**
   * Opens an engine.
   *
   * @param settings its settings
   * @return the engine, to be closed by the test
   */
  public AsyncIoctl open(AsyncIoctl.Builder settings) {
    return (AsyncIoctl)
        EngineAccess.get().open(settings, new FakeMachine(kernel, objects, network));
  }

  // --- Answers ---

  /**
   * Answers a control code with a value, always.
   *
   * @param ioctl the control code
   * @param value the output
   * @param <O> the output
   * @return this
   * @throws IllegalArgumentException as for {@link Reply#value}
   */
  public <O> FakeIoctl answer(Ioctl<?, O> ioctl, O value) {
    Reply reply = Reply.value(ioctl, value);
    return replyTo(ioctl, call -> reply);
  }

  /**
   * Answers a control code with these bytes, always.
   *
   * @param code the control code
   * @param bytes the output
   * @return this
   */
  public FakeIoctl answer(int code, byte... bytes) {
    Reply reply = Reply.bytes(bytes);
    return replyTo(code, call -> reply);
  }

  /**
   * Answers a control code with these bytes, always.
   *
   * @param code the control code
   * @param bytes the output, from the position to the limit, copied now
   * @return this
   */
  public FakeIoctl answer(int code, ByteBuffer bytes) {
    Reply reply = Reply.bytes(bytes);
    return replyTo(code, call -> reply);
  }

  /**
   * Lets a control code without output succeed, always.
   *
   * @param ioctl the control code
   * @return this
   */
  public FakeIoctl accept(Ioctl<?, Void> ioctl) {
    return replyTo(ioctl, call -> Reply.success());
  }

  /**
   * Fails a control code, always.
   *
   * @param ioctl the control code
   * @param error as for {@link Reply#error}
   * @return this
   */
  public FakeIoctl fail(Ioctl<?, ?> ioctl, int error) {
    Reply reply = Reply.error(error);
    return replyTo(ioctl, call -> reply);
  }

  /**
   * Fails a control code, always.
   *
   * @param code the control code
   * @param error as for {@link Reply#error}
   * @return this
   */
  public FakeIoctl fail(int code, int error) {
    Reply reply = Reply.error(error);
    return replyTo(code, call -> reply);
  }

  /**
   * Leaves a control code pending until the test ends it, see {@link #awaitPending}.
   *
   * @param ioctl the control code
   * @return this
   */
  public FakeIoctl leavePending(Ioctl<?, ?> ioctl) {
    return replyTo(ioctl, call -> Reply.pending());
  }

  /**
   * Leaves a control code pending until the test ends it, see {@link #awaitPending}.
   *
   * @param code the control code
   * @return this
   */
  public FakeIoctl leavePending(int code) {
    return replyTo(code, call -> Reply.pending());
  }

  /**
   * Answers each call of a control code with a function. Codes of the catalogue that differ only in
   * their constant input, such as the versions of SIO_TCP_INFO, have separate answers.
   *
   * @param ioctl the control code
   * @param by called on the thread that makes the call, which may be the engine's waiter; if it
   *     throws, the call fails with 31 (ERROR_GEN_FAILURE), and the log has the exception
   * @return this
   */
  public FakeIoctl replyTo(Ioctl<?, ?> ioctl, Function<? super IoctlCall, Reply> by) {
    script.set(ioctl, by);
    return this;
  }

  /**
   * Answers each call of a control code with a function.
   *
   * @param code the control code
   * @param by as above
   * @return this
   */
  public FakeIoctl replyTo(int code, Function<? super IoctlCall, Reply> by) {
    script.set(code, by);
    return this;
  }

  // --- What was asked ---

  /**
   * All calls so far, in their order.
   *
   * @return a snapshot
   */
  public List<IoctlCall> calls() {
    return script.calls(call -> true);
  }

  /**
   * The calls of a control code so far, in their order.
   *
   * @param ioctl the control code
   * @return a snapshot
   */
  public List<IoctlCall> calls(Ioctl<?, ?> ioctl) {
    return script.calls(FakeScript.of(ioctl));
  }

  /**
   * The calls of a control code so far, in their order.
   *
   * @param code the control code
   * @return a snapshot
   */
  public List<IoctlCall> calls(int code) {
    return script.calls(call -> call.code() == code);
  }

  /** Forgets the calls so far. */
  public void forgetCalls() {
    script.forgetCalls();
  }

  // --- What pends ---

  /**
   * The oldest pending call of a control code. Waits until there is one, because the engine's
   * waiter makes such calls some time after their submission.
   *
   * @param ioctl the control code
   * @return the call, to be ended by the test
   * @throws AssertionError if there is none after ten seconds
   */
  public PendingCall awaitPending(Ioctl<?, ?> ioctl) {
    return awaitPending(FakeScript.of(ioctl), ioctl.toString());
  }

  /**
   * The oldest pending call of a control code, as {@link #awaitPending(Ioctl)} finds it.
   *
   * @param code the control code
   * @return the call, to be ended by the test
   * @throws AssertionError if there is none after ten seconds
   */
  public PendingCall awaitPending(int code) {
    return awaitPending(call -> call.code() == code, "0x" + Integer.toHexString(code));
  }

  private PendingCall awaitPending(Predicate<IoctlCall> wanted, String name) {
    try {
      PendingCall found = kernel.awaitPending(wanted, PATIENCE.toMillis());
      if (found != null) {
        return found;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("no call of " + name + " is pending; calls so far: " + calls());
  }

  /**
   * All pending calls, oldest first.
   *
   * @return a snapshot
   */
  public List<PendingCall> pending() {
    return kernel.pending(call -> true);
  }

  // --- The network ---

  /**
   * Sets the addresses of the machine; a new fake has none. Pending operations of
   * SIO_ADDRESS_LIST_CHANGE and SIO_ROUTING_INTERFACE_CHANGE complete, so watches see the change.
   * SIO_ADDRESS_LIST_QUERY returns all addresses, of both families, on any socket, because the fake
   * does not know a socket's family; {@link io.github.asyncioctl.watch.Watches} select theirs.
   * Packets leave from the first address of their family, and fail with 10051 (WSAENETUNREACH) if
   * there is none. A {@link io.github.asyncioctl.watch.NetworkWatch} with an engine of this fake
   * sees one interface, {@code fake0}, with all of them.
   *
   * <p>An operation that the engine's waiter has not started yet does not see the change: first
   * wait for it with {@link #awaitPending}. Watches miss no change.
   *
   * @param addresses the addresses
   * @return this
   */
  public FakeIoctl addresses(InetAddress... addresses) {
    if (network.set(List.of(addresses))) {
      kernel
          .pending(
              call ->
                  call.code() == ControlCodes.SIO_ADDRESS_LIST_CHANGE
                      || call.code() == ControlCodes.SIO_ROUTING_INTERFACE_CHANGE)
          .forEach(PendingCall::complete);
    }
    return this;
  }

  // --- What can be waited for ---

  /**
   * Creates an event for {@link AsyncIoctl#waitAsync(long)}, not signalled. Processes do not need
   * this fake: {@link AsyncIoctl#waitAsync(Process)} waits for real ones.
   *
   * @param manualReset whether it stays signalled until it is reset; otherwise a signal is for one
   *     wait
   * @return its handle
   */
  public long newEvent(boolean manualReset) {
    return objects.create(
        manualReset ? FakeObjects.Kind.MANUAL_RESET : FakeObjects.Kind.AUTO_RESET);
  }

  /**
   * Creates a semaphore for {@link AsyncIoctl#waitAsync(long)}, of count 0 and without a maximum:
   * each {@link #signal} is for one wait.
   *
   * @return its handle
   */
  public long newSemaphore() {
    return objects.create(FakeObjects.Kind.SEMAPHORE);
  }

  /**
   * Creates a mutex, which no future can wait for.
   *
   * @return its handle
   */
  public long newMutex() {
    return objects.create(FakeObjects.Kind.MUTEX);
  }

  /**
   * Signals an event or a semaphore.
   *
   * @param event its handle
   * @return this
   */
  public FakeIoctl signal(long event) {
    objects.signal(event);
    return this;
  }

  /**
   * Resets an event.
   *
   * @param event its handle
   * @return this
   */
  public FakeIoctl reset(long event) {
    objects.reset(event);
    return this;
  }

  /**
   * Closes the handle of an event, or of a device, whose pending operations then end with 995.
   *
   * @param handle the handle
   * @return this
   */
  public FakeIoctl closeHandle(long handle) {
    objects.close(handle);
    kernel.closed(handle);
    return this;
  }

  // --- Overlapped calls of the program's own ---

  /**
   * The memory of an {@link io.github.asyncioctl.OverlappedCall}, for code that replaces the native
   * function.
   *
   * @param address the address that {@link io.github.asyncioctl.OverlappedCall.Start#start} got
   * @param bytes the size
   * @return the memory itself, little-endian
   */
  public ByteBuffer memory(long address, int bytes) {
    return kernel.memory(address, bytes);
  }

  /**
   * Ends a pending {@link io.github.asyncioctl.OverlappedCall}, as the system would.
   *
   * @param overlapped the address that {@link io.github.asyncioctl.OverlappedCall.Start#start} got
   * @param ntStatus the status; 0 for a success
   * @param transferred the bytes
   */
  public void endOverlapped(long overlapped, int ntStatus, long transferred) {
    kernel.write(overlapped, ntStatus, transferred);
  }

  // --- Values ---

  /**
   * The statistics of an established connection with this round-trip time.
   *
   * @param roundTripTime in microseconds
   * @return the statistics; all other values are zero
   */
  public static TcpInfo tcpInfo(Duration roundTripTime) {
    return new TcpInfo(
        TcpState.ESTABLISHED,
        0,
        Duration.ZERO,
        false,
        roundTripTime,
        roundTripTime,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  // --- For the fake's own tests ---

  FakeKernel kernel() {
    return kernel;
  }

  FakeObjects objects() {
    return objects;
  }
}
