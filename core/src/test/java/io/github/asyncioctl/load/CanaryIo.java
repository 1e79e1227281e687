package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.*;

import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.socket.NativeSocket;
import io.github.asyncioctl.internal.socket.SocketLookup;
import io.github.asyncioctl.internal.win32.JniFieldReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine on the canary, with sockets as the public API takes them. */
final class CanaryIo implements Io {
  /** The names of its threads begin with this. */
  static final String THREADS = "canary-";

  private static final Set<Integer> AT_ONCE =
      Set.of(
          FIONBIO,
          FIONREAD,
          SIO_ADDRESS_LIST_QUERY,
          SIO_GET_EXTENSION_FUNCTION_POINTER,
          SIO_GET_INTERFACE_LIST,
          SIO_IDEAL_SEND_BACKLOG_QUERY,
          SIO_KEEPALIVE_VALS,
          SIO_ROUTING_INTERFACE_QUERY,
          SIO_TCP_INFO,
          SIO_UDP_CONNRESET);
  private static final SocketLookup LOOKUP = new SocketLookup(new JniFieldReader());
  private static final AtomicInteger OPENED = new AtomicInteger();

  private final Engine engine;

  /**
   * @param drain how long closing waits for the kernel
   */
  CanaryIo(CanaryKernel kernel, Duration drain) {
    Settings settings =
        new Settings(
            THREADS + OPENED.incrementAndGet(), null, drain, AT_ONCE, Set.of(), System::nanoTime);
    try {
      engine = new Engine(kernel, settings, TestFailures.failures());
    } catch (KernelException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletableFuture<ByteBuffer> socket(
      Object socket, int code, ByteBuffer in, int outCapacity) {
    Target target;
    try {
      target =
          socket instanceof SocketHandle handle
              ? new NativeSocket(handle.value(), null)
              : LOOKUP.find(socket);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    return submit(target, code, in, outCapacity);
  }

  @Override
  public CompletableFuture<ByteBuffer> device(
      long handle, int code, ByteBuffer in, int outCapacity) {
    return submit(new Device(handle), code, in, outCapacity);
  }

  private CompletableFuture<ByteBuffer> submit(
      Target target, int code, ByteBuffer in, int outCapacity) {
    if (outCapacity < 0) {
      throw new IllegalArgumentException("as the public API says");
    }
    return engine.submit(target, code, in, outCapacity, Form.RAW);
  }

  @Override
  public int pending() {
    return engine.counters().pending();
  }

  @Override
  public int retained() {
    return engine.counters().retained();
  }

  @Override
  public long started() {
    return engine.counters().started();
  }

  /** Completions that contradicted themselves. */
  long inconsistent() {
    return engine.counters().inconsistent();
  }

  @Override
  public void close() {
    engine.close();
  }

  private record Device(long handle) implements Target {
    @Override
    public boolean isSocket() {
      return false;
    }

    @Override
    public IOException refusal() {
      return null;
    }
  }
}
