package io.github.asyncioctl.world;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * As much of PostgreSQL as its driver needs to ask simple questions: what stands between quotes is
 * the answer.
 *
 * <p>Source: PostgreSQL, "Message Formats".
 */
final class FakePostgres {
  private static final int TEXT = 25;

  private final DataInputStream in;
  private final DataOutputStream out;

  private FakePostgres(Socket connection) throws IOException {
    in = new DataInputStream(connection.getInputStream());
    out = new DataOutputStream(connection.getOutputStream());
  }

  static void serve(Socket connection) throws IOException {
    new FakePostgres(connection).serve();
  }

  private void serve() throws IOException {
    in.readNBytes(in.readInt() - Integer.BYTES);
    send('R', new Body().int32(0));
    parameter("server_version", "16.0");
    parameter("client_encoding", "UTF8");
    parameter("DateStyle", "ISO");
    parameter("standard_conforming_strings", "on");
    parameter("integer_datetimes", "on");
    send('K', new Body().int32(1).int32(2));
    ready();
    for (int type; (type = in.read()) == 'Q'; ) {
      String query =
          new String(in.readNBytes(in.readInt() - Integer.BYTES), StandardCharsets.UTF_8);
      answer(query);
    }
  }

  private void parameter(String name, String value) throws IOException {
    send('S', new Body().text(name).text(value));
  }

  private void answer(String query) throws IOException {
    if (query.startsWith("SELECT")) {
      String value = query.substring(query.indexOf('\'') + 1, query.lastIndexOf('\''));
      send(
          'T',
          new Body()
              .int16(1)
              .text("value")
              .int32(0)
              .int16(0)
              .int32(TEXT)
              .int16(-1)
              .int32(-1)
              .int16(0));
      send('D', new Body().int16(1).int32(value.length()).characters(value));
      send('C', new Body().text("SELECT 1"));
    } else {
      send('C', new Body().text("SET"));
    }
    ready();
  }

  private void ready() throws IOException {
    send('Z', new Body().characters("I"));
    out.flush();
  }

  private void send(char type, Body body) throws IOException {
    byte[] bytes = body.bytes.toByteArray();
    out.writeByte(type);
    out.writeInt(bytes.length + Integer.BYTES);
    out.write(bytes);
  }

  /** What a message is made of. */
  private static final class Body {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    Body int16(int value) throws IOException {
      out.writeShort(value);
      return this;
    }

    Body int32(int value) throws IOException {
      out.writeInt(value);
      return this;
    }

    Body characters(String value) throws IOException {
      out.write(value.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Body text(String value) throws IOException {
      characters(value);
      out.writeByte(0);
      return this;
    }
  }
}
