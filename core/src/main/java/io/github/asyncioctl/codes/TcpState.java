package io.github.asyncioctl.codes;

/** The state of a TCP connection: TCPSTATE (mstcpip.h), the states of RFC 9293. */
public enum TcpState {
  /** No connection. */
  CLOSED,
  /** Waits for connections. */
  LISTEN,
  /** Has sent a SYN. */
  SYN_SENT,
  /** Has received a SYN and answered it. */
  SYN_RECEIVED,
  /** Connected. */
  ESTABLISHED,
  /** This side has closed; the other has not acknowledged that. */
  FIN_WAIT_1,
  /** This side has closed; the other has acknowledged that, but not closed. */
  FIN_WAIT_2,
  /** The other side has closed. */
  CLOSE_WAIT,
  /** Both sides have closed at the same time. */
  CLOSING,
  /** The other side has closed, then this one; the other has not acknowledged that. */
  LAST_ACK,
  /** Both sides have closed; late packets may still arrive. */
  TIME_WAIT;

  private static final TcpState[] STATES = values();

  /** The values of TCPSTATE are the positions here. */
  static TcpState of(int value) {
    return STATES[(int) Codec.checkRange("TCPSTATE", value, 0, STATES.length - 1)];
  }
}
