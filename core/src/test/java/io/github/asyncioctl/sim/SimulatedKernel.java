package io.github.asyncioctl.sim;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kernel that tests drive by hand. It obeys the facts that the engine rests on: a start resets
 * its event (K2), the status is written before the signal (K3), a failed call leaves nothing
 * pending (K6), cancelling only asks (K7), a wait reports the lowest index and resets an event
 * (K9). Operations end when the test says so, in as many steps as it wants; time passes when the
 * test says so; any call can be made to fail or to block. Freed memory and closed handles are
 * watched. Where systems differ, it does as its {@link Personality} says.
 */
public final class SimulatedKernel implements Kernel {
  /** The calls that can be made to fail or to block. */
  public enum Call {
    ALLOCATE,
    CREATE_EVENT,
    SET_EVENT,
    WAIT,
    IOCTL,
    CANCEL
  }

  private static final int INTERNAL_HIGH = 8;
  private static final int EVENT = 24;
  private static final int ERROR_GEN_FAILURE = 31;

  private final Personality personality;
  private final SimulatedMemory memory = new SimulatedMemory();
  private final Map<Long, Boolean> events = new HashMap<>();
  private final Map<Long, PendingIoctl> pending = new LinkedHashMap<>();
  private final Endings endings = new Endings(new Writes());
  private final Map<Integer, Function<Request, Reaction>> reactions = new HashMap<>();
  private final Map<Long, Integer> references = new HashMap<>();
  private final Set<Long> onPorts = new HashSet<>();
  private final Map<Call, Integer> failures = new EnumMap<>(Call.class);
  private final Map<Call, Boolean> gates = new EnumMap<>(Call.class);
  private final Map<Call, Thread> gatesOfOne = new EnumMap<>(Call.class);
  private final List<String> violations = new ArrayList<>();
  private boolean cancels = true;
  private boolean cancelsLater;
  private long[] watched;
  private boolean watchedForever;
  private long watchedUntil;
  private long nextHandle = 0x100;
  private long nanos;
  private int packets;
  private int startsWithoutOverlapped;
  private int blocked;
  private int waits;

  /** One with the ways of Wine. */
  public SimulatedKernel() {
    this(Personality.WINE);
  }

  public SimulatedKernel(Personality personality) {
    this.personality = personality;
  }

  // --- For tests: what happens ---

  /** Whose ways it has. */
  public Personality personality() {
    return personality;
  }

  /**
   * From now on, an end takes its time: the seed decides how far it has come whenever the kernel is
   * called. Whoever waits sees it through.
   */
  public synchronized SimulatedKernel delay(long seed) {
    endings.delay(seed);
    return this;
  }

  /** How a code is answered; what is not set is unsupported. */
  public synchronized SimulatedKernel react(int code, Reaction reaction) {
    return react(code, input -> reaction);
  }

  /** How a code is answered, by its input. */
  public SimulatedKernel react(int code, Function<byte[], Reaction> reaction) {
    return reactTo(code, request -> reaction.apply(request.input()));
  }

  /** How a code is answered, by all that is asked. */
  public synchronized SimulatedKernel reactTo(int code, Function<Request, Reaction> reaction) {
    reactions.put(code, reaction);
    return this;
  }

  /** Whether CancelIoEx ends an operation at once; otherwise it finds nothing to cancel. */
  public synchronized void setCancels(boolean cancels) {
    this.cancels = cancels;
  }

  /** Whether CancelIoEx succeeds, and the operation ends some time later, as the test says (K7). */
  public synchronized void setCancelsLater(boolean cancelsLater) {
    this.cancelsLater = cancelsLater;
  }

  /** Ends an operation: count, status, signal. */
  public synchronized void complete(PendingIoctl operation, int status, byte... answer) {
    if (!isPending(operation)) {
      throw new IllegalStateException("not pending");
    }
    endings.begin(new Endings.Ending(operation, status, answer.length, answer));
    notifyAll();
  }

  /** Ends an operation, unless it has ended already. */
  public synchronized void completeIfPending(PendingIoctl operation, int status) {
    if (isPending(operation)) {
      complete(operation, status);
    }
  }

  /** The first half of an end: all but the signal. */
  public synchronized void writeStatus(PendingIoctl operation, int status, byte... answer) {
    if (!isPending(operation)) {
      throw new IllegalStateException("not pending");
    }
    pending.remove(operation.overlapped);
    writeAnswer(operation, answer);
    writeOverlapped(operation, status, answer.length);
  }

  private void writeAnswer(PendingIoctl operation, byte[] answer) {
    if (answer.length > 0) {
      memory.at(operation.out, operation.outCapacity).put(answer);
    }
  }

  /** What comes before the status (K3): the count alone. */
  public synchronized void writeCount(PendingIoctl operation, long count) {
    memory.at(operation.overlapped, 32).putLong(INTERNAL_HIGH, count);
  }

  /** The same with another byte count than was written. */
  public synchronized void writeStatusCounting(
      PendingIoctl operation, int status, long count, byte... answer) {
    writeStatus(operation, status, answer);
    memory.at(operation.overlapped, 32).putLong(INTERNAL_HIGH, count);
  }

  /** Writes a status and a count for an operation that has ended already, and may signal. */
  public synchronized void writeStray(PendingIoctl ended, int status, long count) {
    if (pending.containsKey(ended.overlapped)) {
      throw new IllegalStateException("its OVERLAPPED is in use");
    }
    writeOverlapped(ended, status, count);
  }

  private void writeOverlapped(PendingIoctl operation, int status, long count) {
    ByteBuffer overlapped = memory.at(operation.overlapped, 32);
    overlapped.putLong(INTERNAL_HIGH, count);
    overlapped.putLong(0, status);
  }

  /** The second half of an end, or a signal out of nothing. */
  public synchronized void signal(PendingIoctl operation) {
    if (events.containsKey(operation.event)) {
      events.put(operation.event, true);
    }
    notifyAll();
  }

  /** Signals every event that is open. */
  public synchronized void signalAll() {
    events.replaceAll((event, signalled) -> true);
    notifyAll();
  }

  /** As if somebody else had closed an event of the engine's. */
  public synchronized void closeForeign(PendingIoctl operation) {
    events.remove(operation.event);
    notifyAll();
  }

  /**
   * As if a thread had exited: its operations are cancelled (K5), also those on a handle that is on
   * a port (F33, F34, S01), unless they have no event there (F35).
   */
  public synchronized void threadExited(Thread thread) {
    for (PendingIoctl each : pendings()) {
      if (each.issuer == thread && !(each.event == 0 && onPorts.contains(each.handle))) {
        completeIfPending(each, 0xC0000120);
      }
    }
  }

  /** As if a handle had been bound to a port. */
  public synchronized void bindToPort(long handle) {
    onPorts.add(handle);
  }

  /** As if a handle had been duplicated: it has to be closed once more. */
  public synchronized void duplicate(long handle) {
    references.merge(handle, 1, Integer::sum);
  }

  /**
   * As if a handle had been closed: its operations end (K8), unless the object lives on in a
   * duplicate (S04, P18).
   */
  public synchronized void handleClosed(long handle) {
    int left = references.getOrDefault(handle, 0);
    if (left > 0) {
      references.put(handle, left - 1);
      return;
    }
    for (PendingIoctl each : pendings()) {
      if (each.handle == handle) {
        completeIfPending(each, personality.closed(each.closing));
      }
    }
  }

  /** Lets time pass, enough for what has begun to end. */
  public synchronized void advance(long millis) {
    while (!endings.isEmpty()) {
      endings.one();
    }
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    notifyAll();
  }

  /** The simulated time. */
  public synchronized long nanoTime() {
    return nanos;
  }

  /** Makes the next {@code times} uses of a call fail. */
  public synchronized void failNext(Call call, int times) {
    failures.put(call, times);
  }

  /** Blocks every use of a call from now on, until {@link #open}. */
  public synchronized void block(Call call) {
    gates.put(call, true);
  }

  /** Blocks one thread's uses of a call from now on, until {@link #open}. */
  public synchronized void block(Call call, Thread thread) {
    gatesOfOne.put(call, thread);
  }

  /** Lets blocked calls go on. */
  public synchronized void open(Call call) {
    gatesOfOne.remove(call);
    gates.put(call, false);
    notifyAll();
  }

  // --- For tests: what is seen ---

  /** What the kernel has and does not end yet, oldest first. */
  public synchronized List<PendingIoctl> pendings() {
    return endings.isEmpty()
        ? List.copyOf(pending.values())
        : pending.values().stream()
            .filter(each -> !endings.contains(each))
            .collect(Collectors.toUnmodifiableList());
  }

  /** Whether the kernel has an operation and does not end it yet. */
  public synchronized boolean isPending(PendingIoctl operation) {
    return pending.get(operation.overlapped) == operation && !endings.contains(operation);
  }

  /** Waits until the kernel has this many operations, and returns them. */
  public synchronized List<PendingIoctl> awaitPending(int count) throws InterruptedException {
    await(() -> pendings().size() == count, count + " pending, but there are " + pendings());
    return pendings();
  }

  /** Waits until some thread is blocked in a call. */
  public synchronized void awaitBlocked() throws InterruptedException {
    await(() -> blocked > 0, "no call was blocked");
  }

  /** Waits until a thread sits in a wait. */
  public synchronized void awaitWaiting() throws InterruptedException {
    await(() -> waits > 0, "nobody waits");
  }

  /** Whether some thread is blocked in a call. */
  public synchronized boolean isBlocked() {
    return blocked > 0;
  }

  /** Whether a thread sleeps in a wait for this many events. */
  public synchronized boolean isWaitingFor(int count) {
    return watched != null && watched.length == count;
  }

  /** Whether a thread sleeps in a wait, and neither a signal nor the time is about to wake it. */
  public synchronized boolean isIdle() {
    if (watched == null || !endings.isEmpty() || (!watchedForever && nanos - watchedUntil >= 0)) {
      return false;
    }
    for (long event : watched) {
      if (events.getOrDefault(event, true)) {
        return false;
      }
    }
    return true;
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Condition condition, String message) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(message);
      }
      wait(50);
    }
  }

  /** Packets that a completion port would have received: starts with an untagged event (K1). */
  public synchronized int packets() {
    return packets;
  }

  /** Calls without an OVERLAPPED. */
  public synchronized int startsWithoutOverlapped() {
    return startsWithoutOverlapped;
  }

  /** Eight bytes of native memory, as a foreign function would read them. */
  public synchronized long peek(long address) {
    return memory.at(address, Long.BYTES).getLong(0);
  }

  /** Blocks of memory in use. */
  public synchronized int liveMemory() {
    return memory.live();
  }

  /** Events that are open. */
  public synchronized int openEvents() {
    return events.size();
  }

  /** What went against the rules of native memory and handles. */
  public synchronized List<String> violations() {
    List<String> all = new ArrayList<>(violations);
    memory.written().forEach(address -> all.add("written after it was freed: " + address));
    return all;
  }

  // --- The port ---

  @Override
  public synchronized NativeMemory allocate(int bytes) {
    if (fails(Call.ALLOCATE)) {
      throw new OutOfMemoryError("simulated");
    }
    return memory.allocate(bytes);
  }

  @Override
  public synchronized void free(NativeMemory block) {
    for (PendingIoctl each : pending.values()) {
      if (contains(block, each.overlapped) || contains(block, each.out)) {
        violations.add("freed while the kernel has it: " + block.address());
        return;
      }
    }
    try {
      memory.free(block);
    } catch (IllegalStateException e) {
      violations.add(e.getMessage());
    }
  }

  private static boolean contains(NativeMemory block, long address) {
    return address >= block.address() && address < block.address() + block.size();
  }

  @Override
  public synchronized long createEvent() throws KernelException {
    endings.some();
    if (fails(Call.CREATE_EVENT)) {
      throw new KernelException("CreateEvent", 1450);
    }
    long event = nextHandle += 4;
    events.put(event, false);
    return event;
  }

  @Override
  public synchronized void setEvent(long event) throws KernelException {
    pass(Call.SET_EVENT);
    endings.some();
    if (fails(Call.SET_EVENT) || !events.containsKey(event)) {
      throw new KernelException("SetEvent", INVALID_HANDLE);
    }
    events.put(event, true);
    notifyAll();
  }

  @Override
  public synchronized void closeEvent(long event) {
    if (events.remove(event) == null) {
      violations.add("closed an event that is not open: " + event);
    }
    for (PendingIoctl each : pending.values()) {
      if (each.event == event) {
        violations.add("closed the event of a pending operation: " + event);
      }
    }
  }

  @Override
  public synchronized int waitForAny(long handles, int count, int timeoutMillis)
      throws KernelException {
    pass(Call.WAIT);
    if (fails(Call.WAIT)) {
      throw new KernelException("WaitForMultipleObjects", INVALID_HANDLE);
    }
    long[] set = new long[count];
    memory.at(handles, count * Long.BYTES).asLongBuffer().get(set);
    long deadline = nanos + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    boolean resting = false;
    waits++;
    notifyAll();
    try {
      while (true) {
        endings.one();
        for (int i = 0; i < count; i++) {
          Boolean signalled = events.get(set[i]);
          if (signalled == null) {
            throw new KernelException("WaitForMultipleObjects", INVALID_HANDLE);
          }
          if (signalled) {
            events.put(set[i], false);
            return i;
          }
        }
        if (!endings.isEmpty() && timeoutMillis != 0) {
          continue;
        }
        if (timeoutMillis != INFINITE && nanos - deadline >= 0) {
          return TIMED_OUT;
        }
        if (fails(Call.WAIT)) {
          throw new KernelException("WaitForMultipleObjects", INVALID_HANDLE);
        }
        watched = set;
        watchedForever = timeoutMillis == INFINITE;
        watchedUntil = deadline;
        if (!resting) {
          // Once: two engines that told each other of every rest would never rest.
          resting = true;
          notifyAll();
        }
        sleep();
      }
    } finally {
      watched = null;
      waits--;
    }
  }

  /** Wakes a waiting thread, so that a failure that was set takes effect. */
  public synchronized void stir() {
    notifyAll();
  }

  @Override
  public synchronized int socketIoctl(
      long socket,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    return start(socket, code, in, inBytes, out, outBytes, returned, overlapped);
  }

  @Override
  public synchronized int deviceIoctl(
      long handle,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    return start(handle, code, in, inBytes, out, outBytes, returned, overlapped);
  }

  private int start(
      long handle,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    pass(Call.IOCTL);
    if (fails(Call.IOCTL)) {
      return ERROR_GEN_FAILURE;
    }
    byte[] input = new byte[inBytes];
    if (inBytes > 0) {
      memory.at(in, inBytes).get(input);
    }
    if (overlapped == 0) {
      return startWithoutOverlapped(code, input, out, outBytes, returned);
    }
    endings.some();
    ByteBuffer control = memory.at(overlapped, 32);
    long tagged = control.getLong(EVENT);
    if ((tagged & 1) == 0) {
      packets++;
    }
    long event = tagged & ~1L;
    if (pending.containsKey(overlapped)) {
      violations.add("an OVERLAPPED that is in use was used again: " + overlapped);
    }
    Reaction reaction = reaction(code, new Request(input, outBytes, true));
    if (!reaction.refused()) { // P14, P143
      events.replace(event, false); // P03, P13, P15
      if (personality.startWritesPending()) {
        control.putLong(0, NtStatus.PENDING);
      }
    }
    if (reaction.returned() != null) {
      memory.at(returned, 4).putInt(0, reaction.returned());
    }
    PendingIoctl operation =
        new PendingIoctl(handle, code, input, out, outBytes, overlapped, event, reaction.closing());
    if (isPending(reaction)) {
      pending.put(overlapped, operation);
    } else {
      answer(reaction, operation, control);
    }
    endings.some();
    notifyAll();
    return reaction.result();
  }

  private static boolean isPending(Reaction reaction) {
    return reaction.result() == IO_PENDING && reaction.status() == null;
  }

  private void answer(Reaction reaction, PendingIoctl operation, ByteBuffer control) {
    byte[] bytes =
        Arrays.copyOf(reaction.answer(), Math.min(reaction.answer().length, operation.outCapacity));
    if (reaction.later()) {
      pending.put(operation.overlapped, operation);
      endings.begin(new Endings.Ending(operation, reaction.status(), reaction.info(), bytes));
      return;
    }
    writeAnswer(operation, bytes);
    if (reaction.info() != null) {
      control.putLong(INTERNAL_HIGH, reaction.info());
    }
    if (reaction.status() != null) {
      control.putLong(0, Integer.toUnsignedLong(reaction.status()));
    }
    if (reaction.signals()) {
      events.replace(operation.event, true);
    }
  }

  private Reaction reaction(int code, Request request) {
    return reactions
        .getOrDefault(
            code, any -> any.overlapped() ? personality.unknownCode() : Reaction.fail(10045)) // F07
        .apply(request);
  }

  private int startWithoutOverlapped(
      int code, byte[] input, long out, int outBytes, long returned) {
    startsWithoutOverlapped++;
    Reaction reaction = reaction(code, new Request(input, outBytes, false));
    if (reaction.result() == IO_PENDING) {
      violations.add("a call without an OVERLAPPED would block: " + code);
    }
    if (outBytes > 0) {
      memory
          .at(out, outBytes)
          .put(reaction.answer(), 0, Math.min(reaction.answer().length, outBytes));
    }
    if (reaction.returned() != null) {
      memory.at(returned, 4).putInt(0, reaction.returned());
    }
    return reaction.result();
  }

  @Override
  public synchronized int cancel(long handle, long overlapped) {
    pass(Call.CANCEL);
    endings.some();
    PendingIoctl operation = pending.get(overlapped);
    if (operation == null || operation.handle != handle || fails(Call.CANCEL)) {
      return NOT_FOUND;
    }
    if (endings.contains(operation)) {
      return NOT_FOUND; // F39: too late
    }
    operation.cancelAsked = true;
    if (cancelsLater) {
      return SUCCESS;
    }
    if (!cancels) {
      return NOT_FOUND;
    }
    complete(operation, 0xC0000120); // F37, P05: its end may be there already
    endings.some();
    return SUCCESS;
  }

  @Override
  public synchronized int deviceError(long handle, long overlapped) {
    return Win32Errors.of((int) memory.at(overlapped, 32).getLong(0));
  }

  /** An end, as the memory and the events see it. */
  private final class Writes implements Endings.Writes {
    @Override
    public void count(Endings.Ending ending) {
      writeAnswer(ending.operation, ending.answer);
      writeCount(ending.operation, ending.count);
    }

    @Override
    public void status(Endings.Ending ending) {
      pending.remove(ending.operation.overlapped);
      memory.at(ending.operation.overlapped, 32).putLong(0, ending.status);
    }

    @Override
    public void signal(Endings.Ending ending) {
      SimulatedKernel.this.signal(ending.operation);
    }
  }

  private boolean fails(Call call) {
    int left = failures.getOrDefault(call, 0);
    if (left > 0) {
      failures.put(call, left - 1);
    }
    return left > 0;
  }

  private boolean isClosed(Call call) {
    return gates.getOrDefault(call, false) || gatesOfOne.get(call) == Thread.currentThread();
  }

  private void pass(Call call) {
    if (!isClosed(call)) {
      return;
    }
    blocked++;
    notifyAll();
    while (isClosed(call)) {
      sleep();
    }
    blocked--;
  }

  @SuppressWarnings("WaitNotInLoop") // its callers loop
  private void sleep() {
    try {
      wait();
    } catch (InterruptedException e) {
      // A wait of the real kernel's is not interrupted either; the flag is lost, and nobody asks.
      violations.add("the waiter was interrupted");
    }
  }
}
