package io.github.asyncioctl.load;

import io.github.asyncioctl.AsyncIoctl;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Inputs and capacities to try: right ones, mutated ones, and any. */
final class Inputs {
  /** WSAID_CONNECTEX, which every TCP provider has. */
  private static final byte[] CONNECT_EX = {
    (byte) 0xB9,
    7,
    (byte) 0xA2,
    0x25,
    (byte) 0xF3,
    (byte) 0xDD,
    0x60,
    0x46,
    (byte) 0x8E,
    (byte) 0xE9,
    0x76,
    (byte) 0xE5,
    (byte) 0x8C,
    0x74,
    6,
    0x3E
  };

  private static final int FEW = 40;

  private Inputs() {}

  /** An input, or null. */
  static ByteBuffer any(Random random) {
    if (random.nextInt(4) == 0) {
      return null;
    }
    byte[] bytes = bytes(random);
    for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return wrapped(bytes, random);
  }

  private static byte[] bytes(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> CONNECT_EX.clone();
      case 1 -> keepAlive();
      case 2 -> ipv4Address();
      case 3 -> new byte[] {1, 0, 0, 0};
      case 4 -> new byte[random.nextInt(FEW)];
      case 5 -> new byte[random.nextInt(random.nextInt(100) == 0 ? 1 << 20 : 1 << 10)];
      default -> random(random.nextInt(FEW), random);
    };
  }

  private static byte[] random(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** tcp_keepalive: on, time, interval. */
  private static byte[] keepAlive() {
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(1)
        .putInt(60_000)
        .putInt(1000)
        .array();
  }

  /** sockaddr_in of the loopback. */
  private static byte[] ipv4Address() {
    byte[] address = new byte[16];
    address[0] = 2;
    address[4] = 127;
    address[7] = 1;
    return address;
  }

  /** The bytes in a buffer of any kind, which may have more around them. */
  private static ByteBuffer wrapped(byte[] bytes, Random random) {
    int before = random.nextInt(3);
    int size = before + bytes.length + random.nextInt(3);
    ByteBuffer buffer =
        random.nextBoolean() ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
    buffer.position(before).limit(before + bytes.length);
    buffer.put(before, bytes);
    return random.nextInt(4) == 0 ? buffer.asReadOnlyBuffer() : buffer;
  }

  /** A size for the output, which may make no sense. */
  static int capacity(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> 0;
      case 1, 2, 3 -> random.nextInt(FEW);
      case 4, 5 -> 1 << random.nextInt(13);
      case 6 -> 8192 - random.nextInt(FEW);
      case 7 -> random.nextInt(20) == 0 ? random.nextInt(1 << 20) : (1 << 16) + random.nextInt(9);
      case 8 -> random.nextInt(1000) == 0 ? AsyncIoctl.MAX_BUFFER : 4;
      case 9 -> random.nextInt(100) == 0 ? -1 - random.nextInt(100) : 8;
      default -> AsyncIoctl.DEFAULT_OUT_CAPACITY;
    };
  }
}
