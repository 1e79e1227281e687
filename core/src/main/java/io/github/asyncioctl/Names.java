package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Failures;
import io.github.asyncioctl.internal.kernel.WinError;
import java.io.IOException;
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

  /** For the engine, which knows no names. */
  static final Failures FAILURES =
      new Failures() {
        @Override
        public IOException failure(
            String call, int code, int error, int ntStatus, long transferred, String detail) {
          return new IoctlException(call, code, error, ntStatus, transferred, detail);
        }

        @Override
        public String describe(int code) {
          return Names.describe(code);
        }
      };

  private static final int ERROR_INVALID_DATA = 13;

  private Names() {}

  /** The names and the value of a control code. */
  static String describe(int code) {
    String value = String.format("0x%08X", code);
    String name = Codes.NAMES.get(code);
    return name == null ? value : name + " (" + value + ")";
  }

  /** A call that has no control code has code 0. */
  static String message(String call, int code, int error, int ntStatus, String detail) {
    StringBuilder message = new StringBuilder(call);
    if (code != 0) {
      message.append(' ').append(describe(code));
    }
    message.append(" failed: ").append(WinError.describe(error));
    if (ntStatus != 0) {
      message.append(String.format(", status 0x%08X", ntStatus));
    }
    if (!detail.isEmpty()) {
      message.append(": ").append(detail);
    }
    return message.toString();
  }

  /** What was answered makes no sense. */
  static IoctlException undecodable(Ioctl<?, ?> ioctl, int bytes, RuntimeException cause) {
    IoctlException failure =
        new IoctlException(
            ioctl.name(),
            ioctl.code(),
            ERROR_INVALID_DATA,
            0,
            0,
            "an answer of " + bytes + " bytes makes no sense: " + cause);
    failure.initCause(cause);
    return failure;
  }
}
