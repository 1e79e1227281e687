package io.github.asyncioctl;

/** What a socket can be, as far as control codes care. */
public enum SocketKind {
  /** A stream socket over IPv4 or IPv6. */
  TCP,
  /** A datagram socket over IPv4 or IPv6. */
  UDP,
  /** A raw socket, which the JDK does not have. */
  RAW,
  /** A stream socket of the family AF_UNIX. */
  UNIX
}
