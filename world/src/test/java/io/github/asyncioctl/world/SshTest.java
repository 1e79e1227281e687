package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.windows.Waits;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The asynchronous channels of MINA SSHD at both ends, and the sockets of JSch. */
class SshTest extends WorldTest {
  private static final int SIZE = 20_000;
  private static final int BOUND_MILLIS = 20_000;

  private final SshServer server = SshServer.setUpDefaultServer();

  /** Sends back what it reads. */
  private static final class Echo extends AbstractCommandSupport {
    Echo(String command) {
      super(command, null);
    }

    @Override
    public void run() {
      try {
        byte[] buffer = new byte[8192];
        for (int n; (n = getInputStream().read(buffer)) >= 0; ) {
          getOutputStream().write(buffer, 0, n);
          getOutputStream().flush();
        }
        onExit(0);
      } catch (IOException e) {
        onExit(1, e.toString());
      }
    }
  }

  @BeforeEach
  void serve() throws IOException {
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
    server.setPasswordAuthenticator((user, password, session) -> true);
    server.setCommandFactory((channel, command) -> new Echo(command));
    server.start();
  }

  @AfterEach
  void stopServing() throws IOException {
    server.stop(true);
  }

  private static AsynchronousSocketChannel channel(AbstractSession session) {
    return ((Nio2Session) session.getIoSession()).getSocket();
  }

  private static void exchange(OutputStream out, InputStream in) throws IOException {
    byte[] sent = Payload.bytes(SIZE);
    out.write(sent);
    out.flush();
    byte[] received = new byte[SIZE];
    new DataInputStream(in).readFully(received);
    assertThat(received).isEqualTo(sent);
  }

  /** A factory that remembers the one socket that it makes. */
  private static final class OneSocket implements SocketFactory {
    private final CompletableFuture<Socket> made = new CompletableFuture<>();

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      Socket socket = new Socket(host, port);
      made.complete(socket);
      return socket;
    }

    @Override
    public InputStream getInputStream(Socket socket) throws IOException {
      return socket.getInputStream();
    }

    @Override
    public OutputStream getOutputStream(Socket socket) throws IOException {
      return socket.getOutputStream();
    }
  }

  @Test
  void socketOfJschAndChannelOfTheServerAreUsed() throws Exception {
    OneSocket sockets = new OneSocket();
    Session session = new JSch().getSession("world", "127.0.0.1", server.getPort());
    session.setPassword("world".getBytes(StandardCharsets.US_ASCII));
    session.setConfig("StrictHostKeyChecking", "no");
    session.setSocketFactory(sockets);
    session.connect(BOUND_MILLIS);
    try {
      ChannelExec exec = (ChannelExec) session.openChannel("exec");
      exec.setCommand("echo");
      InputStream in = exec.getInputStream();
      OutputStream out = exec.getOutputStream();
      exec.connect(BOUND_MILLIS);

      Socket socket = Waits.get(sockets.made);
      AsynchronousSocketChannel channel = channel(server.getActiveSessions().get(0));
      assertPorts(socket, socket.getLocalPort(), server.getPort());
      assertPorts(channel, server.getPort(), socket.getLocalPort());
      try (Storm storm = new Storm(io, socket)) {
        Storm.beside(io, channel, () -> exchange(out, in));
        storm.awaitEnough();
      }
    } finally {
      session.disconnect();
    }
  }

  @Test
  @Tag("load")
  void whatPendsEndsWhenTheClientClosesItsChannel() throws Exception {
    SshClient client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
    try (ClientSession session =
        client
            .connect("world", "127.0.0.1", server.getPort())
            .verify(Duration.ofMillis(BOUND_MILLIS))
            .getSession()) {
      session.addPasswordIdentity("world");
      session.auth().verify(Duration.ofMillis(BOUND_MILLIS));
      AsynchronousSocketChannel channel = channel((AbstractSession) session);
      try (org.apache.sshd.client.channel.ChannelExec exec = session.createExecChannel("echo")) {
        exec.open().verify(Duration.ofMillis(BOUND_MILLIS));
        Storm.beside(io, channel, () -> exchange(exec.getInvertedIn(), exec.getInvertedOut()));
      }
      CompletableFuture<?> change =
          io.ioctlAsync(channel, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null);
      Waits.untilIssued(io);
      session.close(true).await();
      assertThat(Waits.ioctlFailure(change).isCancelled()).isTrue();
    } finally {
      client.stop();
    }
  }
}
