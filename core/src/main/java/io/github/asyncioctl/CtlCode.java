package io.github.asyncioctl;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A device control code by its parts, as the macro CTL_CODE of the Windows SDK builds it:
 *
 * <pre>{@code
 * static final int IOCTL_MY_STATUS =
 *     new CtlCode(FILE_DEVICE_UNKNOWN, 0x801, CtlCode.Method.BUFFERED, CtlCode.Access.READ).value();
 * }</pre>
 *
 * <p>Source: Microsoft, "Defining I/O Control Codes"; winioctl.h.
 *
 * @param deviceType the type of the device, from 0 to 0xFFFF, see {@link DeviceTypes}; vendors use
 *     values from 0x8000
 * @param function the number of the function, from 0 to 0xFFF; vendors use values from 0x800
 * @param method how the system passes the buffers to the driver
 * @param access what the handle must have been opened for
 */
public record CtlCode(int deviceType, int function, Method method, Access access) {
  private static final int MAX_DEVICE_TYPE = 0xFFFF;
  private static final int MAX_FUNCTION = 0xFFF;

  private static final int DEVICE_TYPE_SHIFT = 16;
  private static final int ACCESS_SHIFT = 14;
  private static final int FUNCTION_SHIFT = 2;
  private static final int TWO_BITS = 3;

  // By their bits.
  private static final Method[] METHODS = {
    Method.BUFFERED, Method.IN_DIRECT, Method.OUT_DIRECT, Method.NEITHER
  };
  private static final Access[] ACCESSES = {
    Access.ANY, Access.READ, Access.WRITE, Access.READ_WRITE
  };

  /** How the system passes the buffers to the driver: the values METHOD_. */
  public enum Method {
    /** Through a system buffer: METHOD_BUFFERED. */
    BUFFERED(0),
    /** The output buffer directly, as a second input: METHOD_IN_DIRECT. */
    IN_DIRECT(1),
    /** The output buffer directly: METHOD_OUT_DIRECT. */
    OUT_DIRECT(2),
    /** By their addresses in the process: METHOD_NEITHER. */
    NEITHER(3);

    private final int bits;

    Method(int bits) {
      this.bits = bits;
    }
  }

  /** What the handle must have been opened for: FILE_ANY_ACCESS and the other access values. */
  public enum Access {
    /** Anything: FILE_ANY_ACCESS. */
    ANY(0),
    /** Reading: FILE_READ_ACCESS. */
    READ(1),
    /** Writing: FILE_WRITE_ACCESS. */
    WRITE(2),
    /** Both. */
    READ_WRITE(3);

    private final int bits;

    Access(int bits) {
      this.bits = bits;
    }
  }

  /** Loaded when the first text needs it. */
  private static final class Types {
    static final Map<Integer, String> NAMES =
        Arrays.stream(DeviceTypes.class.getFields())
            .collect(Collectors.toUnmodifiableMap(Types::value, Field::getName));

    private static Integer value(Field constant) {
      try {
        return constant.getInt(null);
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
  }

  /**
   * Checks the ranges.
   *
   * @param deviceType see the record
   * @param function see the record
   * @param method see the record
   * @param access see the record
   */
  public CtlCode {
    check("deviceType", deviceType, MAX_DEVICE_TYPE);
    check("function", function, MAX_FUNCTION);
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(access, "access");
  }

  private static void check(String what, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          String.format("%s must be from 0 to 0x%X, not 0x%X", what, max, value));
    }
  }

  /**
   * Splits a device control code into its parts. Any number can be split, but the parts of a socket
   * control code have no meaning.
   *
   * @param value the control code
   * @return the parts, whose {@link #value} is that code
   */
  public static CtlCode of(int value) {
    return new CtlCode(
        value >>> DEVICE_TYPE_SHIFT,
        (value >>> FUNCTION_SHIFT) & MAX_FUNCTION,
        METHODS[value & TWO_BITS],
        ACCESSES[(value >>> ACCESS_SHIFT) & TWO_BITS]);
  }

  /**
   * The control code.
   *
   * @return as DeviceIoControl and this library take it
   */
  public int value() {
    return deviceType << DEVICE_TYPE_SHIFT
        | access.bits << ACCESS_SHIFT
        | function << FUNCTION_SHIFT
        | method.bits;
  }

  /** The code as C source has it. */
  @Override
  public String toString() {
    String type = Types.NAMES.get(deviceType);
    return String.format(
        Locale.ROOT,
        "CTL_CODE(%s, 0x%X, METHOD_%s, %s)",
        type == null ? String.format(Locale.ROOT, "0x%X", deviceType) : type,
        function,
        method,
        access == Access.READ_WRITE
            ? "FILE_READ_ACCESS | FILE_WRITE_ACCESS"
            : "FILE_" + access + "_ACCESS");
  }
}
