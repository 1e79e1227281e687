package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.windows.NamedPipe.FSCTL_PIPE_LISTEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.WrappedSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets and futures that nobody but the library knows while their operations pend. */
@OnWindows
class GarbageTest {
  private static final int COUNT = 50;

  private final AsyncIoctl io = AsyncIoctl.open();
  private final ServerSocket server = server();

  private static ServerSocket server() {
    try {
      return new ServerSocket(0, COUNT, SocketKind.loopback());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    io.close();
    server.close();
  }

  private static void collectGarbage() {
    WeakReference<Object> canary = new WeakReference<>(new Object());
    Waits.until(
        "garbage is collected",
        () -> {
          System.gc();
          return canary.get() == null;
        });
    System.gc();
  }

  @Test
  void dependentsOfForgottenFuturesRun() throws Exception {
    CountDownLatch told = new CountDownLatch(COUNT);
    List<NamedPipe> pipes = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      NamedPipe pipe = new NamedPipe();
      pipes.add(pipe);
      io.deviceIoctlAsync(pipe.handle(), FSCTL_PIPE_LISTEN, null, 0)
          .thenRun(told::countDown)
          .exceptionally(failure -> null);
    }
    Waits.untilIssued(io);
    collectGarbage();
    for (NamedPipe pipe : pipes) {
      pipe.connect();
    }
    Waits.await(told);
    pipes.forEach(NamedPipe::close);
    Waits.untilNothingPends(io);
  }

  @Test
  void forgottenSocketsStayOpenWhileTheirOperationsPend() throws Exception {
    AtomicInteger told = new AtomicInteger();
    List<WeakReference<Object>> sockets = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      Object socket = open(i);
      sockets.add(new WeakReference<>(socket));
      values.add(SocketHandle.of(socket).value());
      io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null)
          .whenComplete((answer, failure) -> told.incrementAndGet())
          .exceptionally(failure -> null);
    }
    Waits.untilIssued(io);
    for (int i = 0; i < 3; i++) {
      collectGarbage();
    }
    assertThat(told).hasValue(0);
    assertThat(io.stats().pending()).isEqualTo(COUNT);
    assertThat(sockets).noneMatch(socket -> socket.get() == null);
    for (long value : values) {
      // Somebody else ends everything on this socket; fails if it is not there any more.
      assertThat(RawWin32.CancelIoEx(value, 0)).isNotZero();
    }
    Waits.until("all dependents have run", () -> told.get() == COUNT);
    Waits.untilNothingPends(io);
    Waits.until(
        "the sockets are garbage",
        () -> {
          System.gc();
          return sockets.stream().allMatch(socket -> socket.get() == null);
        });
  }

  private Socket connected() throws IOException {
    return new Socket(server.getInetAddress(), server.getLocalPort());
  }

  /** In JDK 17 it has a finalizer, which closes the socket below. */
  private static Socket tlsOver(Socket below) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return factory.createSocket(below, "localhost", 443, true);
  }

  private Object open(int number) throws IOException {
    return switch (number % 8) {
      case 0 -> new DatagramSocket();
      case 1 -> DatagramChannel.open();
      case 2 -> SocketChannel.open();
      case 3 -> new ServerSocket();
      case 4 -> tlsOver(connected());
      case 5 -> new WrappedSocket(DatagramChannel.open());
      case 6 -> new WrappedSocket(SocketHandle.of(new DatagramSocket()));
      default -> new Socket();
    };
  }

  /** The JDK does not close these by itself when they become garbage, but the handle must hold. */
  @Test
  void handleKeepsItsSocketAlive() throws Exception {
    WeakReference<Object> channel;
    CompletableFuture<?> pending;
    try (AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
      channel = new WeakReference<>(socket);
      pending = io.ioctlAsync(SocketHandle.of(socket), SIO_ADDRESS_LIST_CHANGE, null);
      Waits.untilIssued(io);
      collectGarbage();
      assertThat(channel.get()).isSameAs(socket);
      assertThat(pending).isNotDone();
    }
    assertThat(Waits.ioctlFailure(pending).error()).isEqualTo(995);
  }
}
