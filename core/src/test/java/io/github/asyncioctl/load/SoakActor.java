package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FIOASYNC;
import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.ControlCodes.SIO_KEEPALIVE_VALS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.asyncioctl.windows.NamedPipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** One of the threads of a soak. Its pipes and sockets are its own; futures are everybody's. */
final class SoakActor {
  private static final int PIPES = 100;
  private static final int SOCKETS = 20;
  private static final int PENDING = 3000;
  private static final int MANY = 200;

  /** More than engines pool, so that the canary sees it released. */
  private static final int LARGE = (1 << 16) + 1;

  private record Listening(NamedPipe pipe, CanaryIo io) {}

  private final Soak soak;
  private final Random random;
  private final long end;
  private final HostileDependents dependents;
  private final Pace pace;
  private final List<Listening> pipes = new ArrayList<>();
  private final List<AnySocket> sockets = new ArrayList<>();

  SoakActor(Soak soak, long seed, long end, boolean hostile, Pace pace) {
    this.soak = soak;
    this.random = new Random(seed);
    this.end = end;
    this.pace = pace;
    this.dependents = hostile ? new HostileDependents(soak, seed) : null;
  }

  Void run() throws IOException {
    try {
      while (System.nanoTime() - end < 0) {
        pace.awaitUntil(end);
        act();
      }
      return null;
    } finally {
      while (!pipes.isEmpty()) {
        closePipe(pipes.remove(pipes.size() - 1));
      }
      for (AnySocket socket : sockets) {
        socket.close();
      }
    }
  }

  private void act() throws IOException {
    // A dependent that ran here may have interrupted this thread.
    boolean unused = Thread.interrupted();
    int dice = random.nextInt(1000);
    if (dice < 150) {
      listen();
    } else if (dice < 600) {
      onSocket(SIO_ADDRESS_LIST_CHANGE, random.nextInt(4) == 0 ? LARGE : random.nextInt(100));
    } else if (dice < 700) {
      onSocket(FIONREAD, 4);
    } else if (dice < 720) {
      onSocket(random.nextBoolean() ? FIOASYNC : SIO_KEEPALIVE_VALS, random.nextInt(LARGE));
    } else if (dice < 850) {
      endSomebodys();
    } else if (dice < 900) {
      connect();
    } else if (dice < 940) {
      closePipe();
    } else if (dice < 970) {
      closeSocket();
    } else if (dice < 996) {
      submitMany();
    } else if (random.nextInt(20) == 0) {
      soak.replaceEngine(random);
    }
  }

  private void listen() throws IOException {
    if (pipes.size() >= PIPES) {
      closePipe();
    }
    Listening listening = new Listening(new NamedPipe(), soak.engine(random));
    pipes.add(listening);
    submit(() -> listening.io().device(listening.pipe().handle(), FSCTL_PIPE_LISTEN, null, 0));
  }

  private void onSocket(int code, int outCapacity) throws IOException {
    if (sockets.isEmpty() || (sockets.size() < SOCKETS && random.nextInt(5) == 0)) {
      sockets.add(AnySocket.ofJdk(random));
    }
    CanaryIo io = soak.engine(random);
    if (io.pending() >= PENDING) {
      endSomebodys();
    }
    Object socket = sockets.get(random.nextInt(sockets.size())).socket();
    ByteBuffer in = random.nextInt(3) == 0 ? ByteBuffer.allocate(random.nextInt(100)) : null;
    submit(() -> io.socket(socket, code, in, outCapacity));
  }

  /** A burst on one socket, so that thousands pend. */
  private void submitMany() throws IOException {
    CanaryIo io = soak.engine(random);
    AnySocket socket = AnySocket.ofJdk(random);
    sockets.add(socket);
    for (int i = 0; i < MANY && io.pending() < PENDING; i++) {
      int outCapacity = i % 16 == 0 ? LARGE : 0;
      submit(() -> io.socket(socket.socket(), SIO_ADDRESS_LIST_CHANGE, null, outCapacity));
    }
  }

  /** A submission that the engine may refuse, because somebody closes it. */
  private interface Submission {
    CompletableFuture<ByteBuffer> submit();
  }

  private void submit(Submission submission) {
    CompletableFuture<ByteBuffer> future;
    try {
      future = submission.submit();
    } catch (IllegalStateException refused) {
      if (refused.getCause() != null) {
        throw refused; // the engine has died
      }
      return;
    }
    soak.submitted(future);
    int dice = random.nextInt(100);
    if (dice < 10) {
      future.orTimeout(random.nextInt(200), MILLISECONDS);
    } else if (dice < 15) {
      future.completeOnTimeout(ByteBuffer.allocate(0), random.nextInt(200), MILLISECONDS);
    } else if (dice < 18 && dependents != null) {
      dependents.addTo(future);
    }
  }

  private void endSomebodys() {
    CompletableFuture<?> future = soak.anybodys(random);
    if (future == null) {
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> future.complete(null);
      case 1 -> future.completeExceptionally(new Endings.ByHandException());
      case 2 -> future.obtrudeException(new Endings.ByHandException());
      default -> future.cancel(random.nextBoolean());
    }
  }

  private void connect() throws IOException {
    if (pipes.isEmpty()) {
      return;
    }
    Listening listening = pipes.remove(random.nextInt(pipes.size()));
    listening.pipe().connect();
    closePipe(listening);
  }

  private void closePipe() {
    if (!pipes.isEmpty()) {
      closePipe(pipes.remove(random.nextInt(pipes.size())));
    }
  }

  private static void closePipe(Listening listening) {
    listening.io().untilIssued();
    listening.pipe().close();
  }

  private void closeSocket() throws IOException {
    if (sockets.size() > random.nextInt(SOCKETS)) {
      sockets.remove(random.nextInt(sockets.size())).close();
    }
  }
}
