package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Random;

/** Random bytes, which are missed when one is lost, doubled or changed. */
final class Payload {
  private static final int CHUNK = 8 * 1024;

  private Payload() {}

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random().nextBytes(bytes);
    return bytes;
  }

  /** Twice as many characters as bytes, for protocols that carry text. */
  static String text(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  /** Sends some through a socket whose other end is an {@link EchoServer}. */
  static void echo(Socket socket) throws IOException {
    for (int i = 0; i < 4; i++) {
      exchange(socket, CHUNK);
    }
  }

  /** Sends so many bytes and expects them back. */
  static void exchange(Socket socket, int size) throws IOException {
    byte[] sent = bytes(size);
    byte[] received = new byte[size];
    socket.getOutputStream().write(sent);
    // Asks for no more than is to come: some streams cannot read nothing.
    new DataInputStream(socket.getInputStream()).readFully(received);
    assertThat(received).isEqualTo(sent);
  }
}
