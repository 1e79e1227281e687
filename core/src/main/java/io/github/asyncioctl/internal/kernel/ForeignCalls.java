package io.github.asyncioctl.internal.kernel;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Analyses calls through interfaces of another native binding: finds the OVERLAPPED among the
 * arguments, and how a call ended.
 */
public interface ForeignCalls {
  /**
   * Set as the thread's error before a call, it tells afterwards whether there was one. Bit 29 is
   * kept for applications: no function of the system's uses it.
   */
  int NO_CALL = 0x2A5A_A5A5;

  /** Whether objects of a class are OVERLAPPED structures. */
  boolean isOverlapped(Class<?> type);

  /** Whether an {@link Annotation} may declare a parameter of this type to be an address. */
  boolean isAddress(Class<?> type);

  /**
   * The address that the call is going to get.
   *
   * @param argument an OVERLAPPED structure or an address
   */
  long address(Object argument);

  /**
   * Writes a structure to its memory and ensures that no other code does; does nothing for an
   * address.
   */
  void write(Object argument);

  /** Keeps the binding from writing a structure to its memory. */
  void keepFromWriting(Object argument);

  /**
   * Whether the binding copies the argument to memory that ends with the call.
   *
   * @param count whether it is for a count, which only the call itself writes
   */
  boolean isCopied(@Nullable Object argument, boolean count);

  /** Whether the argument is a function that native code may call. */
  boolean isRoutine(@Nullable Object argument);

  /** The error of this thread's last call. */
  int lastError();

  /** Sets it for the next reader. */
  void setLastError(int error);

  /** The error that an exception of the binding stands for. */
  OptionalInt errorOf(Throwable thrown);

  /** Whether an exception says that the native function was never called. */
  boolean isNotCalled(Throwable thrown);

  /**
   * What is known of the function that a method maps, {@link ForeignFunction#UNKNOWN} if nothing.
   */
  ForeignFunction function(Method method);

  /**
   * How a call ended.
   *
   * @param function what is known of it
   * @param result what it returned, null for nothing
   * @param lastError what the thread's error was afterwards
   * @return {@link Kernel#IO_PENDING} if the operation may be in flight now, another error, or 0
   */
  int error(ForeignFunction function, @Nullable Object result, int lastError);
}
