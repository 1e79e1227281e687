package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A kernel in real time, for load. Its operations answer with their input. It writes down each use
 * of memory and events that Windows would not forgive.
 */
final class LoadKernel implements Kernel {
  /** Succeeds at once. */
  static final int NOW = 1;

  /** Pends until {@link #completeOldest}. */
  static final int SOON = 2;

  /** Pends until it is cancelled. */
  static final int NEVER = 3;

  /** The same as {@link #SOON}, for callers who do not know that it pends. */
  static final int SURPRISE = 4;

  private static final int CANCELLED = 0xC0000120;
  private static final int INTERNAL_HIGH = 8;
  private static final int EVENT = 24;

  private record Pending(boolean completes, ByteBuffer answer, long out, long event) {}

  private final TreeMap<Long, NativeMemory> memory = new TreeMap<>();
  private final Map<Long, Boolean> events = new HashMap<>();
  private final Map<Long, Pending> pending = new LinkedHashMap<>();
  private final Set<String> violations = new LinkedHashSet<>();
  private long nextAddress = 0x10000;
  private long nextHandle = 0x100;

  /** What went against the rules. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** Whether all memory and all events were given back, and nothing pends. */
  synchronized boolean isEmpty() {
    return memory.isEmpty() && events.isEmpty() && pending.isEmpty();
  }

  /** What {@link #isEmpty} is about. */
  synchronized String contents() {
    return memory.keySet() + " " + events + " " + pending;
  }

  /** Ends the oldest operation that ends by itself. */
  synchronized void completeOldest() {
    for (Map.Entry<Long, Pending> each : pending.entrySet()) {
      if (each.getValue().completes()) {
        end(each.getKey(), 0);
        return;
      }
    }
  }

  private void end(long overlapped, int status) {
    Pending ended = pending.remove(overlapped);
    int count = 0;
    if (status == 0 && ended.answer().hasRemaining()) {
      count = ended.answer().remaining();
      at(ended.out(), count).put(ended.answer());
    }
    at(overlapped, 32).putLong(INTERNAL_HIGH, count).putLong(0, status);
    signal(ended.event());
  }

  private void signal(long event) {
    events.replace(event, true);
    notifyAll();
  }

  private ByteBuffer at(long address, int length) {
    if (length == 0) {
      return ByteBuffer.allocate(0); // a buffer of no length has no address
    }
    Map.Entry<Long, NativeMemory> block = memory.floorEntry(address);
    if (block == null || address + length > block.getKey() + block.getValue().size()) {
      violations.add("memory that is not allocated was used: " + address);
      return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
    int offset = (int) (address - block.getKey());
    return block.getValue().buffer().slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public synchronized NativeMemory allocate(int bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes + 16).alignedSlice(16).slice(0, bytes);
    NativeMemory allocated = new NativeMemory(nextAddress, buffer);
    memory.put(nextAddress, allocated);
    nextAddress += (bytes + 64) & ~15L;
    return allocated;
  }

  @Override
  public synchronized void free(NativeMemory block) {
    pending.forEach(
        (overlapped, operation) -> {
          if (contains(block, overlapped) || contains(block, operation.out())) {
            violations.add("freed while the kernel has it: " + block.address());
          }
        });
    if (memory.remove(block.address()) != block) {
      violations.add("freed twice: " + block.address());
    }
  }

  private static boolean contains(NativeMemory block, long address) {
    return address >= block.address() && address < block.address() + block.size();
  }

  @Override
  public synchronized long createEvent() {
    nextHandle += 4;
    events.put(nextHandle, false);
    return nextHandle;
  }

  @Override
  public synchronized void setEvent(long event) {
    if (!events.containsKey(event)) {
      violations.add("set an event that is closed: " + event);
    }
    signal(event);
  }

  @Override
  public synchronized void closeEvent(long event) {
    if (events.remove(event) == null) {
      violations.add("closed twice: " + event);
    }
  }

  @Override
  public synchronized int waitForAny(long handles, int count, int timeoutMillis)
      throws KernelException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (true) {
      ByteBuffer watched = at(handles, count * Long.BYTES);
      for (int i = 0; i < count; i++) {
        Boolean signalled = events.get(watched.getLong(i * Long.BYTES));
        if (signalled == null) {
          throw new KernelException("WaitForMultipleObjects", INVALID_HANDLE);
        }
        if (signalled) {
          events.put(watched.getLong(i * Long.BYTES), false);
          return i;
        }
      }
      long left = deadline - System.nanoTime();
      if (timeoutMillis != INFINITE && left <= 0) {
        return TIMED_OUT;
      }
      sleep(timeoutMillis == INFINITE ? 0 : 1 + TimeUnit.NANOSECONDS.toMillis(left));
    }
  }

  @SuppressWarnings("WaitNotInLoop") // its caller loops
  private void sleep(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      violations.add("the waiter was interrupted");
    }
  }

  @Override
  public int socketIoctl(
      long socket,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    return deviceIoctl(socket, code, in, inBytes, out, outBytes, returned, overlapped);
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
    byte[] answer = new byte[Math.min(inBytes, outBytes)];
    at(in, answer.length).get(answer);
    long event = at(overlapped, 32).getLong(EVENT) & ~1L;
    events.replace(event, false);
    if (code == NOW) {
      at(out, answer.length).put(answer);
      at(returned, 4).putInt(0, answer.length);
      at(overlapped, 32).putLong(0, 0);
      signal(event);
      return SUCCESS;
    }
    if (pending.put(overlapped, new Pending(code != NEVER, ByteBuffer.wrap(answer), out, event))
        != null) {
      violations.add("an OVERLAPPED in use was used again: " + overlapped);
    }
    return IO_PENDING;
  }

  @Override
  public synchronized int cancel(long handle, long overlapped) {
    if (!pending.containsKey(overlapped)) {
      return NOT_FOUND;
    }
    end(overlapped, CANCELLED);
    return SUCCESS;
  }

  @Override
  public int deviceError(long handle, long overlapped) {
    return OPERATION_ABORTED;
  }
}
