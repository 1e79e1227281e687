package io.github.asyncioctl.internal.socket;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads fields on any system: JNI is reached on Windows only. What a field has can be made up, to
 * see a socket in a moment that does not last.
 */
final class UnsafeFields implements FieldReader {
  private final Map<String, Object> madeUp = new HashMap<>();
  private final Object unsafe;
  int reads;

  UnsafeFields() {
    try {
      Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      unsafe = instance.get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** From now on a field of this name has this value, in any object. */
  UnsafeFields with(String name, Object value) {
    madeUp.put(name, value);
    return this;
  }

  @Override
  public int getInt(Object object, Field field) {
    return (int) read("getInt", object, field);
  }

  @Override
  public long getLong(Object object, Field field) {
    return (long) read("getLong", object, field);
  }

  @Override
  public Object getObject(Object object, Field field) {
    return read("getObject", object, field);
  }

  private Object read(String getter, Object object, Field field) {
    reads++;
    if (madeUp.containsKey(field.getName())) {
      return madeUp.get(field.getName());
    }
    try {
      Class<?> type = unsafe.getClass();
      Object offset = type.getMethod("objectFieldOffset", Field.class).invoke(unsafe, field);
      Method method = type.getMethod(getter, Object.class, long.class);
      return method.invoke(unsafe, object, offset);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
