package io.github.asyncioctl.internal.win32;

import com.sun.jna.Callback;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The function that the system's threads call when a waited object was signalled. There is one
 * function for all waits, which lives as long as this class. Its parameter is a number, so a late
 * call finds nothing and does nothing.
 *
 * <p>JNA attaches the thread for the call and detaches it before the call returns. That is its
 * default, and is intended here: a thread of the pool that stayed attached would be detached when
 * it ends, under the loader lock, where the JVM can deadlock (java-native-access/jna#1479,
 * jni-rs/jni-rs#701). It would also keep what JNA has stored in it.
 */
final class Signalled {
  /** WAITORTIMERCALLBACK. */
  interface WaitOrTimerCallback extends Callback {
    void callback(long number, byte timedOut);
  }

  private static final Map<Long, Runnable> EXPECTED = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** Kept here, because JNA keeps it only as long as other code does. */
  private static final WaitOrTimerCallback CALLBACK = (number, timedOut) -> call(number);

  private Signalled() {}

  /** The function. */
  static WaitOrTimerCallback callback() {
    return CALLBACK;
  }

  /** From now on the function with this number runs the action. */
  static long expect(Runnable action) {
    long number = NUMBERS.incrementAndGet();
    EXPECTED.put(number, action);
    return number;
  }

  static void forget(long number) {
    EXPECTED.remove(number);
  }

  private static void call(long number) {
    Runnable action = EXPECTED.get(number);
    if (action != null) {
      action.run();
    }
  }
}
