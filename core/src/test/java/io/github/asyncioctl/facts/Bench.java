package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;
import io.github.asyncioctl.windows.RawWinsock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What a probe works with. Closing it closes everything that the probe got from it. */
final class Bench implements AutoCloseable {
  /** How long a probe waits for something that has to come. */
  static final int BOUND_MILLIS = 5_000;

  /** How long a probe looks whether something comes that must not. */
  static final int SILENCE_MILLIS = 100;

  private static final int STATUS_MILLIS = 1_000;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Something to close; 0 for what has no handle. */
  private record Opened(long handle, AutoCloseable closer) {}

  private final Deque<Opened> opened = new ArrayDeque<>();

  /** Closes something at the end, before what was opened earlier. */
  synchronized <T extends AutoCloseable> T closing(T resource) {
    opened.push(new Opened(0, resource));
    return resource;
  }

  /** A handle that is closed at the end in this way, if the probe does not do it before. */
  synchronized long closing(long handle, AutoCloseable closer) {
    opened.push(new Opened(handle, closer));
    return handle;
  }

  /** A handle that CloseHandle closes at the end. */
  long handle(long handle) {
    return closing(handle, () -> RawWin32.CloseHandle(handle));
  }

  /** Leaves it to the probe to close a handle: its value is somebody else's soon afterwards. */
  synchronized long released(long handle) {
    opened.removeIf(each -> each.handle() == handle);
    return handle;
  }

  /** Closes a socket now; returns 0 or the error. */
  int closeSocket(long socket) {
    return Sockets.error(RawWinsock.closesocket(released(socket)));
  }

  /** A manual-reset event that is not set. */
  long event() {
    return handle(RawWin32.CreateEventW(0, 1, 0, 0));
  }

  long autoResetEvent() {
    return handle(RawWin32.CreateEventW(0, 0, 0, 0));
  }

  Port port() {
    return closing(new Port());
  }

  /** A port that has this handle. */
  Port portOf(long handle) {
    Port port = port();
    port.bind(handle);
    return port;
  }

  /**
   * Waits until a status has been written, for a while: that it is not is seen by who looks at it
   * next.
   */
  static void untilWritten(Block block) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STATUS_MILLIS);
    while (!block.isWritten() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Waits until something holds of which nothing tells. */
  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BOUND_MILLIS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("what has to come does not come");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  Sockets sockets() {
    return new Sockets(this);
  }

  /** Whether an event, or another handle, is signalled now. */
  static boolean isSet(long event) {
    return RawWin32.WaitForSingleObject(event, 0) == RawWin32.WAIT_OBJECT_0;
  }

  /** Waits for an event to be set; tells whether it was. */
  static boolean await(long event) {
    return await(event, BOUND_MILLIS);
  }

  static boolean await(long event, int millis) {
    return RawWin32.WaitForSingleObject(event, millis) == RawWin32.WAIT_OBJECT_0;
  }

  /** Does something on a thread of its own, which has ended when this returns. */
  static <T> T onThreadThatEnds(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task, "fact-issuer");
    thread.setDaemon(true);
    thread.start();
    thread.join(BOUND_MILLIS);
    try {
      return task.get(0, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Closes all of it, also when something cannot be closed. */
  @Override
  public synchronized void close() {
    List<Exception> failures = new ArrayList<>();
    while (!opened.isEmpty()) {
      try {
        opened.pop().closer().close();
      } catch (Exception e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("cannot close what the probe opened", failures.get(0));
    }
  }
}
