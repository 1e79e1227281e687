package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/**
 * The processor that handles the packets that a socket receives: SOCKET_PROCESSOR_AFFINITY
 * (ws2def.h).
 *
 * @param group the processor's group
 * @param number the processor's number in its group
 * @param numaNode the NUMA node
 */
public record RssProcessor(int group, int number, int numaNode) {
  /** The size of SOCKET_PROCESSOR_AFFINITY. */
  static final int SIZE = 8;

  static RssProcessor read(ByteBuffer in) {
    int group = Short.toUnsignedInt(in.getShort());
    int number = Byte.toUnsignedInt(in.get());
    in.get(); // reserved
    int numaNode = Short.toUnsignedInt(in.getShort());
    in.getShort(); // reserved
    return new RssProcessor(group, number, numaNode);
  }
}
