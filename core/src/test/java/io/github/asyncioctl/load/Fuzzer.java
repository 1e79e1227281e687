package io.github.asyncioctl.load;

import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.windows.NamedPipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One of the threads that call with anything. */
final class Fuzzer {
  private static final int SOCKETS = 30;
  private static final int PIPES = 10;
  private static final int WINDOW = 300;

  /** An engine keeps the memory of calls that fault, so it is replaced after so many calls. */
  private static final int CALLS_PER_ENGINE = 20_000;

  private static final long NOBODYS = 0x7FFF0000L;

  private final Supplier<Io> engines;
  private final Endings endings;
  private final Random random;
  private final long end;
  private final Pace pace;
  private final List<AnySocket> sockets = new ArrayList<>();
  private final List<NamedPipe> pipes = new ArrayList<>();
  private final ArrayDeque<CompletableFuture<?>> window = new ArrayDeque<>();
  private Io io;
  private long calls;
  private long retained;

  Fuzzer(Supplier<Io> engines, Endings endings, long seed, long end, Pace pace) {
    this.engines = engines;
    this.endings = endings;
    this.random = new Random(seed);
    this.end = end;
    this.pace = pace;
  }

  /** What it did: calls, and of how many the memory is kept for good. */
  record Result(long calls, long retained) {}

  Result run() throws IOException {
    while (System.nanoTime() - end < 0) {
      io = engines.get();
      try {
        for (int i = 0; i < CALLS_PER_ENGINE && System.nanoTime() - end < 0; i++) {
          pace.awaitUntil(end);
          refresh();
          call();
          thin();
        }
      } finally {
        closeAll();
      }
    }
    return new Result(calls, retained);
  }

  /**
   * Sockets and pipes come and go. What was closed stays among the others for a while, if it is of
   * the JDK's: the value of a raw handle is somebody else's soon.
   */
  private void refresh() throws IOException {
    if (sockets.size() < SOCKETS) {
      sockets.add(AnySocket.any(random));
      if (pipes.size() < PIPES) {
        pipes.add(new NamedPipe());
      }
      return;
    }
    switch (random.nextInt(500)) {
      case 0, 1, 2 -> close(sockets.remove(random.nextInt(SOCKETS)));
      case 3 -> closeButKeep(random.nextInt(SOCKETS));
      case 4 -> replacePipe();
      default -> {}
    }
  }

  /** What was asked for of a raw handle is issued before its value can be somebody else's. */
  private void close(AnySocket socket) throws IOException {
    io.untilIssued();
    socket.close();
  }

  private void closeButKeep(int index) throws IOException {
    close(sockets.get(index));
    if (sockets.get(index).socket() instanceof SocketHandle) {
      sockets.remove(index);
    }
  }

  private void replacePipe() throws IOException {
    io.untilIssued();
    NamedPipe pipe = pipes.remove(random.nextInt(pipes.size()));
    if (random.nextBoolean()) {
      pipe.connect();
    }
    pipe.close();
    pipes.add(new NamedPipe());
  }

  private void call() {
    calls++;
    ByteBuffer in = Inputs.any(random);
    int capacity = Inputs.capacity(random);
    CompletableFuture<ByteBuffer> future;
    try {
      future =
          random.nextInt(4) == 0
              ? io.device(deviceHandle(), Codes.ofPipe(random), in, capacity)
              : io.socket(socket(), Codes.ofSocket(random), in, capacity);
    } catch (IllegalArgumentException refused) {
      if (capacity >= 0) {
        throw refused;
      }
      return;
    }
    endings.expect(future);
    if (!future.isDone()) {
      window.add(future);
    }
  }

  private Object socket() {
    return random.nextInt(50) == 0
        ? SocketHandle.ofRaw(nobodysHandle())
        : sockets.get(random.nextInt(sockets.size())).socket();
  }

  private long deviceHandle() {
    return random.nextInt(50) == 0
        ? nobodysHandle()
        : pipes.get(random.nextInt(pipes.size())).handle();
  }

  /** Never a value that some file of this process may have. */
  private long nobodysHandle() {
    return switch (random.nextInt(3)) {
      case 0 -> 0;
      case 1 -> -1;
      default -> NOBODYS + random.nextInt(0x10000);
    };
  }

  static boolean isNobodys(long handle) {
    return handle <= 0 || handle >= NOBODYS;
  }

  /** Cancels what has been pending for long. */
  private void thin() {
    while (window.size() > WINDOW) {
      window.remove().cancel(true);
    }
  }

  private void closeAll() throws IOException {
    io.close();
    // A waiter that was late comes back, and gives back what the kernel has given back meanwhile.
    Load.until("nothing pends on a closed engine", () -> io.pending() == 0);
    retained += io.retained();
    window.clear();
    for (AnySocket socket : sockets) {
      socket.close();
    }
    pipes.forEach(NamedPipe::close);
    sockets.clear();
    pipes.clear();
  }
}
