package io.github.asyncioctl;

import java.io.IOException;
import java.net.SocketException;

/**
 * A socket of another library.
 *
 * @param inner what is behind it; null while it is not connected
 */
public record WrappedSocket(Object inner) {
  /** As its library would bring it along. */
  public static final class Adapter implements SocketAdapter {
    @Override
    public Object unwrap(Object socket) throws IOException {
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
