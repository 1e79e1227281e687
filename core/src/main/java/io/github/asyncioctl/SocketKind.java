package io.github.asyncioctl;

/** The kinds of sockets that control codes distinguish. */
public enum SocketKind {
  /** A stream socket over IPv4 or IPv6. */
  TCP,
  /** A datagram socket over IPv4 or IPv6. */
  UDP,
  /** A raw socket; the JDK has none. */
  RAW,
  /** A stream socket of the family AF_UNIX. */
  UNIX
}
