package io.github.asyncioctl.internal.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The type of an object behind a handle, by the system's name for it.
 *
 * <p>Source: Microsoft, "NtQueryObject function (winternl.h)": PUBLIC_OBJECT_TYPE_INFORMATION
 * begins with a UNICODE_STRING, whose text lies in the same buffer.
 */
final class ObjectType {
  static final String MUTEX = "Mutant";

  private static final int TYPE_INFORMATION = 2;
  private static final int SIZE = 1024;
  private static final int TEXT = 8;
  private static final int ERROR_NOT_SUPPORTED = 50;

  private ObjectType() {}

  static String of(long handle) throws KernelException {
    long address = Native.malloc(SIZE);
    if (address == 0) {
      throw new OutOfMemoryError(SIZE + " bytes of native memory");
    }
    try {
      if (ObjectCalls.NtQueryObject(handle, TYPE_INFORMATION, address, SIZE, 0) != 0) {
        throw new KernelException("NtQueryObject", ERROR_NOT_SUPPORTED);
      }
      return name(address, new Pointer(address).getByteBuffer(0, SIZE));
    } finally {
      Native.free(address);
    }
  }

  private static String name(long address, ByteBuffer information) throws KernelException {
    information.order(ByteOrder.LITTLE_ENDIAN);
    int length = Short.toUnsignedInt(information.getShort(0));
    long at = information.getLong(TEXT) - address;
    if (at < 0 || at > SIZE - length) {
      throw new KernelException("NtQueryObject", ERROR_NOT_SUPPORTED);
    }
    byte[] text = new byte[length];
    information.get((int) at, text);
    return new String(text, StandardCharsets.UTF_16LE);
  }
}
