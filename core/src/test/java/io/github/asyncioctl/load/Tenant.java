package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;

import com.sun.jna.Native;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.windows.NamedPipe;
import io.github.asyncioctl.windows.RawWin32;
import java.lang.reflect.Method;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.logging.Level;

/**
 * What runs in a class loader of its own: an engine with work pending. The world outside knows it
 * by the JDK's types only, so that nothing outside keeps this loader's classes.
 */
public final class Tenant implements Function<String, Object> {
  static final int PIPES = 50;
  private static final int CHANGES = 50;
  private static final int WAITS = 100;

  /** ERROR_OPERATION_ABORTED. */
  private static final int ABORTED = 995;

  private final AsyncIoctl io = AsyncIoctl.open();
  private final DatagramChannel socket;
  private final List<NamedPipe> pipes = new ArrayList<>();
  private final List<CompletableFuture<?>> listens = new ArrayList<>();
  private final List<CompletableFuture<?>> changes = new ArrayList<>();
  private final List<CompletableFuture<?>> waits = new ArrayList<>();

  /** Of a class of the JDK, for those who keep nothing of this loader. */
  private final CountDownLatch left = new CountDownLatch(PIPES);

  /** Opens the engine. */
  public Tenant() throws Exception {
    socket = DatagramChannel.open();
    io.ioctlAsync(socket, FIONREAD, null, Integer.BYTES).join();
    for (int i = 0; i < PIPES; i++) {
      pipes.add(new NamedPipe());
    }
  }

  @Override
  public Object apply(String order) {
    return switch (order) {
      case "names" -> pipes.stream().map(NamedPipe::name).toList();
      case "pend" -> pend();
      case "left" -> left;
      case "unfinished" ->
          listens.stream().filter(listen -> !listen.isDone()).count()
              + changes.stream().filter(change -> !change.isDone()).count()
              + waits.stream().filter(wait -> !wait.isDone()).count();
      case "unwrap" -> refusalOfForeignClass();
      case "close" -> close();
      case "cancelled" -> changes.stream().filter(Tenant::isCancelled).count();
      case "dispose" -> dispose();
      default -> throw new IllegalArgumentException(order);
    };
  }

  private int pend() {
    for (NamedPipe pipe : pipes) {
      CompletableFuture<?> listen = io.deviceIoctlAsync(pipe.handle(), FSCTL_PIPE_LISTEN, null, 0);
      listens.add(listen);
      CompletableFuture<?> unusedDependent = listen.thenRun(left::countDown);
    }
    for (int i = 0; i < CHANGES; i++) {
      changes.add(io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null));
    }
    beginWaits();
    Load.until("all are started", () -> io.stats().started() >= PIPES + CHANGES);
    return PIPES + CHANGES;
  }

  /** One of them ends, so that the system has called back; the others pend. */
  private void beginWaits() {
    long ends = RawWin32.CreateEventW(0, 0, 0, 0);
    CompletableFuture<?> ending = io.waitAsync(ends);
    RawWin32.SetEvent(ends);
    Object unused = ending.join();
    RawWin32.CloseHandle(ends);
    for (int i = 0; i < WAITS; i++) {
      long event = RawWin32.CreateEventW(0, 0, 0, 0);
      waits.add(io.waitAsync(event));
      RawWin32.CloseHandle(event);
    }
  }

  /** Asks the adapters of this loader about a class of a loader that outlives it. */
  private String refusalOfForeignClass() {
    try {
      return String.valueOf(io.ioctlAsync(Level.INFO, FIONREAD, null));
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private long close() {
    io.close();
    pipes.forEach(NamedPipe::close);
    return io.stats().retained();
  }

  private static boolean isCancelled(CompletableFuture<?> change) {
    try {
      change.getNow(null);
      return false;
    } catch (CompletionException e) {
      return e.getCause() instanceof IoctlException failure && failure.error() == ABORTED;
    }
  }

  /** What JNA does when its loader goes, and what keeps its loader from going until it is done. */
  private static boolean dispose() {
    try {
      Method dispose = Native.class.getDeclaredMethod("dispose");
      dispose.setAccessible(true);
      dispose.invoke(null);
      return true;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("JNA has no dispose()", e);
    }
  }
}
