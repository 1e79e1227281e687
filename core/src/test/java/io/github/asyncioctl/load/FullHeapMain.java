package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_DISCONNECT;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.windows.NamedPipe;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program whose heap is full when operations of its fail. */
final class FullHeapMain {
  private static final int OPERATIONS = 20;
  private static final int FAILING = 5;
  private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** All that there was. */
  private static Object[] hoard;

  private FullHeapMain() {}

  public static void main(String[] none) throws Exception {
    AsyncIoctl io = AsyncIoctl.open();
    List<NamedPipe> pipes = new ArrayList<>();
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    for (int i = 0; i < OPERATIONS; i++) {
      NamedPipe pipe = new NamedPipe();
      pipes.add(pipe);
      futures.add(io.deviceIoctlAsync(pipe.handle(), FSCTL_PIPE_LISTEN, null, 0));
    }
    boolean issued =
        io.deviceIoctlAsync(0, FSCTL_PIPE_DISCONNECT, null, 0)
            .handle((answer, failure) -> failure != null)
            .get(Load.BOUND.toSeconds(), TimeUnit.SECONDS);
    System.out.println("issued: " + issued + ", pending: " + io.stats().pending());

    boolean wasFull = failWhileFull(pipes);
    System.out.println("full: " + wasFull);

    int ended = 0;
    for (int i = FAILING; i < OPERATIONS; i++) {
      pipes.get(i).connect();
      futures.get(i).get(Load.BOUND.toSeconds(), TimeUnit.SECONDS);
      ended++;
    }
    System.out.println("others: " + ended);
    int failed = 0;
    for (int i = 0; i < FAILING; i++) {
      failed +=
          futures
              .get(i)
              .handle((answer, failure) -> failure == null ? 0 : 1)
              .get(Load.BOUND.toSeconds(), TimeUnit.SECONDS);
    }
    System.out.println("failed: " + failed);
    System.out.println("pending: " + io.stats().pending());
    io.close();
    System.out.println("retained: " + io.stats().retained());
    pipes.forEach(NamedPipe::close);
  }

  /** Nothing in here needs memory, but for what fills it. */
  private static boolean failWhileFull(List<NamedPipe> pipes) {
    fill();
    long begun = System.nanoTime();
    for (int i = 0; i < FAILING; i++) {
      pipes.get(i).close();
    }
    boolean full = isFull();
    do {
      fill(); // with what others have given back meanwhile
    } while (System.nanoTime() - begun < FULL_NANOS);
    hoard = null;
    return full;
  }

  /** Takes memory until there is none. */
  private static void fill() {
    int size = 1 << 20;
    while (size > 0) {
      try {
        take(size);
      } catch (OutOfMemoryError e) {
        size >>= 1;
      }
    }
  }

  private static void take(int size) {
    Object[] more = new Object[2];
    more[1] = new byte[size];
    more[0] = hoard;
    hoard = more;
  }

  /** Whether not even a page is left. */
  private static boolean isFull() {
    try {
      take(4096);
      return false;
    } catch (OutOfMemoryError e) {
      return true;
    }
  }
}
