package io.github.asyncioctl.watch;

/** That a listener is told of changes, until this is closed. */
public interface Registration extends AutoCloseable {
  /**
   * Ends it. A call of the listener that is under way on another thread may still return later; no
   * other one follows. Closing twice does nothing.
   */
  @Override
  void close();
}
