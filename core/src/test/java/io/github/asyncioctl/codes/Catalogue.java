package io.github.asyncioctl.codes;

import io.github.asyncioctl.Ioctl;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The constants of {@link Ioctls}. */
public final class Catalogue {
  /**
   * One of them.
   *
   * @param field its name in Java
   * @param ioctl the constant
   * @param input the type that it takes, as it is written in Java
   * @param output the type that it gives
   */
  public record Entry(String field, Ioctl<?, ?> ioctl, String input, String output) {
    @Override
    public String toString() {
      return field;
    }
  }

  private Catalogue() {}

  /** All, by name. */
  public static List<Entry> entries() {
    return Arrays.stream(Ioctls.class.getFields())
        .filter(field -> field.getType() == Ioctl.class) // tools for coverage add others
        .map(Catalogue::entry)
        .sorted(Comparator.comparing(Entry::field))
        .toList();
  }

  private static Entry entry(Field field) {
    try {
      Type[] types = ((ParameterizedType) field.getGenericType()).getActualTypeArguments();
      return new Entry(
          field.getName(), (Ioctl<?, ?>) field.get(null), text(types[0]), text(types[1]));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** Without packages. */
  private static String text(Type type) {
    return type.getTypeName().replaceAll("[a-z]+\\.", "").replace('$', '.');
  }
}
