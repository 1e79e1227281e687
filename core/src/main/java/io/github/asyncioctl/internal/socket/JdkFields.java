package io.github.asyncioctl.internal.socket;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Private fields by their names. Only those that the JDK's own classes declare are found. */
final class JdkFields {
  /** What was searched, by class and name: a class that is unloaded takes its part along. */
  private static final ClassValue<Map<String, Optional<Field>>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<Field>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private final FieldReader reader;

  JdkFields(FieldReader reader) {
    this.reader = reader;
  }

  /** Whether the class of an object is one of the JDK's own. */
  static boolean isOfJdk(Object object) {
    return isOfJdk(object.getClass());
  }

  private static boolean isOfJdk(Class<?> type) {
    return type.getModule() == Object.class.getModule();
  }

  /** What a field refers to; null also if there is no such field. */
  @Nullable Object reference(Object object, String name) {
    return field(object, name, Object.class)
        .map(field -> reader.getObject(object, field))
        .orElse(null);
  }

  OptionalInt integer(Object object, String name) {
    Optional<Field> field = field(object, name, int.class);
    return field.isPresent()
        ? OptionalInt.of(reader.getInt(object, field.get()))
        : OptionalInt.empty();
  }

  OptionalLong longInteger(Object object, String name) {
    Optional<Field> field = field(object, name, long.class);
    return field.isPresent()
        ? OptionalLong.of(reader.getLong(object, field.get()))
        : OptionalLong.empty();
  }

  /** The object's class first, then those that it extends. */
  private static Optional<Field> field(Object object, String name, Class<?> type) {
    return FIELDS
        .get(object.getClass())
        .computeIfAbsent(name, any -> search(object.getClass(), name, type));
  }

  private static Optional<Field> search(Class<?> type, String name, Class<?> fieldType) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (!isOfJdk(c)) {
        continue;
      }
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name) && fieldType.isAssignableFrom(field.getType())) {
          return Optional.of(field);
        }
      }
    }
    return Optional.empty();
  }
}
