package io.github.asyncioctl.internal.win32;

import com.sun.jna.JNIEnv;

/**
 * Functions of JNI, direct-mapped, by the names that the specification gives them. Objects go
 * through as they are.
 *
 * <p>JNA's other way, a {@code Function}, asks every argument for its class first and does not look
 * for an exception afterwards: a warning with a stack for each call where JNI is checked ({@code
 * -Xcheck:jni}), and ten times the time.
 */
final class JniCalls {
  private JniCalls() {}

  static native long FromReflectedField(JNIEnv env, Object field);

  static native int GetIntField(JNIEnv env, Object object, long id);

  static native long GetLongField(JNIEnv env, Object object, long id);

  static native Object GetObjectField(JNIEnv env, Object object, long id);
}
