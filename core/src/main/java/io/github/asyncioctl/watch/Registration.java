package io.github.asyncioctl.watch;

/** The registration of a listener; close it to remove the listener. */
public interface Registration extends AutoCloseable {
  /**
   * Removes the listener. A call that is running on another thread may return later; no other call
   * follows. Closing twice has no effect.
   */
  @Override
  void close();
}
