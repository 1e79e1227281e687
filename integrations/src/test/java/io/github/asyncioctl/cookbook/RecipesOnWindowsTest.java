package io.github.asyncioctl.cookbook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.watch.NetworkWatch;
import io.github.asyncioctl.windows.OnWindows;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recipes on Win32, as far as Wine 8 has their codes; the rest runs on the fake. */
@OnWindows
@Tag("once")
@Timeout(60)
class RecipesOnWindowsTest {
  private interface Program {
    void start(String... args) throws Exception;
  }

  private static String output(Program program, String... args) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.start(args);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static ServerSocket server() throws Exception {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void keepsReceiving() throws Exception {
    assertThat(output(KeepReceiving::main)).isEqualTo("0 bytes, and no exception\n");
  }

  @Test
  void probesWhatItAccepts() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        ServerSocket server = server();
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket connection = KeepAliveForAll.accept(io, server)) {
      assertThat(connection.getPort()).isEqualTo(client.getLocalPort());
    }
  }

  @Test
  void saysWhetherItKnowsQuickAcks() throws Exception {
    try (ServerSocket server = server()) {
      assertThat(output(QuickAck::main, "127.0.0.1", String.valueOf(server.getLocalPort())))
          .isIn("at once\n", "not supported by this Windows\n");
    }
  }

  @Test
  void sendsAFile(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[10_000]);
    try (ServerSocketChannel server =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      assertThat(output(IdealSendSize::main, "127.0.0.1", String.valueOf(port), file.toString()))
          .isEqualTo("10000 bytes sent\n");
      try (SocketChannel peer = server.accept()) {
        assertThat(peer.socket().getInputStream().readAllBytes()).hasSize(10_000);
      }
    }
  }

  @Test
  void startsAProgramAgain() throws Exception {
    assertThat(output(Supervisor::main, "cmd", "/c", "exit 0")).isEqualTo("needed 1\n");
    assertThat(output(Supervisor::main, "cmd", "/c", "exit 3")).isEqualTo("needed 3\n");
  }

  @Test
  void springOpensAndClosesTheEngine() throws Exception {
    try (ServerSocket server = server()) {
      assertThat(output(SpringProgram::main, "127.0.0.1", String.valueOf(server.getLocalPort())))
          .startsWith("probed: Socket[addr=/127.0.0.1");
    }
  }

  @Test
  void measures() throws Exception {
    assertThat(output(MeasureIt::main)).contains(" 0 failed, 0 never released\n");
  }

  @Test
  void testsCodeBesideRealEngines() throws Exception {
    assertThat(output(TestIt::main)).isEqualTo("passed\n");
  }

  @Test
  void theSourceAddressIsThere() throws Exception {
    try (NetworkWatch watch = NetworkWatch.open()) {
      assertThat(watch.current().get(30, SECONDS).interfaces()).isNotEmpty();
      ReconnectOnNewSource.follow(watch, source -> false);
    }
  }
}
