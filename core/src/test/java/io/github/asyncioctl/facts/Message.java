package io.github.asyncioctl.facts;

import com.sun.jna.Pointer;

/** A WSAMSG with one buffer, and what it was filled with. */
final class Message {
  private static final int SIZE = 56;
  private static final int NAME = 0;
  private static final int NAME_LENGTH = 8;
  private static final int BUFFERS = 16;
  private static final int BUFFER_COUNT = 24;
  private static final int CONTROL_LENGTH = 32;
  private static final int CONTROL = 40;
  private static final int FLAGS = 48;
  private static final int HEADER = 16;
  private static final int TYPE_AT = 12;

  private final Buffer control = new Buffer(512);
  private final Buffer data;
  private final Pointer memory;

  /** For these buffers, and an address. */
  Message(Buffer address, Buffer... buffers) {
    data = buffers[0];
    memory = Buffer.of(new byte[SIZE]).memory();
    memory.setLong(NAME, address.address());
    memory.setInt(NAME_LENGTH, address.size());
    memory.setLong(BUFFERS, Receiving.wsabuf(buffers).address());
    memory.setInt(BUFFER_COUNT, buffers.length);
  }

  /** One to receive into. */
  static Message toReceive() {
    return new Message(new Buffer(Sockets.ADDRESS_SIZE), new Buffer(16));
  }

  /** Says that there is so much room for control data. */
  Message control(int length) {
    memory.setInt(CONTROL_LENGTH, length);
    memory.setLong(CONTROL, control.address());
    return this;
  }

  long address() {
    return Pointer.nativeValue(memory);
  }

  Buffer data() {
    return data;
  }

  String flags() {
    return Observation.hex(memory.getInt(FLAGS));
  }

  int controlLength() {
    return memory.getInt(CONTROL_LENGTH);
  }

  /** Level and type of the first control message. */
  String firstControl() {
    return control.memory().getInt(TYPE_AT - 4) + ":" + control.memory().getInt(TYPE_AT);
  }

  /** An address in the first control message. */
  int firstControlInt() {
    return control.memory().getInt(HEADER);
  }
}
