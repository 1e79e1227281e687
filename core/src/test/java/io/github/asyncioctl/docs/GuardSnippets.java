package io.github.asyncioctl.docs;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.overlapped.OverlappedGuard;
import io.github.asyncioctl.overlapped.TaggedEvent;
import java.util.concurrent.CompletableFuture;

/** The snippets of docs/guards.md, word for word; {@link SnippetsAreCurrentTest} compares them. */
public final class GuardSnippets {
  private static final int FSCTL_PIPE_LISTEN = 0x00110008;
  private static final int ERROR_IO_PENDING = 997;
  private static final int ERROR_PIPE_CONNECTED = 535;

  private GuardSnippets() {}

  public static OverlappedGuard.Ticket byHand(
      OverlappedGuard guard, TaggedEvent event, HANDLE pipe) {
    // snippet: guardByHand
    Memory overlapped = new Memory(32);
    overlapped.clear();
    overlapped.setLong(24, event.handle()); // hEvent
    OverlappedGuard.Ticket ticket = guard.before(Pointer.nativeValue(overlapped), overlapped);
    int error = ERROR_IO_PENDING; // if the call throws, its outcome is unknown
    try {
      boolean done =
          Kernel32.INSTANCE.DeviceIoControl(
              pipe, FSCTL_PIPE_LISTEN, null, 0, null, 0, null, overlapped);
      error = done ? 0 : Native.getLastError();
    } finally {
      if (error == 0) {
        ticket.completed(); // a success of DeviceIoControl means that nothing is pending
      } else {
        ticket.returned(error);
      }
    }
    // end
    return ticket;
  }

  public static int wrapped(OverlappedGuard guard, TaggedEvent event, HANDLE pipe) {
    // snippet: guardWrap
    Kernel32 kernel32 = guard.wrap(Kernel32.class, Kernel32.INSTANCE);
    WinBase.OVERLAPPED overlapped = new WinBase.OVERLAPPED();
    overlapped.hEvent = new HANDLE(Pointer.createConstant(event.handle()));
    boolean connected = kernel32.ConnectNamedPipe(pipe, overlapped);
    int error = connected ? 0 : Native.getLastError(); // as without the guard
    // end
    return error;
  }

  public static CompletableFuture<OverlappedResult> ownCall(AsyncIoctl io, HANDLE pipe) {
    // snippet: guardOwnCall
    OverlappedCall listen =
        OverlappedCall.on(Pointer.nativeValue(pipe.getPointer()), "DeviceIoControl")
            .start(
                (overlapped, memory) ->
                    Kernel32.INSTANCE.DeviceIoControl(
                            pipe,
                            FSCTL_PIPE_LISTEN,
                            null,
                            0,
                            null,
                            0,
                            null,
                            new Pointer(overlapped))
                        ? 0
                        : Native.getLastError())
            .succeedingWith(ERROR_PIPE_CONNECTED);
    CompletableFuture<OverlappedResult> client = io.overlappedAsync(listen);
    // end
    return client;
  }
}
