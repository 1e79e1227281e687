package io.github.asyncioctl.internal.kernel;

import java.lang.annotation.Annotation;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of calls through interfaces of a native binding that is not ours: the
 * OVERLAPPED among the arguments, and how a call ended.
 */
public interface ForeignCalls {
  /** Whether objects of a class are OVERLAPPED structures. */
  boolean isOverlapped(Class<?> type);

  /** Whether an {@link Annotation} may say of a parameter of this type that it is an address. */
  boolean isAddress(Class<?> type);

  /**
   * The address that the call is going to get.
   *
   * @param argument an OVERLAPPED structure or an address
   */
  long address(Object argument);

  /**
   * Writes a structure to its memory and sees to it that nobody else does; does nothing for an
   * address.
   */
  void write(Object argument);

  /** Keeps the binding from writing a structure to its memory. */
  void keepFromWriting(Object argument);

  /** Whether the binding copies the argument to memory that ends with the call. */
  boolean isCopied(@Nullable Object argument);

  /** The error of this thread's last call. */
  int lastError();

  /** Sets it, for whoever asks next. */
  void setLastError(int error);

  /** The error that an exception of the binding stands for. */
  OptionalInt errorOf(Throwable thrown);

  /** Whether an exception says that the native function was never called. */
  boolean isNotCalled(Throwable thrown);

  /**
   * How a call ended.
   *
   * @param result what it returned, null for nothing
   * @param lastError what the thread's error was afterwards
   * @return {@link Kernel#IO_PENDING} if the operation is in flight now, another error, or 0
   */
  int error(@Nullable Object result, int lastError);
}
