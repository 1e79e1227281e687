package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Failures;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.WinError;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /** For the engine, which does not know names. */
  static final Failures FAILURES =
      new Failures() {
        @Override
        public IOException failure(
            Target target,
            int code,
            int error,
            int ntStatus,
            long transferred,
            ByteBuffer output,
            String detail) {
          return new IoctlException(target, code, error, ntStatus, transferred, output, detail);
        }

        @Override
        public String describe(int code) {
          return Names.describe(code);
        }
      };

  private Names() {}

  /** The names and the value of a control code. */
  static String describe(int code) {
    String value = String.format("0x%08X", code);
    String name = Codes.NAMES.get(code);
    return name == null ? value : name + " (" + value + ")";
  }

  /**
   * The same; for a code without a name the arguments of CTL_CODE, which help a driver's author.
   */
  private static String describeOfDevice(int code) {
    return Codes.NAMES.containsKey(code)
        ? describe(code)
        : String.format("%s (0x%08X)", CtlCode.of(code), code);
  }

  /** A call that has no control code has code 0. */
  static String message(String call, String on, int code, int error, int ntStatus, String detail) {
    StringBuilder message = new StringBuilder(call);
    if (code != 0) {
      message
          .append(' ')
          .append(call.equals(Device.FUNCTION) ? describeOfDevice(code) : describe(code));
    }
    message.append(" failed: ").append(WinError.describe(error));
    if (ntStatus != 0) {
      message.append(String.format(", status 0x%08X", ntStatus));
    }
    if (!on.isEmpty()) {
      message.append(", on ").append(on);
    }
    if (!detail.isEmpty()) {
      message.append(": ").append(detail);
    }
    String first = IoctlException.isUnsupported(error) ? WindowsVersions.first(code) : null;
    if (first != null) {
      message.append("; the code came with ").append(first);
    }
    return message.toString();
  }

  /** The class of the object that owns the handle; null if unknown. The object is not asked. */
  static @Nullable String ownerOf(Target target) {
    Object owner = target.owner();
    return owner == null ? null : NamedOwner.behind(owner).getClass().getName();
  }

  /** The output could not be decoded. */
  static IoctlException undecodable(String name, int code, int bytes, RuntimeException cause) {
    IoctlException failure =
        new IoctlException(
            name,
            code,
            ErrorCodes.ERROR_INVALID_DATA,
            "could not decode " + bytes + " bytes of output: " + cause);
    failure.initCause(cause);
    return failure;
  }
}
