package io.github.asyncioctl.codes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.asyncioctl.property.Property;
import io.github.asyncioctl.property.Values;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decoders get bytes that no kernel would give. They may say what they like about them, or throw a
 * RuntimeException, which the engine turns into a failed future; but they read nothing else, and do
 * not take the memory that some number in the bytes asks for.
 */
class HostileBytesTest {
  private static final long ADDRESS = 0x7FF8_0000_0000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static List<Catalogue.Entry> decoders() {
    return Catalogue.entries().stream().filter(each -> each.ioctl().outCapacity() > 0).toList();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void anyBytes(Catalogue.Entry entry) {
    Property.holds(
        values -> {
          int capacity = entry.ioctl().outCapacity();
          int length = values.integer(0, capacity + 200);
          decode(entry, values.buffer(length), values.integer(0, Math.min(length, 64)));
        });
  }

  /** Short counts, which are where a loop would begin. */
  @ParameterizedTest
  @MethodSource("decoders")
  void anyNumbersThatAreSmall(Catalogue.Entry entry) {
    Property.holds(
        values -> {
          int capacity = entry.ioctl().outCapacity();
          ByteBuffer bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
          for (int i = 0; i + 8 <= capacity; i += 8) {
            long near = values.number(-100, capacity + 100L);
            bytes.putLong(i, values.bool() ? near : ADDRESS + near);
          }
          decode(entry, bytes.limit(values.integer(0, capacity)), 0);
        });
  }

  /** Bytes of every length, all the same, so that every number in them is at its limit. */
  @ParameterizedTest
  @MethodSource("decoders")
  void everyLength(Catalogue.Entry entry) {
    for (int fill : new int[] {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
      byte[] bytes = new byte[entry.ioctl().outCapacity()];
      Arrays.fill(bytes, (byte) fill);
      IntStream.rangeClosed(0, Math.min(bytes.length, 300))
          .forEach(length -> decode(entry, ByteBuffer.wrap(bytes, 0, length).slice(), 0));
    }
  }

  /** What has the wrong length for a structure of fixed size is no value. */
  @ParameterizedTest
  @MethodSource("decoders")
  void aTruncatedStructureIsNoValue(Catalogue.Entry entry) {
    boolean isList = entry.output().startsWith("List");
    boolean isOpaque = entry.output().equals("ByteBuffer");
    boolean isAddress = entry.output().equals("InetAddress");
    if (!isList && !isOpaque && !isAddress) {
      int capacity = entry.ioctl().outCapacity();
      for (int length = 0; length < capacity; length++) {
        assertThat(result(entry, ByteBuffer.allocate(length)))
            .as("%d of %d bytes", length, capacity)
            .isInstanceOf(RuntimeException.class);
      }
    }
  }

  /** Neither in the answer, nor where its pointers lead. */
  @ParameterizedTest
  @MethodSource("decoders")
  void whatIsBehindTheEndDoesNotCount(Catalogue.Entry entry) {
    Property.holds(
        values -> {
          byte[] answer = answer(values, values.integer(0, entry.ioctl().outCapacity()));
          assertThat(text(result(entry, followedBy(0x00, answer))))
              .isEqualTo(text(result(entry, followedBy(0xFF, answer))));
        });
  }

  /** Of small numbers, and of pointers into it and just behind it. */
  private static byte[] answer(Values values, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(values.bytes(length)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 8 <= length && i < 200; i += 8) {
      if (values.bool()) {
        bytes.putLong(i, ADDRESS + values.integer(-8, length + 8));
      } else if (values.bool()) {
        bytes.putInt(i, values.oneOf(0, 1, 2, 3, 16, 23, 28));
      }
    }
    return bytes.array();
  }

  private static ByteBuffer followedBy(int fill, byte[] answer) {
    byte[] bytes = Arrays.copyOf(answer, answer.length + 64);
    Arrays.fill(bytes, answer.length, bytes.length, (byte) fill);
    return ByteBuffer.wrap(bytes).limit(answer.length);
  }

  private static String text(Object result) {
    if (!(result instanceof ByteBuffer bytes)) {
      return String.valueOf(result);
    }
    byte[] copy = new byte[bytes.limit()];
    bytes.get(0, copy);
    return HexFormat.of().formatHex(copy);
  }

  private static void decode(Catalogue.Entry entry, ByteBuffer bytes, int position) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Object result = result(entry, bytes.position(position));
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(result).isNotInstanceOf(Error.class);
    assertThat(allocated).as("bytes allocated").isLessThan(500_000);
  }

  /** The value, or what was thrown instead. */
  private static Object result(Catalogue.Entry entry, ByteBuffer bytes) {
    try {
      return entry.ioctl().decode(bytes.order(ByteOrder.LITTLE_ENDIAN), ADDRESS);
    } catch (Throwable e) {
      return e;
    }
  }
}
