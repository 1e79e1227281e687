package io.github.asyncioctl.load;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Native memory without an owner. */
final class Raw {
  private Raw() {}

  static ByteBuffer bytes(long address, int length) {
    return new Pointer(address).getByteBuffer(0, length);
  }
}
