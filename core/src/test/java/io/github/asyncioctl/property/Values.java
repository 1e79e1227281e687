package io.github.asyncioctl.property;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Random values of one run, at their limits more often than chance would have it. */
public final class Values {
  private final Choices choices;
  private final List<String> drawn = new ArrayList<>();

  Values(Choices choices) {
    this.choices = choices;
  }

  /** The simplest one is the least. */
  public long number(long min, long max) {
    return shown(min + choices.next(max - min));
  }

  public int integer(int min, int max) {
    return (int) number(min, max);
  }

  public boolean bool() {
    return shown(choices.next(1) == 1);
  }

  public long ulong() {
    return number(0, 0xFFFF_FFFFL);
  }

  /** A count of 64 bits, less than 2^63. */
  public long total() {
    return number(0, Long.MAX_VALUE);
  }

  public Duration millis(long min, long max) {
    return Duration.ofMillis(number(min, max));
  }

  @SafeVarargs
  public final <T> T oneOf(T... values) {
    return shown(values[(int) choices.next(values.length - 1L)]);
  }

  public byte[] bytes(int length) {
    ByteBuffer bytes = ByteBuffer.allocate((length + 7) / 8 * 8).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putLong(choices.next(-1));
    }
    byte[] exactly = new byte[length];
    bytes.get(0, exactly);
    return shown(exactly);
  }

  public ByteBuffer buffer(int length) {
    return ByteBuffer.wrap(bytes(length));
  }

  public long bits() {
    return shown(choices.next(-1));
  }

  private <T> T shown(T value) {
    drawn.add(value instanceof byte[] b ? HexFormat.of().formatHex(b) : String.valueOf(value));
    return value;
  }

  /** All that was drawn, in its order. */
  @Override
  public String toString() {
    return drawn.toString();
  }
}
