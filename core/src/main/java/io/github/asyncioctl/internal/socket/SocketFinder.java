package io.github.asyncioctl.internal.socket;

import java.io.IOException;

/** Finds the SOCKETs of socket objects that no adapter knows. */
@FunctionalInterface
public interface SocketFinder {
  /**
   * The SOCKET of an object.
   *
   * @param below finds the socket below one that is layered over it
   * @throws IOException if the socket is closed or has no native socket
   * @throws IllegalArgumentException if the object is not a socket, or of a class that is not
   *     known, or passes on to another socket
   */
  NativeSocket find(Object socket, SocketLookup.Finder below) throws IOException;
}
