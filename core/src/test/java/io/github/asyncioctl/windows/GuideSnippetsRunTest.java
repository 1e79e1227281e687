package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.WString;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.docs.GuideSnippets;
import io.github.asyncioctl.docs.Printed;
import io.github.asyncioctl.docs.programs.AddressChange;
import io.github.asyncioctl.docs.programs.FirstProgram;
import io.github.asyncioctl.docs.programs.PlainProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What docs/getting-started.md and docs/guide.md show does what they say. */
@OnWindows
class GuideSnippetsRunTest {
  private static final int GENERIC_READ = 0x80000000;
  private static final int OPEN_EXISTING = 3;
  private static final int FILE_FLAG_OVERLAPPED = 0x40000000;

  @RegisterExtension final Printed printed = new Printed();

  private AsynchronousServerSocketChannel server;
  private AsyncIoctl io;
  private AsynchronousSocketChannel channel;

  @BeforeEach
  void connect() throws Exception {
    server = AsynchronousServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    io = AsyncIoctl.open();
    channel = AsynchronousSocketChannel.open();
    channel.connect(server.getLocalAddress()).get();
  }

  @AfterEach
  void close() throws Exception {
    io.close();
    channel.close();
    server.close();
  }

  private interface Program {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> run(Program program) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            program.run();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        },
        task -> new Thread(task).start());
  }

  @Test
  void firstProgram() throws Exception {
    try (MachineAddresses addresses = MachineAddresses.open()) {
      CompletableFuture<Void> program = run(() -> FirstProgram.main(new String[0]));
      Waits.until("it waits", () -> program.isDone() || printed.text().contains("waiting"));
      addresses.changeUntil(program);
    }
    assertThat(printed.text())
        .matches("now: \\[/.*]\\R+waiting for a change, up to a minute\\R+then: \\[/.*]\\R+");
  }

  @Test
  void addressChange() throws Exception {
    try (MachineAddresses addresses = MachineAddresses.open()) {
      CompletableFuture<Void> program = run(() -> AddressChange.main(new String[0]));
      Waits.until("it waits", () -> program.isDone() || printed.text().contains("now:"));
      addresses.changeUntil(program);
    }
    assertThat(printed.text()).matches("now: \\[/.*]\\R+then: \\[/.*]\\R+");
  }

  @Test
  void plainProgram() throws Exception {
    InetSocketAddress to = (InetSocketAddress) server.getLocalAddress();
    String[] arguments = {to.getHostString(), String.valueOf(to.getPort())};
    Waits.get(run(() -> PlainProgram.main(arguments)));
    assertThat(printed.text().lines())
        .hasSize(3)
        .satisfiesExactly(
            bytes -> assertThat(bytes).isEqualTo("0 bytes to read"),
            rtt -> assertThat(rtt).matches("rtt: PT.*S|no statistics: WSAEOPNOTSUPP"),
            end ->
                assertThat(end)
                    .isEqualTo(
                        "WSAIoctl SIO_ADDRESS_LIST_CHANGE (0x28000017) did not complete within"
                            + " PT0.5S; it was cancelled"));
  }

  @Test
  void driver() throws Exception {
    try (MessagePipe pipe = new MessagePipe()) {
      pipe.send(20);
      assertThat(GuideSnippets.driver(io, pipe.server())).isEqualTo(20);
    }
  }

  @Test
  void supported() {
    GuideSnippets.supported();
    assertThat(printed.text()).isEmpty();
  }

  @Test
  void settings() throws Exception {
    try (AsyncIoctl other = GuideSnippets.settings()) {
      assertThat(other.stats().pending()).isZero();
      assertThat(Waits.ioctlFailure(other.ioctlAsync(channel, 0x48005678, null)).error())
          .isEqualTo(10045);
    }
  }

  @Test
  void several() throws Exception {
    try (AsynchronousSocketChannel accepted = server.accept().get()) {
      accepted.write(ByteBuffer.allocate(5)).get();
      Waits.until(
          "the bytes have arrived",
          () -> GuideSnippets.several(io, List.of(channel, accepted)).join() == 5);
    }
  }

  @Test
  void device() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<ByteBuffer> client = GuideSnippets.device(io, pipe.handle());
      Waits.untilIssued(io);
      pipe.connect();
      assertThat(Waits.get(client).remaining()).isZero();
    }
  }

  @Test
  void read(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("hello.txt"), "Hello world");
    long handle =
        RawWin32.CreateFileW(
            new WString(file.toString()),
            GENERIC_READ,
            0,
            0,
            OPEN_EXISTING,
            FILE_FLAG_OVERLAPPED,
            0);
    try {
      assertThat(Waits.get(GuideSnippets.read(io, handle))).isEqualTo("world");
    } finally {
      RawWin32.CloseHandle(handle);
    }
  }

  @Test
  void messagesThatAreLongerThanTheBuffer() throws Exception {
    try (MessagePipe pipe = new MessagePipe()) {
      OverlappedCall read = GuideSnippets.readEightBytes(pipe.server());
      pipe.send(20);
      GuideSnippets.lost(io, read);
      assertThat(printed.text()).isEqualToIgnoringNewLines("234 after 8 bytes");
      assertThat(Waits.get(GuideSnippets.parts(io, read))).isFalse();
      assertThat(Waits.get(GuideSnippets.parts(io, read))).isTrue();
    }
  }

  @Test
  void lock(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("locked.txt"), "Hello world");
    long handle =
        RawWin32.CreateFileW(
            new WString(file.toString()),
            GENERIC_READ,
            0,
            0,
            OPEN_EXISTING,
            FILE_FLAG_OVERLAPPED,
            0);
    try {
      assertThat(Waits.get(GuideSnippets.lock(io, handle)).ntStatus()).isZero();
    } finally {
      RawWin32.CloseHandle(handle);
    }
  }

  @Test
  void pending() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<ByteBuffer> client = GuideSnippets.device(io, pipe.handle());
      Waits.untilIssued(io);
      // What has shown that it was issued may be under way still.
      Waits.until("the other one ends", () -> io.pending().size() == 1);
      GuideSnippets.pending(io);
      assertThat(printed.text()).matches("DeviceIoControl for \\d+ s\\R");
      pipe.connect();
      Waits.get(client);
    }
  }

  @Test
  void guard() throws Exception {
    // The thread that issues it must stay until it ends, so the change comes from here.
    boolean ended =
        GuideSnippets.guard(
            channel,
            () -> {
              try {
                channel.close(); // which ends what is pending on it
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(ended).isTrue();
  }
}
