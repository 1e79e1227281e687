package io.github.asyncioctl.datagram;

import io.github.asyncioctl.OverlappedResult;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A WSAMSG of 64-bit Windows (ws2def.h) with everything that it points to, in one block of memory.
 * The block belongs to the call, so it stays until the kernel has released it:
 *
 * <pre>
 *   0  WSAMSG: name, namelen, lpBuffers, dwBufferCount, Control, dwFlags
 *  64  WSABUF: len, buf
 *  80  the source's address
 * 112  control messages
 * 624  data
 * </pre>
 *
 * In the template the pointers are offsets from the block's start.
 */
final class Message {
  // WSAMSG.
  static final int NAME = 0;
  static final int NAME_LENGTH = 8;
  static final int BUFFERS = 16;
  static final int BUFFER_COUNT = 24;
  static final int CONTROL = 32;
  static final int FLAGS = 48;
  static final int SIZE = 56;

  // WSABUF.
  static final int LENGTH = 0;
  static final int BUFFER = 8;

  // The block.
  static final int DATA_BUFFER_AT = 64;
  static final int NAME_AT = 80;
  static final int CONTROL_AT = 112;

  /**
   * Room for the messages that this library requests for both families (160 bytes on a dual-stack
   * socket), and for as many that other code may have requested.
   */
  static final int CONTROL_BYTES = 512;

  static final int DATA_AT = CONTROL_AT + CONTROL_BYTES;

  private static final int[] POINTERS = {NAME, BUFFERS, CONTROL + BUFFER, DATA_BUFFER_AT + BUFFER};

  static final int MSG_TRUNC = 0x0100;
  static final int MSG_CTRUNC = 0x0200;

  /** STATUS_BUFFER_OVERFLOW: something did not fit, the data or the control messages. */
  private static final int BUFFER_OVERFLOW = 0x80000005;

  private Message() {}

  /** Where the pointers are. */
  static int[] pointers() {
    return POINTERS.clone();
  }

  /** The block before the call, for datagrams of so many bytes. */
  static ByteBuffer template(int maxSize) {
    ByteBuffer block = ByteBuffer.allocate(DATA_AT + maxSize).order(ByteOrder.LITTLE_ENDIAN);
    block.putLong(NAME, NAME_AT).putInt(NAME_LENGTH, Addresses.SIZE);
    block.putLong(BUFFERS, DATA_BUFFER_AT).putInt(BUFFER_COUNT, 1);
    block.putInt(CONTROL + LENGTH, CONTROL_BYTES).putLong(CONTROL + BUFFER, CONTROL_AT);
    block.putInt(DATA_BUFFER_AT + LENGTH, maxSize).putLong(DATA_BUFFER_AT + BUFFER, DATA_AT);
    return block;
  }

  /**
   * The content of the block after a call. Lengths are limited to the size of the block's parts.
   */
  static ReceivedDatagram read(OverlappedResult result) {
    ByteBuffer block = result.memory();
    int maxSize = block.capacity() - DATA_AT;
    int length = (int) bounded(result.transferred(), maxSize);
    byte[] data = new byte[length];
    block.get(DATA_AT, data);
    PacketInfo info =
        ControlMessages.read(part(block, CONTROL_AT, CONTROL + LENGTH, CONTROL_BYTES));
    return new ReceivedDatagram(
        ByteBuffer.wrap(data),
        Addresses.socketAddress(part(block, NAME_AT, NAME_LENGTH, Addresses.SIZE)),
        info.destination(),
        info.interfaceIndex(),
        info.hopLimit(),
        info.trafficClass(),
        isTruncated(block.getInt(FLAGS), result.ntStatus(), length == maxSize));
  }

  /** A part of the block whose length is in the block. */
  private static ByteBuffer part(ByteBuffer block, int at, int lengthAt, int room) {
    int length = (int) bounded(block.getInt(lengthAt), room);
    return block.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long bounded(long length, long room) {
    return Math.max(0, Math.min(length, room));
  }

  /**
   * Windows sets a flag. Wine reports only that something did not fit, and sets a flag for the
   * control messages.
   */
  private static boolean isTruncated(int flags, int status, boolean full) {
    return (flags & MSG_TRUNC) != 0
        || (status == BUFFER_OVERFLOW && ((flags & MSG_CTRUNC) == 0 || full));
  }
}
