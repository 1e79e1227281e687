package io.github.asyncioctl.watch;

/** That a listener is told of changes, until this is closed. */
public final class Listening implements AutoCloseable {
  private final Runnable onClose;

  Listening(Runnable onClose) {
    this.onClose = onClose;
  }

  /**
   * Ends it. A call of the listener that is under way on another thread may still return later; no
   * other one follows. Closing twice does nothing.
   */
  @Override
  public void close() {
    onClose.run();
  }
}
