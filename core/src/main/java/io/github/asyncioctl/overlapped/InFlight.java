package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.internal.kernel.Overlapped;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import org.jspecify.annotations.Nullable;

/** An operation that was started under a guard, with what it needs until it ends. */
final class InFlight {
  private static final int EVENT_OFFSET = 24;

  /** Between the kernel's writing of the status and its signal lie microseconds. */
  private static final int SIGNAL_MILLIS = 50;

  private final OverlappedPort port;
  private final long address;
  private final long event;
  private final Object[] kept;
  private final @Nullable TaggedEvent own;
  private final int resets;
  private boolean returned; // under the guard's lock

  /**
   * @param address where the OVERLAPPED lies
   * @param event the tagged event in it, which no other operation in flight has
   * @param kept what the caller wants to be kept reachable
   */
  InFlight(OverlappedPort port, long address, long event, Object[] kept) {
    this.port = port;
    this.address = address;
    this.event = event;
    this.kept = kept;
    own = TaggedEvent.find(event);
    resets = own == null ? 0 : own.resets();
  }

  /** The call has returned: from now on the status tells the end. */
  void returned() {
    returned = true;
  }

  long address() {
    return address;
  }

  long event() {
    return event;
  }

  /** For messages. */
  int keptCount() {
    return kept.length;
  }

  /**
   * Whether the kernel is done with it. Memory that cannot be written any more was freed by its
   * owner, who may do that after the end; the kernel writes to it no more. Never before the call
   * has returned, which uses the memory, too.
   */
  boolean isOver() {
    return isOver(0);
  }

  /** The same, for somebody who is going to be refused otherwise. */
  boolean isOverSoon() {
    return isOver(SIGNAL_MILLIS);
  }

  private boolean isOver(int signalMillis) {
    if (!returned) {
      return false;
    }
    NativeMemory memory = port.memory(address, Overlapped.SIZE);
    if (memory == null) {
      return true;
    }
    int status = new Overlapped(memory, 0, event).status();
    if (status != NtStatus.PENDING && status != 0) {
      return true;
    }
    // Zero is a success, or memory that somebody has cleared: a signal tells, where it must be one.
    if (own != null && resets >= 0 && own.resets() == resets) {
      return isSignalled(status == 0 ? signalMillis : 0);
    }
    return status == 0;
  }

  private boolean isSignalled(int millis) {
    try {
      return port.await(event & ~1L, millis);
    } catch (KernelException e) {
      return true; // somebody has closed the event's handle behind its back
    }
  }

  /** Whether its OVERLAPPED still looks as it did at the start. */
  boolean isUntouched() {
    NativeMemory memory = port.memory(address, Overlapped.SIZE);
    return memory != null
        && memory.buffer().getInt(0) == NtStatus.PENDING
        && memory.buffer().getLong(EVENT_OFFSET) == event;
  }
}
