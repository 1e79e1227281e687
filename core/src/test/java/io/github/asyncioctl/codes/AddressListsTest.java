package io.github.asyncioctl.codes;

import static io.github.asyncioctl.codes.Ioctls.SIO_ADDRESS_LIST_QUERY;
import static io.github.asyncioctl.codes.Ioctls.SIO_ADDRESS_LIST_SORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.property.Property;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SOCKET_ADDRESS_LIST: a round trip of any list, and pointers to everywhere. */
class AddressListsTest {
  private static final int FIRST = Struct.offsetOf("SOCKET_ADDRESS_LIST", "Address");
  private static final int PAIR = Struct.sizeOf("SOCKET_ADDRESS");
  private static final int POINTER = Struct.offsetOf("SOCKET_ADDRESS", "lpSockaddr");
  private static final int LENGTH = Struct.offsetOf("SOCKET_ADDRESS", "iSockaddrLength");

  private static final long ADDRESS = 0x7FF8_0000_1230L;

  /** Where the list begins in the memory of the call; before it is the input. */
  private static final int START = 64;

  private static final InetAddress LOCALHOST = Addresses.of(new byte[] {127, 0, 0, 1}, 0);

  @Test
  void everyListIsRead() {
    Property.holds(
        values -> {
          List<InetAddress> addresses = Addresses.list(values, 0, 20);
          Memory memory = new Memory(addresses.size(), 20 * 28);
          int at = memory.afterPairs();
          for (int i = 0; i < addresses.size(); i++) {
            ByteBuffer sockaddr = SockAddr.of(addresses.get(i));
            memory.put(at, sockaddr).pair(i, ADDRESS + at, sockaddr.limit());
            at += sockaddr.limit();
          }
          assertThat(Addresses.text(memory.read())).isEqualTo(Addresses.text(addresses));
        });
  }

  /** What the kernel does with a list that is sorted already: it gives the same back. */
  @Test
  void aListGoesThereAndBack() {
    Property.holds(
        values -> {
          List<InetAddress> addresses = Addresses.list(values, 1, 20);
          ByteBuffer bytes = SIO_ADDRESS_LIST_SORT.encode(addresses);
          for (int pointer : AddressLists.pointers(bytes)) {
            bytes.putLong(pointer, ADDRESS + bytes.getLong(pointer));
          }
          assertThat(Addresses.text(SIO_ADDRESS_LIST_SORT.decode(bytes, ADDRESS)))
              .isEqualTo(Addresses.text(addresses));
        });
  }

  /** The sort takes IPv4 as SOCKADDR_IN6 only, mapped. */
  @Test
  void aListToSortIsAllIpv6() {
    InetAddress v6 =
        Addresses.of(
            new byte[] {(byte) 0xFE, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}, 7);
    ByteBuffer bytes = SIO_ADDRESS_LIST_SORT.encode(List.of(LOCALHOST, v6));
    int[] pointers = AddressLists.pointers(bytes);

    assertThat(bytes.getInt(0)).isEqualTo(2);
    assertThat(pointers).containsExactly(FIRST + POINTER, FIRST + PAIR + POINTER);
    assertThat(bytes.limit()).isEqualTo(FIRST + 2 * PAIR + 2 * 28);
    for (int i = 0; i < 2; i++) {
      assertThat(bytes.getInt(FIRST + i * PAIR + LENGTH)).isEqualTo(28);
    }
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 127, 0, 0, 1};
    SockAddr.checkV6(bytes.slice((int) bytes.getLong(pointers[0]), 28), mapped, 0);
    SockAddr.checkV6(bytes.slice((int) bytes.getLong(pointers[1]), 28), v6.getAddress(), 7);
  }

  @Test
  void anEmptyListCannotBeSorted() {
    assertThatIllegalArgumentException().isThrownBy(() -> SIO_ADDRESS_LIST_SORT.encode(List.of()));
  }

  /** Sorted addresses may still lie in the input. */
  @Test
  void aPointerMayLeadIntoTheInput() {
    Memory memory = new Memory(1, 0);
    memory.put(0, SockAddr.of(LOCALHOST)).pair(0, ADDRESS, 16);
    assertThat(memory.read()).containsExactly(LOCALHOST);
  }

  @Test
  void twoPointersMayLeadToOneAddress() {
    Memory memory = new Memory(2, 16);
    int at = memory.afterPairs();
    memory.put(at, SockAddr.of(LOCALHOST)).pair(0, ADDRESS + at, 16).pair(1, ADDRESS + at, 16);
    assertThat(memory.read()).containsExactly(LOCALHOST, LOCALHOST);
  }

  @Test
  void anAddressMayEndWhereTheBufferEnds() {
    Memory memory = new Memory(1, 16);
    int at = memory.afterPairs();
    memory.put(at, SockAddr.of(LOCALHOST)).pair(0, ADDRESS + at, 16);
    assertThat(memory.read()).containsExactly(LOCALHOST);

    memory.pair(0, ADDRESS + at + 1, 16);
    assertThatIllegalArgumentException().isThrownBy(memory::read).withMessageContaining("pointer");
    memory.pair(0, ADDRESS + at, 17);
    assertThatIllegalArgumentException().isThrownBy(memory::read).withMessageContaining("pointer");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        ADDRESS - 1,
        ADDRESS + 1000,
        ADDRESS + Integer.MAX_VALUE,
        ADDRESS + (1L << 32),
        ADDRESS - (1L << 32)
      })
  void aPointerToElsewhereIsNotFollowed(long pointer) {
    Memory memory = new Memory(1, 16);
    memory.pair(0, pointer, 16);
    assertThatIllegalArgumentException().isThrownBy(memory::read).withMessageContaining("pointer");
  }

  /** The last byte of the buffer is within it, an address there is not. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 15, 16, 28, 0x1000, Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0})
  void aPointerToTheLastByteIsNoAddress(int length) {
    Memory memory = new Memory(1, 16);
    memory.pair(0, ADDRESS + memory.bytes.limit() - 1, length);
    assertThat(failure(memory)).isInstanceOf(RuntimeException.class);
  }

  /** An address of no length, at the buffer's very end. */
  @Test
  void aPointerBehindTheLastByteIsNoAddress() {
    Memory memory = new Memory(1, 16);
    memory.pair(0, ADDRESS + memory.bytes.limit(), 0);
    assertThat(failure(memory)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 0x7FFF_FFFF, 0x1000_0000, 0x8000_0000, -1})
  void aCountBeyondTheBufferIsNotBelieved(int count) {
    Memory memory = new Memory(1, 0);
    memory.put(0, SockAddr.of(LOCALHOST)).pair(0, ADDRESS, 16);
    memory.bytes.putInt(START, count);
    assertThatIllegalArgumentException()
        .isThrownBy(memory::read)
        .withMessageContaining(Integer.toUnsignedString(count));
  }

  /** Neither is IPv4's length enough for IPv6, nor is every family an address. */
  @Test
  void whatIsNoAddressIsRefused() {
    InetAddress v6 = Addresses.of(new byte[16], 0);
    Memory memory = new Memory(1, 28);
    int at = memory.afterPairs();
    memory.put(at, SockAddr.of(v6)).pair(0, ADDRESS + at, 16);
    assertThatIllegalArgumentException()
        .isThrownBy(memory::read)
        .withMessageContaining("family 23");

    memory.bytes.putShort(at, (short) 1);
    memory.pair(0, ADDRESS + at, 28);
    assertThatIllegalArgumentException().isThrownBy(memory::read).withMessageContaining("family 1");
  }

  /** As everywhere in the JDK. */
  @Test
  void aMappedAddressIsOneOfIpv4() {
    byte[] mapped = new byte[16];
    Arrays.fill(mapped, 10, 12, (byte) 0xFF);
    mapped[15] = 9;
    Memory memory = new Memory(1, 28);
    int at = memory.afterPairs();
    memory.put(at, SockAddr.ofV6(mapped, 3)).pair(0, ADDRESS + at, 28);
    assertThat(memory.read().get(0)).isInstanceOf(Inet4Address.class).hasToString("/0.0.0.9");
  }

  private static Throwable failure(Memory memory) {
    try {
      memory.read();
      return new AssertionError("was read");
    } catch (Throwable e) {
      return e;
    }
  }

  /** The memory of a call: input, then the list. */
  private static final class Memory {
    final ByteBuffer bytes;
    private final int pairs;

    Memory(int pairs, int room) {
      this.pairs = pairs;
      bytes = ByteBuffer.allocate(START + FIRST + pairs * PAIR + room);
      bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(START, pairs);
    }

    int afterPairs() {
      return START + FIRST + pairs * PAIR;
    }

    Memory put(int index, ByteBuffer from) {
      bytes.put(index, from, 0, from.limit());
      return this;
    }

    Memory pair(int pair, long pointer, int length) {
      int start = START + FIRST + pair * PAIR;
      bytes.putLong(start + POINTER, pointer).putInt(start + LENGTH, length);
      return this;
    }

    List<InetAddress> read() {
      return SIO_ADDRESS_LIST_QUERY.decode(
          bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(START), ADDRESS);
    }
  }
}
