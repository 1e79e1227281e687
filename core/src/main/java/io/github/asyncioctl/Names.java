package io.github.asyncioctl;

import io.github.asyncioctl.internal.kernel.WinError;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Control codes and failures in words. */
final class Names {
  /** Loaded when the first failure needs it. */
  private static final class Codes {
    static final Map<Integer, String> NAMES =
        Arrays.stream(ControlCodes.class.getFields())
            .collect(Collectors.toUnmodifiableMap(Codes::value, Field::getName, Codes::both));

    private static Integer value(Field constant) {
      try {
        return constant.getInt(null);
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }

    private static String both(String one, String other) {
      return one + " or " + other;
    }
  }

  private Names() {}

  /** The names and the value of a control code. */
  static String describe(int code) {
    String value = String.format("0x%08X", code);
    String name = Codes.NAMES.get(code);
    return name == null ? value : name + " (" + value + ")";
  }

  static IoctlException failure(String call, int code, int error, int ntStatus, String detail) {
    StringBuilder message = new StringBuilder(call).append(' ').append(describe(code));
    message.append(" failed: ").append(WinError.describe(error));
    if (ntStatus != 0) {
      message.append(String.format(", status 0x%08X", ntStatus));
    }
    if (!detail.isEmpty()) {
      message.append(": ").append(detail);
    }
    return new IoctlException(message.toString(), code, error, ntStatus);
  }
}
