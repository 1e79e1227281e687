package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.windows.NamedPipe;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program whose very first operation is asked for where the stack has no room for it. */
final class FirstCallMain {
  private static final long STACK_BYTES = 256 << 10;

  private final AsyncIoctl io = AsyncIoctl.open();
  private final DatagramChannel socket = DatagramChannel.open();
  private int framesToGo;
  private int overflows;

  private FirstCallMain(int distance) throws Exception {
    framesToGo = distance;
  }

  /** How many frames above the end of the stack it is to happen. */
  public static void main(String[] distance) throws Exception {
    FirstCallMain program = new FirstCallMain(Integer.parseInt(distance[0]));
    Thread thread = new Thread(null, program::descendAndReturn, "first", STACK_BYTES);
    thread.start();
    thread.join();
    System.out.println("overflows: " + program.overflows);
    program.io.close();
    for (int i = 0; i < 2; i++) {
      try (AsyncIoctl later = AsyncIoctl.open()) {
        assertWorks(later, program.socket);
      }
      System.out.println("engine " + i + " works");
    }
  }

  private void descendAndReturn() {
    try {
      descend();
    } catch (StackOverflowError e) {
      return; // from the first frame on, it is over
    }
  }

  @SuppressWarnings("InfiniteRecursion") // until the stack ends
  private void descend() {
    try {
      descend();
    } catch (StackOverflowError e) {
      if (framesToGo-- == 0) {
        try {
          attemptAll();
        } catch (StackOverflowError again) {
          overflows++;
        }
      }
      throw e;
    }
  }

  private void attemptAll() {
    for (int which = 0; which < 4; which++) {
      try {
        attempt(which);
      } catch (StackOverflowError e) {
        overflows++;
      }
    }
  }

  private void attempt(int which) {
    CompletableFuture<?> unused =
        switch (which) {
          case 0 -> io.ioctlAsync(socket, FIONREAD, null, 4);
          case 1 -> io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null, 0);
          case 2 -> io.deviceIoctlAsync(0, FSCTL_PIPE_LISTEN, null, 0);
          default -> io.overlappedAsync(OverlappedCall.on(0, "f").start((a, b) -> 5));
        };
  }

  private static void assertWorks(AsyncIoctl io, DatagramChannel socket) throws Exception {
    int bytes = get(io.ioctlAsync(socket, FIONREAD, null, 4)).getInt();
    if (bytes != 0) {
      throw new AssertionError(bytes);
    }
    CompletableFuture<ByteBuffer> pending = io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null, 0);
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<ByteBuffer> listening =
          io.deviceIoctlAsync(pipe.handle(), FSCTL_PIPE_LISTEN, null, 0);
      boolean refused =
          get(
              io.overlappedAsync(OverlappedCall.on(0, "f").start((a, b) -> 5))
                  .handle((result, failure) -> failure != null));
      if (!refused || listening.isDone() || pending.isDone()) {
        throw new AssertionError("ended too early");
      }
      pipe.connect();
      get(listening);
    }
    pending.cancel(false);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(Load.BOUND.toSeconds(), TimeUnit.SECONDS);
  }
}
