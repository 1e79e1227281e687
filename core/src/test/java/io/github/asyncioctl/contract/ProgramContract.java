package io.github.asyncioctl.contract;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.ErrorCodes;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import io.github.asyncioctl.windows.Waits;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a program sees of the library, on the fake and on Windows: where a test of this contract
 * passes on both, a test with the fake tells the truth.
 */
@Timeout(60)
public abstract class ProgramContract {
  private static final int UNKNOWN_CODE = 0x48001234;

  private AsyncIoctl io;
  private DatagramChannel channel;

  /** An engine on which FIONREAD says 5 of what {@link #socketWithFiveBytes} returns. */
  protected abstract AsyncIoctl open() throws Exception;

  protected abstract NetworkChannel socketWithFiveBytes() throws Exception;

  @BeforeEach
  void setUp() throws Exception {
    io = open();
    channel = DatagramChannel.open(StandardProtocolFamily.INET);
  }

  @AfterEach
  void tearDown() throws Exception {
    channel.close();
    io.close();
    assertThat(io.stats().pending()).isZero();
    assertThat(io.stats().retained()).isZero();
  }

  private static IoctlException failure(CompletableFuture<?> future) {
    ExecutionException wrapper =
        catchThrowableOfType(ExecutionException.class, () -> future.get(20, SECONDS));
    assertThat(wrapper).hasCauseInstanceOf(IoctlException.class);
    return (IoctlException) wrapper.getCause();
  }

  /** One that has been issued. */
  private CompletableFuture<Void> change() {
    long before = io.stats().started();
    CompletableFuture<Void> change = io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE);
    Waits.until("it is issued", () -> io.stats().started() > before);
    assertThat(change).isNotDone();
    return change;
  }

  @Test
  void anAnswerIsAFreshLittleEndianBuffer() throws Exception {
    try (NetworkChannel socket = socketWithFiveBytes()) {
      CompletableFuture<ByteBuffer> answer = io.ioctlAsync(socket, ControlCodes.FIONREAD, null);
      assertThat(answer).isCompleted(); // on this thread
      assertThat(answer.join().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
      assertThat(answer.join().position()).isZero();
      assertThat(answer.join().remaining()).isEqualTo(4);
      assertThat(answer.join().getInt()).isEqualTo(5);
      assertThat(io.ioctl(socket, Ioctls.FIONREAD)).isEqualTo(5);
    }
  }

  @Test
  void aBufferThatIsTooShortIsAFault() throws Exception {
    try (NetworkChannel socket = socketWithFiveBytes()) {
      assertThat(failure(io.ioctlAsync(socket, ControlCodes.FIONREAD, null, 2)).error())
          .isEqualTo(ErrorCodes.WSAEFAULT);
    }
  }

  @Test
  void aSettingIsTaken() throws Exception {
    try (SocketChannel tcp = SocketChannel.open()) {
      KeepAlive keepAlive = KeepAlive.after(Duration.ofMinutes(1), Duration.ofSeconds(1));
      assertThat(io.ioctl(tcp, Ioctls.SIO_KEEPALIVE_VALS, keepAlive)).isNull();
    }
  }

  @Test
  void anUnknownCodeIsNotSupported() throws Exception {
    IoctlException e = failure(io.ioctlAsync(channel, UNKNOWN_CODE, null));
    assertThat(e.error()).isEqualTo(ErrorCodes.WSAEOPNOTSUPP);
    assertThat(e.code()).isEqualTo(UNKNOWN_CODE);
    assertThat(e.output().remaining()).isZero();
    assertThatThrownBy(() -> io.ioctl(channel, UNKNOWN_CODE, null))
        .isInstanceOfSatisfying(
            IoctlException.class,
            same -> assertThat(same.error()).isEqualTo(ErrorCodes.WSAEOPNOTSUPP));
  }

  @Test
  void whatPendsCanBeCancelled() throws Exception {
    CompletableFuture<Void> change = change();
    assertThat(change.cancel(true)).isTrue();
    assertThatThrownBy(change::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatPendsCanRunIntoATimeout() throws Exception {
    CompletableFuture<Void> change = change().orTimeout(20, MILLISECONDS);
    assertThatThrownBy(() -> change.get(20, SECONDS)).hasCauseInstanceOf(TimeoutException.class);
    assertThatThrownBy(
            () -> io.ioctl(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE, Duration.ofMillis(20)))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void closingTheSocketEndsWhatPends() throws Exception {
    CompletableFuture<Void> change = change();
    channel.close();
    IoctlException e = failure(change);
    assertThat(e.error()).isEqualTo(ErrorCodes.WSA_OPERATION_ABORTED);
    assertThat(e).hasMessageContaining("closed the socket");
  }

  @Test
  void closingTheEngineEndsWhatPends() throws Exception {
    CompletableFuture<Void> change = change();
    io.close();
    assertThat(failure(change).error()).isEqualTo(ErrorCodes.WSA_OPERATION_ABORTED);
    assertThatThrownBy(() -> io.ioctlAsync(channel, Ioctls.FIONREAD))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClosedChannelIsRefused() throws Exception {
    channel.close();
    assertThat(io.ioctlAsync(channel, Ioctls.FIONREAD))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> io.ioctl(channel, Ioctls.FIONREAD))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void aClosedSocketIsRefused() throws Exception {
    Socket socket = new Socket();
    socket.close();
    assertThatThrownBy(() -> io.ioctl(socket, Ioctls.FIONREAD))
        .isInstanceOf(SocketException.class)
        .hasMessage("Socket is closed");
  }

  @Test
  void whatIsNoSocketIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync("socket", Ioctls.FIONREAD))
        .withMessage("not a socket: java.lang.String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(this, Ioctls.FIONREAD))
        .withMessageContainingAll(
            "not a socket: " + getClass().getName(), "pass that one", "SocketAdapter", "netty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(42, ControlCodes.FIONREAD, null))
        .withMessageContaining("SocketHandle.ofRaw");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(channel, Ioctls.FIONBIO, true))
        .withMessageContaining("refused on sockets of the JDK");
  }

  @Test
  void everySocketOfTheJdkIsTaken() throws Exception {
    AutoCloseable[] sockets = {
      new Socket(),
      new ServerSocket(),
      new DatagramSocket(),
      SocketChannel.open(),
      ServerSocketChannel.open(),
      DatagramChannel.open(),
      AsynchronousSocketChannel.open(),
      AsynchronousServerSocketChannel.open()
    };
    for (AutoCloseable each : sockets) {
      try (each) {
        SocketHandle handle = SocketHandle.of(each);
        assertThat(handle.value()).isNotZero().isEqualTo(SocketHandle.of(each).value());
        assertThat(handle.isOpen()).isTrue();
        CompletableFuture<Void> change =
            io.ioctlAsync(each, Ioctls.SIO_ADDRESS_LIST_CHANGE).orTimeout(1, SECONDS);
        change.cancel(true);
        assertThat(change).isCancelled();
      }
      assertThat(SocketHandle.ofRaw(4).isOpen()).isTrue();
    }
  }

  @Test
  void aProcessIsWaitedFor() throws Exception {
    Process process = shortProcess();
    CompletableFuture<Void> end = io.waitAsync(process);
    process.getOutputStream().close();
    assertThat(end.get(30, SECONDS)).isNull();
    assertThat(process.exitValue()).isZero();
  }

  /** One that ends when its input does. */
  protected abstract Process shortProcess() throws Exception;

  protected static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
