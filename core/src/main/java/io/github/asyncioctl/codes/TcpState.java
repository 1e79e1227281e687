package io.github.asyncioctl.codes;

/** The state of a TCP connection: TCPSTATE (mstcpip.h), the states of RFC 9293. */
public enum TcpState {
  /** No connection. */
  CLOSED,
  /** Waits for connections. */
  LISTEN,
  /** Has asked for a connection. */
  SYN_SENT,
  /** Has been asked for a connection, and has agreed. */
  SYN_RECEIVED,
  /** Connected. */
  ESTABLISHED,
  /** This side has closed; the other has not acknowledged it. */
  FIN_WAIT_1,
  /** This side has closed; the other has acknowledged it, and not closed. */
  FIN_WAIT_2,
  /** The other side has closed. */
  CLOSE_WAIT,
  /** Both sides have closed at the same time. */
  CLOSING,
  /** The other side has closed, then this one; the other has not acknowledged it. */
  LAST_ACK,
  /** Both sides have closed; late packets may come. */
  TIME_WAIT;

  private static final TcpState[] STATES = values();

  /** The values of TCPSTATE are the positions here. */
  static TcpState of(int value) {
    return STATES[(int) Codec.checkRange("TCPSTATE", value, 0, STATES.length - 1)];
  }
}
