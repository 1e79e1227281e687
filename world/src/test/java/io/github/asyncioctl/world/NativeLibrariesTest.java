package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fazecast.jSerialComm.SerialPort;
import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import io.github.asyncioctl.windows.Waits;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import oshi.SystemInfo;

/** Libraries with native calls of their own, some of them overlapped, beside a storm. */
class NativeLibrariesTest extends WorldTest {
  @TempDir private Path folder;
  private EchoServer server;
  private Socket socket;

  @BeforeEach
  void connect() throws Exception {
    server = new EchoServer();
    socket = new Socket(loopback(), server.port());
  }

  @AfterEach
  void disconnect() throws Exception {
    socket.close();
    server.close();
  }

  /** Reads what a process writes through overlapped pipes and a port of its own. */
  @Test
  void nuprocessReadsWhatAProcessWrites() throws Exception {
    String text = Payload.text(50_000);
    Path file = Files.writeString(folder.resolve("text"), text);
    Storm.beside(
        io, socket, () -> assertThat(output("cmd", "/c", "type", file.toString())).isEqualTo(text));
  }

  private static String output(String... command) throws Exception {
    Collected collected = new Collected();
    NuProcess process = new NuProcessBuilder(collected, command).start();
    assertThat(Waits.get(collected.exit)).isZero();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isZero();
    return collected.bytes.toString(StandardCharsets.US_ASCII);
  }

  /** What a process has written. */
  private static final class Collected extends NuAbstractProcessHandler {
    final CompletableFuture<Integer> exit = new CompletableFuture<>();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void onStdout(ByteBuffer buffer, boolean closed) {
      byte[] read = new byte[buffer.remaining()];
      buffer.get(read);
      bytes.writeBytes(read);
    }

    @Override
    public void onExit(int code) {
      exit.complete(code);
    }
  }

  @Test
  void oshiReadsTheSystem() throws Exception {
    SystemInfo system = new SystemInfo();
    int pid = (int) ProcessHandle.current().pid();
    Storm.beside(
        io,
        socket,
        () -> {
          assertThat(system.getHardware().getMemory().getTotal()).isPositive();
          assertThat(system.getOperatingSystem().getProcessId()).isEqualTo(pid);
        });
  }

  /** There may be none. */
  @Test
  void serialPortsAreListed() throws Exception {
    int ports = SerialPort.getCommPorts().length;
    Storm.beside(io, socket, () -> assertThat(SerialPort.getCommPorts()).hasSize(ports));
  }
}
