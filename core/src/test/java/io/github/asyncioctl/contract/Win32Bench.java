package io.github.asyncioctl.contract;

import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.socket.SocketLookup;
import io.github.asyncioctl.internal.win32.JniFieldReader;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.windows.NamedPipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Real Win32 as a bench for the contract: doors are named pipes, which clients open. */
public final class Win32Bench implements Bench {
  private static final int FSCTL_PIPE_LISTEN = 0x00110008;

  private final Kernel kernel;
  private final SocketLookup lookup;
  private final ServerSocket server;
  private final List<Socket> sockets = new ArrayList<>();

  public Win32Bench() {
    try {
      kernel = new Win32Kernel();
      lookup = new SocketLookup(new JniFieldReader());
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Kernel kernel() {
    return kernel;
  }

  @Override
  public LongSupplier clock() {
    return System::nanoTime;
  }

  @Override
  public Door door() {
    return new PipeDoor();
  }

  @Override
  public synchronized Target socketWith(int bytes) {
    try {
      Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
      sockets.add(client);
      Socket peer = server.accept();
      sockets.add(peer);
      peer.getOutputStream().write(new byte[bytes]);
      // The bytes have arrived when the first of them can be seen.
      while (client.getInputStream().available() < bytes) {
        Thread.onSpinWait();
      }
      return lookup.find(client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void passTime() {
    Thread.onSpinWait();
  }

  /** Windows does the rest. */
  @Override
  public void threadExits() {}

  @Override
  public void close() {
    try {
      for (Socket socket : sockets) {
        socket.close();
      }
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class PipeDoor implements Door {
    private final NamedPipe pipe;

    PipeDoor() {
      try {
        pipe = new NamedPipe();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Target target() {
      return new Pipe(pipe.handle());
    }

    @Override
    public int code() {
      return FSCTL_PIPE_LISTEN;
    }

    @Override
    public void open() {
      try {
        pipe.connect();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      pipe.close();
    }
  }

  private record Pipe(long handle) implements Target {
    @Override
    public boolean isSocket() {
      return false;
    }

    @Override
    public IOException refusal() {
      return null;
    }
  }
}
