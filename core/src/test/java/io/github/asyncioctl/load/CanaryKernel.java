package io.github.asyncioctl.load;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A kernel that watches what is done with native memory and with events: memory that is freed is
 * poisoned and kept for a while, so that a write after the release is found, whoever writes. Walls
 * around each piece show a write beyond its ends.
 *
 * <p>Engines pool blocks of up to 64 KB; what is larger they free as soon as its operation ends. So
 * that a late write to a pooled block is found too, a canary may keep engines from pooling: then
 * each block says that it is larger than that.
 */
final class CanaryKernel implements Kernel {
  /** The largest block that engines pool. */
  private static final int POOLED = 1 << 16;

  private final Kernel real;
  private final Allocator allocator;
  private final Quarantine quarantine;
  private final boolean pools;
  private final ConcurrentHashMap<NativeMemory, Walled> live = new ConcurrentHashMap<>();
  private final Set<Long> events = ConcurrentHashMap.newKeySet();

  /**
   * What was started and said that it pends, or faulted, by the address of its OVERLAPPED. It goes
   * with its memory: a storm of a minute starts hundreds of thousands.
   */
  private final ConcurrentNavigableMap<Long, Started> started = new ConcurrentSkipListMap<>();

  /**
   * A call without an OVERLAPPED that has just faulted on this thread. Engines ask for the end of
   * whatever it may have started next, and so name the OVERLAPPED that it would have had.
   */
  private static final ThreadLocal<Started> FAULTED_WITHOUT = new ThreadLocal<>();

  private record Started(String what, boolean faulted) {}

  /**
   * @param keptBytes how much freed memory is kept at most
   */
  CanaryKernel(Kernel real, long keptBytes) {
    this(real, Allocator.of(real), keptBytes, true);
  }

  /** One that keeps engines from pooling: each block is released when its operation has ended. */
  static CanaryKernel unpooled(Kernel real, long keptBytes) {
    return new CanaryKernel(real, Allocator.of(real), keptBytes, false);
  }

  /** One that has its memory from elsewhere. */
  CanaryKernel(Kernel real, Allocator allocator, long keptBytes, boolean pools) {
    this.real = real;
    this.allocator = allocator;
    this.pools = pools;
    this.quarantine = new Quarantine(keptBytes);
  }

  /** The pieces of memory that were allocated and not freed. */
  int livePieces() {
    return live.size();
  }

  /** How many bytes they are, walls not counted. */
  long liveBytes() {
    return live.values().stream().mapToLong(each -> each.inside().size()).sum();
  }

  /** The events that were created and not closed. */
  int openEvents() {
    return events.size();
  }

  /** How many pieces have been freed so far. */
  long freed() {
    return quarantine.taken();
  }

  /**
   * How often what was started and has neither completed nor given its memory back: the function,
   * the code, and whether it pends or ended in an access violation. To be asked when no engine is
   * at work.
   */
  Map<String, Integer> unfinished() {
    Map<String, Integer> found = new TreeMap<>();
    for (Walled each : live.values()) {
      NativeMemory memory = each.inside();
      started.forEach(
          (overlapped, start) -> {
            long offset = overlapped - memory.address();
            boolean here = offset >= 0 && offset < memory.size();
            if (here
                && (start.faulted || memory.buffer().getInt((int) offset) == NtStatus.PENDING)) {
              found.merge(start.what, 1, Integer::sum);
            }
          });
    }
    return found;
  }

  private int noted(String function, long handle, int code, long overlapped, int error) {
    String call = function + String.format(" 0x%08X", code);
    if (error == FAULTED) {
      Started start = new Started(call + " faulted", true);
      if (overlapped == 0) {
        FAULTED_WITHOUT.set(start);
      } else {
        started.put(overlapped, start);
      }
    } else if (overlapped != 0) {
      if (error == IO_PENDING) {
        // Of a handle that is none it does not matter which code it was.
        String what = Fuzzer.isNobodys(handle) ? function + KeptCalls.ON_NO_HANDLE : call;
        started.put(overlapped, new Started(what + " pends", false));
      } else {
        started.remove(overlapped);
      }
    }
    return error;
  }

  /**
   * Gives back the freed memory that is kept. After a storm of a minute these are tens of thousands
   * of pieces, which nobody may take for a leak.
   */
  void releaseKept() {
    quarantine.release();
  }

  /**
   * Looks at everything that is live or kept.
   *
   * @throws AssertionError if somebody wrote where nobody may
   */
  void check() {
    live.values().forEach(Walled::checkWalls);
    quarantine.check();
  }

  @Override
  public NativeMemory allocate(int bytes) {
    Walled walled = Walled.around(allocator, bytes, pools ? bytes : Math.max(bytes, POOLED + 1));
    live.put(walled.inside(), walled);
    return walled.inside();
  }

  @Override
  public void free(NativeMemory memory) {
    Walled walled = live.remove(memory);
    if (walled == null) {
      throw quarantine.failure("freed twice, or never allocated");
    }
    started.subMap(memory.address(), memory.address() + memory.size()).clear();
    quarantine.take(walled);
  }

  @Override
  public long createEvent() throws KernelException {
    long event = real.createEvent();
    events.add(event);
    return event;
  }

  @Override
  public void setEvent(long event) throws KernelException {
    if (!events.contains(event)) {
      throw quarantine.failure("an event was set that is not open");
    }
    real.setEvent(event);
  }

  @Override
  public void closeEvent(long event) {
    // Closed, its value may be the next event's at once.
    if (!events.remove(event)) {
      throw quarantine.failure("an event was closed twice, or never created");
    }
    real.closeEvent(event);
  }

  @Override
  public int waitForAny(long handles, int count, int timeoutMillis) throws KernelException {
    return real.waitForAny(handles, count, timeoutMillis);
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
    return noted(
        "WSAIoctl",
        socket,
        code,
        overlapped,
        real.socketIoctl(socket, code, in, inBytes, out, outBytes, returned, overlapped));
  }

  @Override
  public int deviceIoctl(
      long handle,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    return noted(
        "DeviceIoControl",
        handle,
        code,
        overlapped,
        real.deviceIoctl(handle, code, in, inBytes, out, outBytes, returned, overlapped));
  }

  @Override
  public int cancel(long handle, long overlapped) {
    Started faulted = FAULTED_WITHOUT.get();
    if (faulted != null) {
      FAULTED_WITHOUT.remove();
      started.put(overlapped, faulted);
    }
    return real.cancel(handle, overlapped);
  }

  @Override
  public int deviceError(long handle, long overlapped) {
    return real.deviceError(handle, overlapped);
  }
}
