package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/**
 * The processor that handles what a socket receives: SOCKET_PROCESSOR_AFFINITY (ws2def.h).
 *
 * @param group the processor's group
 * @param number the processor's number in its group
 * @param numaNode the NUMA node
 */
public record RssProcessor(int group, int number, int numaNode) {
  /** The size of SOCKET_PROCESSOR_AFFINITY. */
  static final int SIZE = 8;

  private static final int NUMBER = 2;
  private static final int NUMA_NODE = 4;

  static RssProcessor read(ByteBuffer in) {
    return new RssProcessor(
        Short.toUnsignedInt(in.getShort(0)),
        Byte.toUnsignedInt(in.get(NUMBER)),
        Short.toUnsignedInt(in.getShort(NUMA_NODE)));
  }
}
