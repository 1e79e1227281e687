package io.github.asyncioctl.test;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The kernel under the engines of a fake: memory, events and operations, as in Windows. A start
 * resets its event. The kernel writes count and status before it signals. A call that fails leaves
 * nothing pending. An operation that is cancelled, or whose socket is closed, ends with
 * STATUS_CANCELLED.
 */
final class FakeKernel implements Kernel {
  /** Determines the outcome of calls. Called without a lock. */
  interface Script {
    /** Returns null for a code without an answer. */
    @Nullable Reply reply(IoctlCall call);
  }

  private static final int INTERNAL_HIGH = 8;
  private static final int EVENT = 24;
  private static final int OVERLAPPED = 32;
  private static final int ERROR_INVALID_FUNCTION = 1;
  private static final int ERROR_INSUFFICIENT_BUFFER = 122;
  private static final int WSAEFAULT = 10014;
  private static final int WSAEINVAL = 10022;
  private static final int WSAEOPNOTSUPP = 10045;

  /** How often to check whether sockets were closed, because closing them notifies nothing. */
  private static final long LOOK_MILLIS = 10;

  private final Script script;
  private final FakeMemory memory = new FakeMemory();
  private final Map<Long, Boolean> events = new HashMap<>();
  private final Map<Long, PendingCall> pending = new LinkedHashMap<>();
  private long nextEvent = 0x200;

  FakeKernel(Script script) {
    this.script = script;
  }

  // --- The test's ---

  /** Ends a call with a success; false if it has ended. */
  synchronized boolean end(PendingCall call, Output output) {
    if (!isPending(call)) {
      return false;
    }
    int capacity = call.call().outCapacity();
    if (output.length() > capacity) {
      return end(call, Statuses.BUFFER_TOO_SMALL);
    }
    if (output.length() > 0) {
      output.writeTo(memory.at(call.out(), capacity), call.out());
    }
    finish(call, 0, output.length());
    return true;
  }

  /** Ends a call with a status; false if it has ended. */
  synchronized boolean end(PendingCall call, int status) {
    if (!isPending(call)) {
      return false;
    }
    finish(call, status, 0);
    return true;
  }

  private void finish(PendingCall call, int status, int count) {
    pending.remove(call.overlapped());
    call.ended(status);
    write(call.overlapped(), status, count);
  }

  /** The end of an operation whose OVERLAPPED is known. */
  synchronized void write(long overlapped, int status, long count) {
    ByteBuffer control = memory.at(overlapped, OVERLAPPED);
    control.putLong(INTERNAL_HIGH, count);
    control.putLong(0, Integer.toUnsignedLong(status));
    events.replace(control.getLong(EVENT) & ~1L, true);
    notifyAll();
  }

  synchronized boolean isPending(PendingCall call) {
    return pending.get(call.overlapped()) == call;
  }

  synchronized boolean isCancelled(PendingCall call) {
    return call.wasCancelled();
  }

  /** The pending calls for which something holds, oldest first. */
  synchronized List<PendingCall> pending(Predicate<IoctlCall> wanted) {
    return pending.values().stream().filter(each -> wanted.test(each.call())).toList();
  }

  /** Waits for such a call; returns null if none comes in time. */
  synchronized @Nullable PendingCall awaitPending(Predicate<IoctlCall> wanted, long millis)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      List<PendingCall> found = pending(wanted);
      if (!found.isEmpty()) {
        return found.get(0);
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
  }

  /** A handle was closed: what pends on it ends. */
  void closed(long handle) {
    pending(call -> call.handle() == handle).forEach(each -> end(each, NtStatus.CANCELLED));
  }

  /** The memory of an operation. */
  synchronized ByteBuffer memory(long address, int bytes) {
    return memory.at(address, bytes);
  }

  /** Blocks of memory that engines have. */
  synchronized int blocks() {
    return memory.blocks();
  }

  // --- The port ---

  @Override
  public synchronized NativeMemory allocate(int bytes) {
    return memory.allocate(bytes);
  }

  @Override
  public synchronized void free(NativeMemory block) {
    memory.free(block);
  }

  @Override
  public synchronized long createEvent() {
    nextEvent += 4;
    events.put(nextEvent, false);
    return nextEvent;
  }

  @Override
  public synchronized void setEvent(long event) throws KernelException {
    if (events.replace(event, true) == null) {
      throw new KernelException("SetEvent", INVALID_HANDLE);
    }
    notifyAll();
  }

  @Override
  public synchronized void closeEvent(long event) {
    events.remove(event);
  }

  @Override
  public synchronized int waitForAny(long handles, int count, int timeoutMillis)
      throws KernelException {
    long[] set = new long[count];
    memory.at(handles, count * Long.BYTES).asLongBuffer().get(set);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (true) {
      endWhatIsClosed();
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
      long left = timeoutMillis == INFINITE ? Long.MAX_VALUE : end - System.nanoTime();
      if (left <= 0) {
        return TIMED_OUT;
      }
      sleep(TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // its caller loops
  private void sleep(long millis) {
    try {
      wait(pending.isEmpty() ? millis : Math.min(millis, LOOK_MILLIS));
    } catch (InterruptedException e) {
      return; // nobody means the waiter, and a wait of Windows is not interrupted either
    }
  }

  private void endWhatIsClosed() {
    for (PendingCall each : List.copyOf(pending.values())) {
      Object socket = each.call().socket().orElse(null);
      IOException refusal = socket == null ? null : FakeSockets.ALL.refusal(socket);
      if (refusal != null) {
        finish(each, NtStatus.CANCELLED, 0);
      }
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
    IoctlCall call =
        new IoctlCall(
            true, socket, FakeSockets.ALL.socket(socket), code, input(in, inBytes), outBytes);
    return start(call, out, returned, overlapped);
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
    IoctlCall call = new IoctlCall(false, handle, null, code, input(in, inBytes), outBytes);
    return start(call, out, returned, overlapped);
  }

  private synchronized ByteBuffer input(long in, int bytes) {
    ByteBuffer copy = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return (bytes == 0 ? copy : copy.put(memory.at(in, bytes)).flip()).asReadOnlyBuffer();
  }

  private int start(IoctlCall call, long out, long returned, long overlapped) {
    Reply reply = script.reply(call);
    synchronized (this) {
      if (overlapped != 0) {
        events.replace(event(overlapped), false);
      }
      if (reply == null) {
        return unknown(call, overlapped);
      } else if (reply.error() != 0) {
        return reply.error();
      } else if (reply.isPending()) {
        return pend(call, out, overlapped);
      }
      return succeed(call, reply.output(), out, returned, overlapped);
    }
  }

  private long event(long overlapped) {
    return memory.at(overlapped, OVERLAPPED).getLong(EVENT) & ~1L;
  }

  /** The answer of Windows to a code that it does not know. */
  private int unknown(IoctlCall call, long overlapped) {
    if (!call.isOnSocket()) {
      return ERROR_INVALID_FUNCTION;
    }
    if (overlapped == 0) {
      return WSAEOPNOTSUPP;
    }
    write(overlapped, Statuses.NOT_SUPPORTED, 0);
    return IO_PENDING;
  }

  private int pend(IoctlCall call, long out, long overlapped) {
    if (overlapped == 0) {
      return call.isOnSocket() ? WSAEINVAL : ERROR_INVALID_FUNCTION; // it would block for ever
    }
    pending.put(overlapped, new PendingCall(this, call, out, overlapped, event(overlapped)));
    notifyAll();
    return IO_PENDING;
  }

  private int succeed(IoctlCall call, Output output, long out, long returned, long overlapped) {
    memory.at(returned, Integer.BYTES).putInt(0, output.length());
    if (output.length() > call.outCapacity()) {
      return call.isOnSocket() ? WSAEFAULT : ERROR_INSUFFICIENT_BUFFER; // with the size needed
    }
    if (output.length() > 0) {
      output.writeTo(memory.at(out, call.outCapacity()), out);
    }
    if (overlapped != 0) {
      write(overlapped, 0, 0); // the call has told the count
    }
    return SUCCESS;
  }

  @Override
  public synchronized int cancel(long handle, long overlapped) {
    PendingCall call = pending.get(overlapped);
    if (call != null) {
      finish(call, NtStatus.CANCELLED, 0);
      return SUCCESS;
    }
    // One of the program's own calls, of which nobody told.
    if ((int) memory.at(overlapped, OVERLAPPED).getLong(0) != NtStatus.PENDING) {
      return NOT_FOUND;
    }
    write(overlapped, NtStatus.CANCELLED, 0);
    return SUCCESS;
  }

  @Override
  public synchronized int deviceError(long handle, long overlapped) {
    return Statuses.deviceError((int) memory.at(overlapped, OVERLAPPED).getLong(0));
  }

  /** The open events, for tests that look for leaks. */
  synchronized List<Long> openEvents() {
    return new ArrayList<>(events.keySet());
  }
}
