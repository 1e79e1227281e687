package io.github.asyncioctl.internal.win32;

import com.sun.jna.Callback;
import com.sun.jna.IntegerType;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import com.sun.jna.WString;
import io.github.asyncioctl.internal.kernel.ForeignCalls;
import io.github.asyncioctl.internal.kernel.ForeignFunction;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.internal.kernel.Overlapped;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
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

  @Override
  public boolean isCopied(@Nullable Object argument, boolean count) {
    if (argument instanceof Buffer buffer) {
      return !buffer.isDirect();
    }
    if (argument == null || !argument.getClass().isArray()) {
      return argument instanceof String || argument instanceof WString;
    }
    Class<?> component = argument.getClass().getComponentType();
    if (component == String.class || component == WString.class) {
      return true;
    }
    boolean one =
        (argument instanceof int[] || argument instanceof long[]) && Array.getLength(argument) == 1;
    return component.isPrimitive() && !(count && one);
  }

  @Override
  public boolean isRoutine(@Nullable Object argument) {
    return argument instanceof Callback;
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

  /**
   * For an access violation JNA throws a plain Error without details. A user's converter of a
   * result may throw the same exceptions: {@link #NO_CALL} distinguishes these.
   */
  @Override
  public boolean isNotCalled(Throwable thrown) {
    return thrown instanceof LinkageError || thrown instanceof IllegalArgumentException;
  }

  @Override
  public ForeignFunction function(Method method) {
    Class<?>[] types = method.getParameterTypes();
    ForeignFunction known = KnownFunctions.find(method.getName(), types.length);
    return known.overlapped() >= 0 && isAddress(types[known.overlapped()])
        ? known
        : ForeignFunction.UNKNOWN;
  }

  /**
   * If a failure has no error, or the outcome is unknown, the operation counts as pending, to be
   * safe.
   */
  @Override
  public int error(ForeignFunction function, @Nullable Object result, int lastError) {
    return switch (function.result()) {
      case BOOL -> isZero(result) ? failure(lastError) : Kernel.SUCCESS;
      case WINSOCK -> isZero(result) ? Kernel.SUCCESS : failure(lastError);
      case ERROR -> value(result);
      case ANY -> anyError(result, lastError);
    };
  }

  private static boolean isZero(@Nullable Object result) {
    return result instanceof Boolean flag ? !flag : value(result) == 0;
  }

  private static int value(@Nullable Object result) {
    return result instanceof Number number ? number.intValue() : 0;
  }

  private static int failure(int lastError) {
    return lastError == Kernel.SUCCESS ? Kernel.IO_PENDING : lastError;
  }

  /**
   * A BOOL, Winsock's 0 or SOCKET_ERROR, an error, an NTSTATUS or an HRESULT. Zero is FALSE or a
   * success: with 997 as the thread's error it is taken for pending, as the guard then holds on to
   * the memory for too long at worst.
   */
  private static int anyError(@Nullable Object result, int lastError) {
    if (result instanceof Boolean success) {
      return success ? Kernel.SUCCESS : lastError;
    }
    int value = value(result);
    return switch (value) {
      case Kernel.IO_PENDING, NtStatus.PENDING, HRESULT_IO_PENDING -> Kernel.IO_PENDING;
      case 0, SOCKET_ERROR -> lastError;
      default -> isNtError(value) || isWin32Error(value) ? value : Kernel.SUCCESS;
    };
  }

  /** An NTSTATUS of the system's with the severity of an error. */
  private static boolean isNtError(int value) {
    return value >>> 28 == 0xC;
  }

  /** HRESULT_FROM_WIN32 of an error. */
  private static boolean isWin32Error(int value) {
    return value >>> 16 == 0x8007;
  }
}
