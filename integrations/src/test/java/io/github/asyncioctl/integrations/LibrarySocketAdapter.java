package io.github.asyncioctl.integrations;

import io.github.asyncioctl.SocketAdapter;

// snippet: adapter
/** Finds the socket in a LibrarySocket. */
public final class LibrarySocketAdapter implements SocketAdapter {
  @Override
  public Object unwrap(Object socket) {
    return socket instanceof LibrarySocket wrapper ? wrapper.inner() : null;
  }
}
// end
