package io.github.asyncioctl;

import io.github.asyncioctl.internal.win32.LayeredProviders;
import java.io.Closeable;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Checks whether this machine has what the library needs. Run it with {@link AsyncIoctl#selfTest},
 * or from the command line with {@code java -cp ... io.github.asyncioctl.SelfTest}, which ends with
 * exit code 0 or 1. It uses loopback sockets only, takes a few seconds at most for each check, and
 * leaves nothing behind.
 */
public final class SelfTest {
  private static final long BOUND_SECONDS = 10;

  /**
   * One check.
   *
   * @param name what was checked
   * @param passed whether it works
   * @param reason what was found
   */
  public record Check(String name, boolean passed, String reason) {}

  private final List<Check> checks = new ArrayList<>();

  private SelfTest() {}

  static SelfTest run() {
    SelfTest test = new SelfTest();
    test.check(
        "supported",
        () -> {
          String problem = Platform.problem();
          require(problem == null, String.valueOf(problem));
          return System.getProperty("os.name") + ", Java " + Runtime.version();
        });
    if (test.passed()) {
      test.check("handles of the JDK's sockets", SelfTest::handles);
      test.check("tagged events, TCP", SelfTest::tcp);
      test.check("tagged events, UDP", SelfTest::udp);
      test.check("layered providers", SelfTest::providers);
      test.check("engine opens and closes", SelfTest::engine);
    }
    return test;
  }

  private void check(String name, Callable<String> check) {
    try {
      checks.add(new Check(name, true, check.call()));
    } catch (Throwable e) { // whatever it is, it is the answer
      String message = e instanceof Failed ? String.valueOf(e.getMessage()) : e.toString();
      checks.add(new Check(name, false, message));
    }
  }

  private static String handles() throws Exception {
    Closeable[] sockets = {
      new Socket(),
      new ServerSocket(),
      new DatagramSocket(),
      SocketChannel.open(),
      ServerSocketChannel.open(),
      DatagramChannel.open(),
      AsynchronousSocketChannel.open(),
      AsynchronousServerSocketChannel.open()
    };
    try {
      for (Closeable each : sockets) {
        long value = SocketHandle.of(each).value();
        require(value != 0 && value != -1, each.getClass().getName() + " has SOCKET " + value);
      }
    } finally {
      for (Closeable each : sockets) {
        each.close();
      }
    }
    return sockets.length + " types";
  }

  private static String tcp() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open();
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.connect(server.getLocalAddress()).get(BOUND_SECONDS, TimeUnit.SECONDS);
      try (AsynchronousSocketChannel peer = server.accept().get(BOUND_SECONDS, TimeUnit.SECONDS)) {
        cancelAChange(io, client);
        // A packet of ours in the JDK's port would end or confuse its own operations.
        peer.write(ByteBuffer.wrap(new byte[] {42})).get(BOUND_SECONDS, TimeUnit.SECONDS);
        ByteBuffer read = ByteBuffer.allocate(1);
        int count = client.read(read).get(BOUND_SECONDS, TimeUnit.SECONDS);
        require(count == 1 && read.get(0) == 42, "the channel read " + count + " bytes");
        count = client.write(read.flip()).get(BOUND_SECONDS, TimeUnit.SECONDS);
        require(count == 1, "the channel wrote " + count + " bytes");
      }
    }
    return "honoured; the JDK's own reads and writes work";
  }

  private static String udp() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      cancelAChange(io, channel);
    }
    return "honoured";
  }

  /** Only its event signals the end of a cancelled operation. */
  private static void cancelAChange(AsyncIoctl io, Object socket) {
    CompletableFuture<ByteBuffer> change =
        io.ioctlAsync(socket, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null);
    // Until it is issued, cancelling it would try nothing.
    until(() -> io.stats().started() > 0 || change.isDone(), "no operation was issued");
    require(!change.isDone(), "the operation did not pend: " + change);
    change.cancel(true);
    require(change.isCancelled(), "the future was not cancelled");
    until(() -> io.stats().pending() == 0, "the event of a cancelled operation was not signalled");
  }

  private static String providers() throws Exception {
    List<String> names = LayeredProviders.names();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static String engine() {
    AsyncIoctl io = AsyncIoctl.open();
    io.close();
    require(io.stats().retained() == 0, io.stats().retained() + " operations retained");
    return "nothing retained";
  }

  private static void until(Callable<Boolean> condition, String otherwise) {
    long start = System.nanoTime();
    while (!holds(condition)) {
      require(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(BOUND_SECONDS), otherwise);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new Failed(e.toString());
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new Failed(otherwise);
    }
  }

  /** A check that did not pass. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message);
    }
  }

  /**
   * Whether every check passed.
   *
   * @return true if all passed
   */
  public boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  /**
   * The checks, in order. On an unsupported machine there is only one.
   *
   * @return the checks
   */
  public List<Check> checks() {
    return List.copyOf(checks);
  }

  /** One line for each check; the last line is PASSED, or FAIL with the reasons. */
  @Override
  public String toString() {
    String lines =
        checks.stream()
            .map(c -> (c.passed() ? "ok    " : "FAIL  ") + c.name() + ": " + c.reason() + "\n")
            .collect(Collectors.joining());
    String reasons =
        checks.stream()
            .filter(c -> !c.passed())
            .map(c -> c.name() + ": " + c.reason())
            .collect(Collectors.joining("; "));
    return lines + (passed() ? "PASSED" : "FAIL " + reasons);
  }

  /**
   * Runs the self-test and ends the JVM with exit code 0 if it passed, otherwise with 1.
   *
   * @param arguments not used
   */
  public static void main(String[] arguments) {
    SelfTest test = run();
    System.out.println(test);
    System.exit(test.passed() ? 0 : 1);
  }
}
