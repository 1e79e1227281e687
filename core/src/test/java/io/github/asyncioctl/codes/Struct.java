package io.github.asyncioctl.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A structure of the Windows SDK, whose layout comes from the golden table. Its fields are read and
 * written by name, so a codec that is checked with it is checked against the headers.
 */
final class Struct {
  private record Field(int offset, int size) {}

  private final String name;
  private final int size;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private final ByteBuffer bytes;

  private Struct(String name, ByteBuffer bytes) {
    this.name = name;
    int total = 0;
    for (Map<String, String> row : Golden.rows("struct-layouts.csv")) {
      if (row.get("struct").equals(name)) {
        total = Integer.parseInt(row.get("total_size"));
        Field field =
            new Field(Integer.parseInt(row.get("offset")), Integer.parseInt(row.get("size")));
        fields.put(row.get("field"), field);
      }
    }
    fields.remove("");
    assertThat(total).as("a layout of " + name).isPositive();
    this.size = total;
    this.bytes = bytes == null ? ByteBuffer.allocate(total) : bytes.slice();
    this.bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** One to be filled, in which everything that is not written is rubbish. */
  static Struct full(String name) {
    Struct struct = new Struct(name, null);
    for (int i = 0; i < struct.size; i++) {
      struct.bytes.put(i, (byte) 0xEE);
    }
    return struct;
  }

  /** One to be read, which is exactly as large as the headers say. */
  static Struct of(String name, ByteBuffer bytes) {
    Struct struct = new Struct(name, bytes);
    assertThat(bytes.remaining()).as("size of " + name).isEqualTo(struct.size);
    return struct;
  }

  static int sizeOf(String name) {
    return new Struct(name, null).size;
  }

  static int offsetOf(String name, String field) {
    return new Struct(name, null).field(field).offset;
  }

  int size() {
    return size;
  }

  private Field field(String field) {
    assertThat(fields).as(name).containsKey(field);
    used.add(field);
    return fields.get(field);
  }

  Struct set(String name, long value) {
    Field field = field(name);
    switch (field.size) {
      case 1 -> bytes.put(field.offset, (byte) value);
      case 2 -> bytes.putShort(field.offset, (short) value);
      case 4 -> bytes.putInt(field.offset, (int) value);
      case 8 -> bytes.putLong(field.offset, value);
      default -> throw new IllegalArgumentException(name + " has " + field.size + " bytes");
    }
    return this;
  }

  Struct set(String name, byte[] value) {
    Field field = field(name);
    assertThat(value.length).as(name).isLessThanOrEqualTo(field.size);
    bytes.put(field.offset, value);
    return this;
  }

  /** A field as an unsigned number. */
  long get(String name) {
    Field field = field(name);
    return switch (field.size) {
      case 1 -> Byte.toUnsignedLong(bytes.get(field.offset));
      case 2 -> Short.toUnsignedLong(bytes.getShort(field.offset));
      case 4 -> Integer.toUnsignedLong(bytes.getInt(field.offset));
      case 8 -> bytes.getLong(field.offset);
      default -> throw new IllegalArgumentException(name + " has " + field.size + " bytes");
    };
  }

  byte[] getBytes(String name) {
    Field field = field(name);
    byte[] value = new byte[field.size];
    bytes.get(field.offset, value);
    return value;
  }

  /** The bytes, once every field that holds a value of its own has been written or read. */
  ByteBuffer done() {
    for (Map.Entry<String, Field> each : fields.entrySet()) {
      assertThat(isUsed(each.getValue())).as(name + "." + each.getKey() + " is covered").isTrue();
    }
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same as an array. */
  byte[] array() {
    byte[] array = new byte[size];
    done().get(array);
    return array;
  }

  /** A field within a used one, or made of used ones, needs no use of its own. */
  private boolean isUsed(Field field) {
    boolean[] covered = new boolean[size];
    for (String each : used) {
      Field one = fields.get(each);
      Arrays.fill(covered, one.offset, one.offset + one.size, true);
    }
    return covered[field.offset] && covered[field.offset + field.size - 1];
  }
}
