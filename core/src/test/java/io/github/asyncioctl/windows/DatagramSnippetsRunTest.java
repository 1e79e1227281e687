package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.datagram.Datagrams;
import io.github.asyncioctl.docs.DatagramSnippets;
import io.github.asyncioctl.docs.Printed;
import io.github.asyncioctl.docs.programs.AskedAt;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/datagrams.md shows does what it says. */
@OnWindows
@Timeout(120)
class DatagramSnippetsRunTest {

  @RegisterExtension final Printed printed = new Printed();

  private AsyncIoctl io;
  private DatagramChannel channel;
  private DatagramSocket client;

  @BeforeEach
  void open() throws Exception {
    io = AsyncIoctl.open();
    channel = DatagramChannel.open().bind(new InetSocketAddress(0));
    client = new DatagramSocket();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    channel.close();
    io.close();
  }

  private void send(int port, String host, int bytes) throws Exception {
    InetAddress to = InetAddress.getAllByName(host)[0];
    client.send(new DatagramPacket(new byte[bytes], bytes, to, port));
  }

  private void untilPrinted(String text) {
    Waits.until("printed: " + text, () -> printed.text().contains(text));
  }

  /** Sends until something holds: somebody may not listen yet. */
  private void sendUntil(int port, String host, BooleanSupplier condition) {
    Waits.until(
        "an answer from " + host,
        () -> {
          try {
            send(port, host, 1);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          return condition.getAsBoolean();
        });
  }

  @Test
  void theProgramTellsWhereItWasAsked() throws Exception {
    int port = channel.socket().getLocalPort();
    channel.close();
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread program =
        new Thread(
            () -> {
              try {
                AskedAt.main(new String[] {String.valueOf(port)});
              } catch (Throwable thrown) {
                ended.complete(thrown);
              }
            });
    program.start();
    for (String host : new String[] {"127.0.0.1", "127.1.2.3", "::1"}) {
      String address = InetAddress.getAllByName(host)[0].getHostAddress();
      sendUntil(port, host, () -> printed.text().contains("asked at " + address));
    }
    byte[] answer = new byte[100];
    DatagramPacket received = new DatagramPacket(answer, answer.length);
    client.receive(received);
    assertThat(new String(answer, 0, received.getLength(), StandardCharsets.UTF_8))
        .isEqualTo("asked at 127.0.0.1");

    program.interrupt();
    // In its sleep, or in an answer to what was sent more than once.
    assertThat(Waits.get(ended))
        .isInstanceOfAny(InterruptedException.class, ClosedByInterruptException.class);
  }

  @Test
  void one() throws Exception {
    CompletableFuture<Void> program =
        CompletableFuture.runAsync(
            () -> {
              try {
                DatagramSnippets.one(io, channel);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            },
            task -> new Thread(task).start());
    sendUntil(channel.socket().getLocalPort(), "127.0.0.8", program::isDone);
    Waits.get(program);

    assertThat(printed.text())
        .matches("/127\\.0\\.0\\.1:" + client.getLocalPort() + " asked /127\\.0\\.0\\.8\\R");
  }

  @Test
  void publisher() throws Exception {
    DatagramSnippets.publisher(io, channel);
    send(channel.socket().getLocalPort(), "127.0.0.1", 3);
    untilPrinted("3 bytes\n".replace("\n", System.lineSeparator()));
    send(channel.socket().getLocalPort(), "127.0.0.1", 1501);
    untilPrinted("1500 bytes, cut");
    channel.close();
    untilPrinted("the channel was closed");
    Waits.untilNothingPends(io);
  }

  @Test
  void timeout() throws Exception {
    Datagrams datagrams = Datagrams.on(io, channel);
    assertThat(DatagramSnippets.timeout(datagrams)).isTrue();
    Waits.untilNothingPends(io);
    send(channel.socket().getLocalPort(), "127.0.0.1", 1);
    assertThat(DatagramSnippets.timeout(datagrams)).isFalse();
  }
}
