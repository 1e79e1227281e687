package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/** Which packets a raw socket receives besides its own: RCVALL_VALUE (mstcpip.h). */
public enum ReceiveAll {
  /** None. */
  OFF(0),
  /** All packets on the network interface, which enters promiscuous mode. */
  ON(1),
  /** Not implemented by Windows. */
  SOCKET_LEVEL_ONLY(2),
  /** All packets that reach the IP layer, without promiscuous mode. */
  IP_LEVEL(3);

  /** The size of RCVALL_VALUE. */
  static final int SIZE = 4;

  private final int value;

  ReceiveAll(int value) {
    this.value = value;
  }

  void write(ByteBuffer out) {
    out.putInt(value);
  }

  /**
   * A mode for one network interface: RCVALL_IF (mstcpip.h).
   *
   * @param mode which packets
   * @param interfaceIndex the index of the interface, see {@link
   *     java.net.NetworkInterface#getIndex}; not negative
   */
  public record OnInterface(ReceiveAll mode, int interfaceIndex) {
    /** The size of RCVALL_IF. */
    static final int SIZE = 8;

    /**
     * Checks the range.
     *
     * @param mode see the record
     * @param interfaceIndex see the record
     */
    public OnInterface {
      Codec.checkRange("interfaceIndex", interfaceIndex, 0, Integer.MAX_VALUE);
    }

    void write(ByteBuffer out) {
      mode.write(out);
      out.putInt(interfaceIndex);
    }
  }
}
