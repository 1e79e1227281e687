package io.github.asyncioctl.internal.win32;

import com.sun.jna.IntegerType;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import io.github.asyncioctl.internal.kernel.ForeignCalls;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.internal.kernel.Overlapped;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Calls through people's own JNA interfaces. */
public final class JnaCalls implements ForeignCalls {
  private static final int SOCKET_ERROR = -1;

  /** HRESULT_FROM_WIN32(ERROR_IO_PENDING). */
  private static final int HRESULT_IO_PENDING = 0x800703E5;

  @Override
  public boolean isOverlapped(Class<?> type) {
    if (!Structure.class.isAssignableFrom(type)) {
      return false;
    }
    for (Class<?> c = type; c != Structure.class; c = c.getSuperclass()) {
      if (c.getSimpleName().toUpperCase(Locale.ROOT).endsWith("OVERLAPPED")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isAddress(Class<?> type) {
    return type == long.class
        || type == Long.class
        || Pointer.class.isAssignableFrom(type)
        || PointerType.class.isAssignableFrom(type)
        || IntegerType.class.isAssignableFrom(type)
        || Structure.class.isAssignableFrom(type);
  }

  @Override
  public long address(Object argument) {
    if (argument instanceof Structure structure) {
      if (structure.size() < Overlapped.SIZE) {
        throw new IllegalArgumentException(
            structure.getClass().getName()
                + " has "
                + structure.size()
                + " bytes, an OVERLAPPED has "
                + Overlapped.SIZE);
      }
      return Pointer.nativeValue(structure.getPointer());
    }
    if (argument instanceof Pointer pointer) {
      return Pointer.nativeValue(pointer);
    }
    if (argument instanceof PointerType type) {
      return Pointer.nativeValue(type.getPointer());
    }
    return ((Number) argument).longValue();
  }

  /** JNA would write the structure's fields again, over the status that was set before the call. */
  @Override
  public void write(Object argument) {
    if (argument instanceof Structure structure) {
      structure.write();
      structure.setAutoWrite(false);
    }
  }

  @Override
  public void keepFromWriting(Object argument) {
    if (argument instanceof Structure structure) {
      structure.setAutoWrite(false);
    }
  }

  /** One int or long may be a DWORD that only the call itself writes. */
  @Override
  public boolean isCopied(@Nullable Object argument) {
    if (argument instanceof Buffer buffer) {
      return !buffer.isDirect();
    }
    return argument != null
        && argument.getClass().isArray()
        && argument.getClass().getComponentType().isPrimitive()
        && !((argument instanceof int[] || argument instanceof long[])
            && Array.getLength(argument) == 1);
  }

  @Override
  public int lastError() {
    return Native.getLastError();
  }

  @Override
  public void setLastError(int error) {
    Native.setLastError(error);
  }

  @Override
  public OptionalInt errorOf(Throwable thrown) {
    return thrown instanceof LastErrorException failure
        ? OptionalInt.of(failure.getErrorCode())
        : OptionalInt.empty();
  }

  /** An access violation is a plain Error of JNA's, and tells nothing. */
  @Override
  public boolean isNotCalled(Throwable thrown) {
    return thrown instanceof LinkageError || thrown instanceof IllegalArgumentException;
  }

  /**
   * A BOOL, Winsock's 0 or SOCKET_ERROR, an error, an NTSTATUS or an HRESULT. Zero is FALSE or a
   * success: with 997 as the thread's error it is taken for pending, as the guard then holds on to
   * the memory for too long at worst.
   */
  @Override
  public int error(@Nullable Object result, int lastError) {
    if (result instanceof Boolean success) {
      return success ? Kernel.SUCCESS : lastError;
    }
    int value = result instanceof Number number ? number.intValue() : 0;
    return switch (value) {
      case Kernel.IO_PENDING, NtStatus.PENDING, HRESULT_IO_PENDING -> Kernel.IO_PENDING;
      case 0, SOCKET_ERROR -> lastError;
      default -> Kernel.SUCCESS;
    };
  }
}
