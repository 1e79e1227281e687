package io.github.asyncioctl.sim;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import java.util.StringJoiner;

/**
 * One starting call on a simulated kernel and what came of it, in the words of the table of facts.
 * What a system might leave alone is filled before.
 */
final class Provocation {
  /** Positive as the 64 bits of a field too. */
  private static final int FILLED = 0x5EADBEEF;

  private static final int OUT = 64;
  private static final int RETURNED = 40;
  private static final int EVENT = 24;
  private static final long HANDLE = 0x44;

  final SimulatedKernel kernel;
  private final NativeMemory memory;
  private final long event;
  private final StringJoiner seen = new StringJoiner(" ");
  private int answerSize;
  private boolean ntLevel;

  Provocation(SimulatedKernel kernel) {
    this.kernel = kernel;
    memory = kernel.allocate(8192);
    memory.buffer().putLong(0, FILLED).putLong(8, FILLED).putInt(RETURNED, FILLED);
    try {
      event = kernel.createEvent();
      kernel.setEvent(event);
    } catch (KernelException e) {
      throw new AssertionError(e);
    }
    memory.buffer().putLong(EVENT, event | 1);
  }

  /** Through a function of ntdll, above which a start writes no STATUS_PENDING. */
  Provocation throughNtdll() {
    ntLevel = true;
    return this;
  }

  Provocation withoutEvent() {
    memory.buffer().putLong(EVENT, 0);
    return this;
  }

  /** What lists have to tell. */
  Provocation answering(int bytes) {
    answerSize = bytes;
    KnownCodes.on(kernel, new byte[bytes]);
    return this;
  }

  /** Starts it, and tells what the call says, and of its count. */
  Provocation start(int code, int inBytes, int outBytes) {
    int result =
        kernel.socketIoctl(
            HANDLE,
            code,
            memory.address() + OUT,
            inBytes,
            memory.address() + OUT + 64,
            outBytes,
            memory.address() + RETURNED,
            memory.address());
    seen.add("call=" + (ntLevel ? ntStatus(result) : String.valueOf(result)));
    int count = memory.buffer().getInt(RETURNED);
    if (count == FILLED) {
      seen.add("count=kept");
    } else {
      seen.add("count=" + count);
      if (count == answerSize) {
        seen.add(result == 0 ? "count=full" : "count=needed");
      }
    }
    return this;
  }

  private static String ntStatus(int error) {
    return switch (error) {
      case 997 -> "0x103";
      case 234 -> "0x80000005";
      case 535 -> "0xC00000B2";
      case 109 -> "0xC000014B";
      case 10038 -> "0xC0000008";
      default -> throw new AssertionError("no status for " + error);
    };
  }

  /** One that the kernel answers in this way. */
  Provocation start(Reaction reaction) {
    kernel.react(1, reaction);
    return start(1, 0, 64);
  }

  PendingIoctl pending() {
    return kernel.pendings().get(0);
  }

  Provocation cancel() {
    seen.add("cancel=" + kernel.cancel(HANDLE, memory.address()));
    return this;
  }

  Provocation complete(int status, int bytes) {
    kernel.complete(pending(), status, new byte[bytes]);
    return this;
  }

  Provocation closeHandle() {
    kernel.handleClosed(HANDLE);
    return this;
  }

  Provocation duplicate() {
    kernel.duplicate(HANDLE);
    return this;
  }

  Provocation onPort() {
    kernel.bindToPort(HANDLE);
    return this;
  }

  Provocation endThread() {
    kernel.threadExited(Thread.currentThread());
    return this;
  }

  /** When everything that has begun has come to its end: the OVERLAPPED. */
  Provocation look() {
    boolean signalled = isSignalled();
    long status = memory.buffer().getLong(0);
    boolean kept = status == FILLED || (ntLevel && status == NtStatus.PENDING);
    seen.add(kept ? "status=kept" : String.format("status=0x%X", (int) status));
    long info = memory.buffer().getLong(8);
    if (info == FILLED) {
      seen.add("info=kept");
    } else {
      seen.add("info=" + info).add("data=" + info);
      if (info == 0) {
        seen.add("data=untouched");
      } else if (info == answerSize) {
        seen.add("info=full");
      }
    }
    seen.add(signalled ? "event=set" : "event=unset");
    return this;
  }

  /** The error of the status, as a packet or GetOverlappedResult has it. */
  Provocation lookAtError() {
    Provocation unused = look();
    long status = memory.buffer().getLong(0);
    if (status == FILLED || status == NtStatus.PENDING) {
      seen.add("packet=none");
    } else {
      int error = kernel.deviceError(HANDLE, memory.address());
      seen.add("packet=" + error).add("end=" + error);
    }
    return this;
  }

  private boolean isSignalled() {
    NativeMemory handles = kernel.allocate(8);
    handles.buffer().putLong(0, event);
    try {
      // Whoever waits sees ends through; with no time left, one step each.
      int seenIndex = kernel.waitForAny(handles.address(), 1, 0);
      for (int steps = 0; steps < 4 && seenIndex != 0; steps++) {
        seenIndex = kernel.waitForAny(handles.address(), 1, 0);
      }
      return seenIndex == 0;
    } catch (KernelException e) {
      throw new AssertionError(e);
    }
  }

  String outcome() {
    return seen.toString();
  }
}
