package io.github.asyncioctl;

import static io.github.asyncioctl.CtlCode.Access.ANY;
import static io.github.asyncioctl.CtlCode.Access.READ;
import static io.github.asyncioctl.CtlCode.Method.BUFFERED;
import static io.github.asyncioctl.DeviceTypes.FILE_DEVICE_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.fail;

import io.github.asyncioctl.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of drivers by their parts, against the numbers that a compiler makes of winioctl.h. */
class CtlCodeTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "FILE_DEVICE_NAMED_PIPE, 2, BUFFERED, ANY, 00110008, FSCTL_PIPE_LISTEN",
        "FILE_DEVICE_NAMED_PIPE, 3, BUFFERED, READ, 0011400C, FSCTL_PIPE_PEEK",
        "FILE_DEVICE_NAMED_PIPE, 5, NEITHER, READ_WRITE, 0011C017, FSCTL_PIPE_TRANSCEIVE",
        "FILE_DEVICE_NAMED_PIPE, 2047, NEITHER, READ_WRITE, 0011DFFF,"
            + " FSCTL_PIPE_INTERNAL_TRANSCEIVE",
        "FILE_DEVICE_NAMED_PIPE, 2046, BUFFERED, WRITE, 00119FF8, FSCTL_PIPE_INTERNAL_WRITE",
        "FILE_DEVICE_FILE_SYSTEM, 144, BUFFERED, ANY, 00090240, FSCTL_REQUEST_OPLOCK",
        "FILE_DEVICE_FILE_SYSTEM, 6, BUFFERED, ANY, 00090018, FSCTL_LOCK_VOLUME",
        "FILE_DEVICE_FILE_SYSTEM, 42, BUFFERED, ANY, 000900A8, FSCTL_GET_REPARSE_POINT",
        "FILE_DEVICE_FILE_SYSTEM, 50, BUFFERED, WRITE, 000980C8, FSCTL_SET_ZERO_DATA",
        "FILE_DEVICE_DISK, 0, BUFFERED, ANY, 00070000, IOCTL_DISK_GET_DRIVE_GEOMETRY",
        "FILE_DEVICE_DISK, 23, BUFFERED, READ, 0007405C, IOCTL_DISK_GET_LENGTH_INFO",
        "FILE_DEVICE_MASS_STORAGE, 512, BUFFERED, READ, 002D4800, IOCTL_STORAGE_CHECK_VERIFY",
        "FILE_DEVICE_MASS_STORAGE, 1280, BUFFERED, ANY, 002D1400, IOCTL_STORAGE_QUERY_PROPERTY",
        "FILE_DEVICE_MASS_STORAGE, 774, BUFFERED, READ_WRITE, 002DCC18,"
            + " IOCTL_STORAGE_SET_HOTPLUG_INFO",
        "FILE_DEVICE_SERIAL_PORT, 31, BUFFERED, ANY, 001B007C, IOCTL_SERIAL_LSRMST_INSERT"
      })
  void theNumberIsThatOfTheHeader(
      String type, int function, CtlCode.Method method, CtlCode.Access access, String value)
      throws ReflectiveOperationException {
    int deviceType = DeviceTypes.class.getField(type).getInt(null);
    CtlCode code = new CtlCode(deviceType, function, method, access);
    assertThat(String.format("%08X", code.value())).isEqualTo(value);
    assertThat(CtlCode.of(code.value())).isEqualTo(code);
  }

  /**
   * Whatever a driver's author has made of the bits: every upper half, and every lower half. All
   * numbers are in {@link CtlCodeOfEveryNumberTest}.
   */
  @Test
  void everyNumberHasItsParts() {
    for (int half = 0; half <= 0xFFFF; half++) {
      checkParts(half << 16 | 0x5A5A);
      checkParts(0xA5A5_0000 | half);
    }
    assertThat(CtlCode.of(-1))
        .isEqualTo(new CtlCode(0xFFFF, 0xFFF, CtlCode.Method.NEITHER, CtlCode.Access.READ_WRITE));
  }

  private static void checkParts(int value) {
    if (CtlCode.of(value).value() != value) {
      fail("0x%08X has the parts %s", value, CtlCode.of(value));
    }
  }

  @Test
  void allPartsAreInTheNumber() {
    Property.holds(
        values -> {
          CtlCode code =
              new CtlCode(
                  values.integer(0, 0xFFFF),
                  values.integer(0, 0xFFF),
                  values.oneOf(CtlCode.Method.values()),
                  values.oneOf(CtlCode.Access.values()));
          assertThat(CtlCode.of(code.value())).isEqualTo(code);
        });
  }

  @Test
  void itIsWrittenAsInC() {
    assertThat(new CtlCode(FILE_DEVICE_UNKNOWN, 0x801, BUFFERED, READ))
        .hasToString("CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS)");
    assertThat(new CtlCode(0x8001, 0xABC, CtlCode.Method.OUT_DIRECT, CtlCode.Access.READ_WRITE))
        .hasToString(
            "CTL_CODE(0x8001, 0xABC, METHOD_OUT_DIRECT, FILE_READ_ACCESS | FILE_WRITE_ACCESS)");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0x1000, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aFunctionOutOfRangeIsRefused(int function) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CtlCode(FILE_DEVICE_UNKNOWN, function, BUFFERED, ANY))
        .withMessageContaining("function must be from 0 to 0xFFF");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0x10000})
  void aDeviceTypeOutOfRangeIsRefused(int type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CtlCode(type, 0, BUFFERED, ANY))
        .withMessageContaining("deviceType must be from 0 to 0xFFFF");
  }

  @Test
  void aPartThatIsMissingIsNamed() {
    assertThatNullPointerException()
        .isThrownBy(() -> new CtlCode(0, 0, null, ANY))
        .withMessage("method");
    assertThatNullPointerException()
        .isThrownBy(() -> new CtlCode(0, 0, BUFFERED, null))
        .withMessage("access");
  }
}
