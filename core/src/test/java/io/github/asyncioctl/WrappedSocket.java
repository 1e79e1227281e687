package io.github.asyncioctl;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;

/**
 * A socket of another library.
 *
 * @param inner what is behind it; null while it is not connected
 */
public record WrappedSocket(Object inner) {
  /** Another kind, which is a Socket itself so that TLS can be layered over it. */
  public static final class Bridge extends Socket {
    private final Socket inner;
    private final Object behind;

    public Bridge(Socket inner) {
      this(inner, inner);
    }

    /**
     * One that says of itself what is behind it.
     *
     * @param behind what the adapter gives for it
     */
    public Bridge(Socket inner, Object behind) {
      this.inner = inner;
      this.behind = behind;
    }

    @Override
    public boolean isConnected() {
      return inner.isConnected();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return inner.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return inner.getOutputStream();
    }
  }

  /** As its library would bring it along. */
  public static final class Adapter implements SocketAdapter {
    @Override
    public Object unwrap(Object socket) throws IOException {
      if (socket instanceof Bridge bridge) {
        return bridge.behind;
      }
      if (!(socket instanceof WrappedSocket wrapped)) {
        return null;
      }
      if (wrapped.inner == null) {
        throw new SocketException("not connected");
      }
      return wrapped.inner;
    }
  }

  /** As a library would that does not fit its surroundings. */
  public static final class Broken implements SocketAdapter {
    public Broken() {
      throw new IllegalStateException("does not fit");
    }

    @Override
    public Object unwrap(Object socket) {
      throw new AssertionError();
    }
  }
}
