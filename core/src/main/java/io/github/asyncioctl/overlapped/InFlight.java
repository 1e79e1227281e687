package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.internal.kernel.Overlapped;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import org.jspecify.annotations.Nullable;

/** An operation that was started under a guard, with what it needs until it ends. */
final class InFlight {
  private static final int POSITION_OFFSET = 16;
  private static final int EVENT_OFFSET = 24;

  /** The kernel signals microseconds after it has written the status. */
  private static final int SIGNAL_MILLIS = 50;

  private final OverlappedPort port;
  private final long address;
  private final long event;

  @SuppressWarnings("UnusedVariable") // what it holds stays reachable
  private final Object[] kept;

  private final @Nullable TaggedEvent own;
  private final int resets;
  private final long statusBefore;
  private boolean returned; // under the guard's lock

  /**
   * @param overlapped the address of the OVERLAPPED
   * @param event the tagged event in it, which no other operation in flight uses
   * @param kept the objects to keep reachable
   */
  InFlight(OverlappedPort port, NativeMemory overlapped, long event, Object[] kept) {
    this.port = port;
    address = overlapped.address();
    this.event = event;
    this.kept = kept;
    own = TaggedEvent.find(event);
    resets = own == null ? 0 : own.countReset();
    long status = overlapped.buffer().getLong(0);
    statusBefore = (int) status == NtStatus.PENDING ? 0 : status;
  }

  /** Everything but the status stays unchanged, above all the caller's file position. */
  void prepare(NativeMemory overlapped) {
    long position = overlapped.buffer().getLong(POSITION_OFFSET);
    new Overlapped(overlapped, 0, event & ~1L).prepare(position);
  }

  long address() {
    return address;
  }

  long event() {
    return event;
  }

  /** The call has returned: from now on the status decides whether the operation has ended. */
  void callReturned() {
    returned = true;
  }

  /**
   * The call has returned and has left nothing in flight, so code that reads the status must not
   * wait. The kernel has not written the status if the call failed, and some providers never do.
   */
  void callEnded(boolean succeeded) {
    returned = true;
    NativeMemory memory = port.memory(address, Overlapped.SIZE);
    if (memory != null) {
      new Overlapped(memory, 0, event).settle(succeeded ? 0 : statusBefore);
    }
  }

  /**
   * Whether the kernel is done with it. Never before the call has returned, which uses the memory,
   * too; and never while the status is pending, whatever happened to the event.
   */
  boolean isOver() {
    return isOver(0);
  }

  /** The same for a caller that would otherwise be refused: waits for a moment. */
  boolean isOverSoon() {
    return isOver(SIGNAL_MILLIS);
  }

  private boolean isOver(int signalMillis) {
    if (!returned) {
      return false;
    }
    NativeMemory memory = port.memory(address, Overlapped.SIZE);
    if (memory == null) {
      // Its owner has freed it, who may do that after the end. The buffers may outlive it.
      return isSignalledIfItCanBeKnown(0);
    }
    int status = new Overlapped(memory, 0, event).status();
    if (status == 0) {
      // A success, or memory that somebody has cleared.
      return isSignalledIfItCanBeKnown(signalMillis);
    }
    return status != NtStatus.PENDING;
  }

  /** Also true if the event is not one of ours, or was reset or closed since the start. */
  private boolean isSignalledIfItCanBeKnown(int millis) {
    if (own == null || resets < 0 || own.resets() != resets) {
      return true;
    }
    try {
      return port.await(TaggedEvent.untagged(event), millis);
    } catch (KernelException e) {
      return true; // somebody has closed the event's handle behind its back
    }
  }

  /** Whether its OVERLAPPED still looks as it did at the start, or its call is running. */
  boolean isUntouched() {
    if (!returned) {
      return true;
    }
    NativeMemory memory = port.memory(address, Overlapped.SIZE);
    return memory != null
        && memory.buffer().getInt(0) == NtStatus.PENDING
        && memory.buffer().getLong(EVENT_OFFSET) == event;
  }
}
