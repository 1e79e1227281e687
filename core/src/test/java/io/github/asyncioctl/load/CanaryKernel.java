package io.github.asyncioctl.load;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A kernel that watches what is done with native memory and with events: memory that is freed is
 * poisoned and kept for a while, so that a write after the release is found, whoever writes. Walls
 * around each piece show a write beyond its ends.
 *
 * <p>Engines pool what is up to 64 KB; what is larger they free as soon as its operation ends.
 */
final class CanaryKernel implements Kernel {
  private final Kernel real;
  private final Quarantine quarantine;
  private final ConcurrentHashMap<NativeMemory, Walled> live = new ConcurrentHashMap<>();
  private final Set<Long> events = ConcurrentHashMap.newKeySet();

  /**
   * @param keptBytes how much freed memory is kept at most
   */
  CanaryKernel(Kernel real, long keptBytes) {
    this.real = real;
    this.quarantine = new Quarantine(keptBytes);
  }

  /** The pieces of memory that were allocated and not freed. */
  int livePieces() {
    return live.size();
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
    Walled walled = Walled.around(real, bytes);
    live.put(walled.inside(), walled);
    return walled.inside();
  }

  @Override
  public void free(NativeMemory memory) {
    Walled walled = live.remove(memory);
    if (walled == null) {
      throw quarantine.failure("freed twice, or never allocated");
    }
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
    return real.socketIoctl(socket, code, in, inBytes, out, outBytes, returned, overlapped);
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
    return real.deviceIoctl(handle, code, in, inBytes, out, outBytes, returned, overlapped);
  }

  @Override
  public int cancel(long handle, long overlapped) {
    return real.cancel(handle, overlapped);
  }

  @Override
  public int deviceError(long handle, long overlapped) {
    return real.deviceError(handle, overlapped);
  }
}
