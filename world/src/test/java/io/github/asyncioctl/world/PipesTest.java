package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.protocol.NamedPipeSocketFactory;
import com.sun.jna.platform.win32.WinNT;
import io.github.asyncioctl.windows.HandleCount;
import io.github.asyncioctl.windows.NamedPipe;
import io.github.asyncioctl.windows.Waits;
import io.github.asyncioctl.windows.Wine;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.newsclub.net.unix.AFUNIXSocket;
import org.scalasbt.ipcsocket.Win32NamedPipeServerSocket;
import org.scalasbt.ipcsocket.Win32NamedPipeSocket;

/** Classes that extend Socket and are named pipes: refused, and given no native socket. */
class PipesTest extends WorldTest {
  private static final int REFUSALS = 200;

  private enum Client {
    MARIADB {
      @Override
      Socket connected(String pipe) throws IOException {
        String name = pipe.substring(pipe.lastIndexOf('\\') + 1);
        Socket socket = new org.mariadb.jdbc.client.socket.impl.NamedPipeSocket("localhost", name);
        socket.connect(new InetSocketAddress(0), 0);
        return socket;
      }
    },
    MYSQL {
      @Override
      Socket connected(String pipe) throws IOException {
        // Its factory finds the pipe in properties that nobody else can make.
        try {
          Constructor<?> constructor =
              Class.forName(NamedPipeSocketFactory.class.getName() + "$NamedPipeSocket")
                  .getDeclaredConstructor(NamedPipeSocketFactory.class, String.class, int.class);
          constructor.setAccessible(true);
          return (Socket) constructor.newInstance(new NamedPipeSocketFactory(), pipe, 0);
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
    },
    DOCKER {
      @Override
      Socket connected(String pipe) throws IOException {
        Socket socket =
            new com.github.dockerjava.transport.NamedPipeSocket(pipe.replace('\\', '/'));
        socket.connect(new InetSocketAddress(0), 0);
        return socket;
      }
    },
    IPCSOCKET {
      @Override
      Socket connected(String pipe) throws IOException {
        return new Win32NamedPipeSocket(pipe, false);
      }
    };

    abstract Socket connected(String pipe) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void connectedPipeIsRefused(Client client) throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<?> listening = Waits.listen(io, pipe);
      try (Socket socket = client.connected(pipe.name())) {
        Waits.get(listening);
        assertRefused(socket);
        assertNoHandles(socket);
      }
    }
  }

  /** One that is not connected yet must not get a socket by being asked. */
  @Test
  void unconnectedPipesAreRefused() throws IOException {
    try (Socket mariaDb =
            new org.mariadb.jdbc.client.socket.impl.NamedPipeSocket("localhost", "none");
        Socket docker = new com.github.dockerjava.transport.NamedPipeSocket("//./pipe/none")) {
      assertRefused(mariaDb);
      assertNoHandles(mariaDb);
      assertRefused(docker);
      assertNoHandles(docker);
    }
  }

  private void assertNoHandles(Socket socket) {
    int before = HandleCount.now();
    for (int i = 0; i < REFUSALS; i++) {
      assertRefused(socket);
    }
    assertThat(HandleCount.now() - before).isLessThan(REFUSALS / 2);
  }

  /**
   * Overlapped reads and writes of both: the library's, through JNA or its own native code, and the
   * engine's at the other end.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void clientOfIpcsocketWorksBesideAStorm(boolean jni) throws Exception {
    try (NamedPipe pipe = new NamedPipe();
        EchoServer other = new EchoServer();
        SocketChannel stormy = SocketChannel.open(other.address())) {
      CompletableFuture<?> listening = Waits.listen(io, pipe);
      try (Socket client = new Win32NamedPipeSocket(pipe.name(), jni)) {
        Waits.get(listening);
        CompletableFuture<Void> echo = PipeEcho.start(io, pipe.handle());
        Storm.beside(io, stormy, () -> Payload.exchange(client, 400));
        assertThat(echo).isNotDone();
      }
    }
  }

  /** Synchronous reads and writes with an OVERLAPPED, through JNA. It is not a Socket. */
  @Test
  void clientOfPty4jWorksBesideAStorm() throws Exception {
    try (NamedPipe pipe = new NamedPipe();
        EchoServer other = new EchoServer();
        SocketChannel stormy = SocketChannel.open(other.address())) {
      CompletableFuture<?> listening = Waits.listen(io, pipe);
      com.pty4j.windows.winpty.NamedPipe client =
          com.pty4j.windows.winpty.NamedPipe.connectToServer(
              pipe.name(), WinNT.GENERIC_READ | WinNT.GENERIC_WRITE);
      Waits.get(listening);
      assertRefused(client);
      CompletableFuture<Void> echo = PipeEcho.start(io, pipe.handle());
      Storm.beside(io, stormy, () -> exchange(client, Payload.bytes(400)));
      assertThat(echo).isNotDone();
      client.close();
    }
  }

  private static void exchange(com.pty4j.windows.winpty.NamedPipe client, byte[] sent) {
    client.write(sent, 0, sent.length);
    byte[] received = new byte[sent.length];
    for (int at = 0; at < received.length; ) {
      int n = client.read(received, at, received.length - at);
      assertThat(n).isPositive();
      at += n;
    }
    assertThat(received).isEqualTo(sent);
  }

  /** Wine 8 fails the call with which it makes sure that it is alone: what is left is its class. */
  @Test
  void serverOfIpcsocketIsRefused() throws IOException {
    String name = "\\\\.\\pipe\\asyncioctl-world-" + UUID.randomUUID();
    if (Wine.major() == 8) {
      assertThatThrownBy(() -> new Win32NamedPipeServerSocket(name, false, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Could not disconnect lock");
    } else {
      try (ServerSocket server = new Win32NamedPipeServerSocket(name, false, 0)) {
        assertRefused(server);
      }
    }
  }

  @Test
  void junixsocketIsRefused() throws IOException {
    try (AFUNIXSocket socket = AFUNIXSocket.newInstance()) {
      assertRefused(socket);
      assertRefused(socket.getChannel());
    }
  }
}
