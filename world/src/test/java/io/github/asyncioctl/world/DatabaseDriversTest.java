package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.Waits;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The sockets that drivers of databases get from a factory of ours, and what they do with them. */
class DatabaseDriversTest extends WorldTest {
  private static Connection connect(Driver driver, String url, Class<?> sockets)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "world");
    properties.setProperty("password", "world");
    properties.setProperty("socketFactory", sockets.getName());
    return driver.connect(url, properties);
  }

  @Test
  void postgresqlIsAsked() throws Exception {
    try (EchoServer server = new EchoServer(EchoServer.plain(), FakePostgres::serve);
        Connection connection =
            connect(
                new org.postgresql.Driver(),
                "jdbc:postgresql://127.0.0.1:"
                    + server.port()
                    + "/world?sslmode=disable&gssEncMode=disable&preferQueryMode=simple",
                RecordedSockets.class);
        Statement statement = connection.createStatement()) {
      Socket socket = RecordedSockets.next();
      assertPorts(socket, server.accepted().getPort(), server.port());
      Storm.beside(io, socket, () -> askFor(Payload.text(20_000), statement));
    }
  }

  private static void askFor(String value, Statement statement) throws SQLException {
    try (ResultSet answer = statement.executeQuery("SELECT '" + value + "'")) {
      assertThat(answer.next()).isTrue();
      assertThat(answer.getString(1)).isEqualTo(value);
    }
  }

  @Test
  void mariaDbIsRefusedByItsServer() throws Exception {
    refusedByTheServer(
        new org.mariadb.jdbc.Driver(),
        "jdbc:mariadb://127.0.0.1:%d/world?sslMode=disable",
        RecordedSockets.class);
  }

  @Test
  void mySqlIsRefusedByItsServer() throws Exception {
    refusedByTheServer(
        new com.mysql.cj.jdbc.Driver(),
        "jdbc:mysql://127.0.0.1:%d/world?sslMode=DISABLED",
        RecordedMySqlSockets.class);
  }

  /** The driver waits for the first word of the server while the storm is over its socket. */
  private void refusedByTheServer(Driver driver, String url, Class<?> sockets) throws Exception {
    String reason = Payload.text(200);
    CountDownLatch stormIsOver = new CountDownLatch(1);
    try (EchoServer server =
        new EchoServer(
            EchoServer.plain(),
            connection -> {
              Waits.await(stormIsOver);
              refuse(connection, reason);
            })) {
      CompletableFuture<Connection> connecting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return connect(driver, String.format(url, server.port()), sockets);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              },
              EchoServer::start);
      Socket socket = RecordedSockets.next();
      assertPorts(socket, server.accepted().getPort(), server.port());
      try (Storm storm = new Storm(io, socket)) {
        storm.awaitEnough();
      }
      stormIsOver.countDown();
      assertThat(Waits.failure(connecting)).hasStackTraceContaining(reason);
    }
  }

  /** Source: MySQL, "ERR_Packet". */
  private static void refuse(Socket connection, String reason) throws IOException {
    byte[] text = ("#08004" + reason).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer packet = ByteBuffer.allocate(7 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    packet.putInt(3 + text.length).put((byte) 0xFF).putShort((short) 1040).put(text);
    connection.getOutputStream().write(packet.array());
    // The driver ends it.
    assertThat(connection.getInputStream().read()).isNegative();
  }
}
