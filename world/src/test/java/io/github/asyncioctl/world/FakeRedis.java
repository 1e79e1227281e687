package io.github.asyncioctl.world;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Redis that keeps one connection's values, and says yes to whatever else it is told.
 *
 * <p>Source: Redis, "RESP protocol spec".
 */
final class FakeRedis {
  private final Map<String, String> values = new HashMap<>();
  private final InputStream in;
  private final OutputStream out;

  private FakeRedis(Socket connection) throws IOException {
    in = new BufferedInputStream(connection.getInputStream());
    out = connection.getOutputStream();
  }

  static void serve(Socket connection) throws IOException {
    FakeRedis redis = new FakeRedis(connection);
    while (true) {
      redis.answer(redis.command());
    }
  }

  private List<String> command() throws IOException {
    List<String> words = new ArrayList<>();
    int count = number('*');
    for (int i = 0; i < count; i++) {
      byte[] word = in.readNBytes(number('$'));
      words.add(new String(word, StandardCharsets.UTF_8));
      line();
    }
    return words;
  }

  private int number(char type) throws IOException {
    String line = line();
    if (line.charAt(0) != type) {
      throw new IOException("not " + type + ": " + line);
    }
    return Integer.parseInt(line.substring(1));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c; (c = in.read()) != '\n'; ) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void answer(List<String> command) throws IOException {
    String answer =
        switch (command.get(0).toUpperCase(Locale.ROOT)) {
          case "SET" -> {
            values.put(command.get(1), command.get(2));
            yield "+OK";
          }
          case "GET" -> {
            String value = values.get(command.get(1));
            yield "$" + value.length() + "\r\n" + value;
          }
          default -> "+OK";
        };
    out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
