package io.github.asyncioctl.internal.kernel;

/**
 * The Winsock calls behind receiving datagrams, beyond those of the engine. Sockets and addresses
 * are {@code long}.
 */
public interface DatagramPort {
  /** AF_INET. */
  int AF_INET = 2;

  /** AF_INET6. */
  int AF_INET6 = 23;

  /** SOCK_DGRAM. */
  int SOCK_DGRAM = 2;

  /**
   * What a socket is.
   *
   * @param family its address family
   * @param type its socket type
   */
  record Kind(int family, int type) {}

  /**
   * What a socket is.
   *
   * @throws KernelException if the system does not tell
   */
  Kind kind(long socket) throws KernelException;

  /**
   * Whether a socket has a port.
   *
   * @throws KernelException if the system does not tell
   */
  boolean isBound(long socket) throws KernelException;

  /**
   * An option of a socket.
   *
   * @throws KernelException if the system does not tell
   */
  int option(long socket, int level, int name) throws KernelException;

  /** Sets an option of a socket: 0, or the error. */
  int setOption(long socket, int level, int name, int value);

  /**
   * {@code WSARecvMsg} with an OVERLAPPED and no completion routine.
   *
   * @param function where the socket's provider has it
   * @param message the address of the WSAMSG
   * @param pointers offsets from that address at which there are further offsets from it, which are
   *     made addresses before the call
   * @return 0, or the error
   */
  int receive(long function, long socket, long message, int[] pointers, long overlapped);
}
