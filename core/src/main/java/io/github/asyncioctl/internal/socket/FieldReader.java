package io.github.asyncioctl.internal.socket;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads instance fields, whatever their access. */
public interface FieldReader {
  /** The value of an {@code int} field. */
  int getInt(Object object, Field field);

  /** The value of a {@code long} field. */
  long getLong(Object object, Field field);

  /** The value of a field of any reference type. */
  @Nullable Object getObject(Object object, Field field);
}
