package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The machine's addresses change, and the library tells. */
@OnWindows
@Tag("once")
class AddressChangeTest {
  private static final int AF_INET = 2;

  private final AsyncIoctl io = AsyncIoctl.open();

  private MachineAddresses addresses;

  @BeforeEach
  void mayChangeThem() throws Exception {
    addresses = MachineAddresses.open();
  }

  @AfterEach
  void close() throws Exception {
    io.close();
    if (addresses != null) {
      addresses.close();
    }
  }

  @Test
  void addedAddressCompletesTheOperationAndIsInTheList() throws Exception {
    try (DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET)) {
      addresses.assumeListed();
      List<String> before = list(socket);
      assertThat(before).isNotEmpty().doesNotContain(addresses.address(1));
      CompletableFuture<List<String>> changed =
          io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null)
              .thenCompose(nothing -> io.ioctlAsync(socket, SIO_ADDRESS_LIST_QUERY, null))
              .thenApply(AddressChangeTest::decode);
      Waits.untilIssued(io);
      addresses.add(1);
      assertThat(Waits.get(changed)).isNotEmpty();
      // The change that was told first can be another one.
      Waits.until("it is listed", () -> list(socket).contains(addresses.address(1)));
      Waits.untilNothingPends(io);
    }
  }

  @Test
  void everySocketIsTold() throws Exception {
    try (DatagramSocket udp = new DatagramSocket();
        AsynchronousServerSocketChannel tcp = AsynchronousServerSocketChannel.open();
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
      for (Object socket : List.of(udp, tcp, channel)) {
        for (int i = 0; i < 40; i++) {
          futures.add(io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null));
        }
      }
      Waits.untilIssued(io);
      if (addresses.areAlone()) {
        assertThat(futures).noneMatch(CompletableFuture::isDone);
      }
      addresses.add(2);
      for (CompletableFuture<ByteBuffer> future : futures) {
        assertThat(Waits.get(future).limit()).isZero();
      }
      Waits.untilNothingPends(io);
    }
  }

  @Test
  void nextChangeIsToldToWhoeverAsksAgain() throws Exception {
    try (DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET)) {
      for (int round = 0; round < 3; round++) {
        CompletableFuture<ByteBuffer> change = io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null);
        Waits.untilIssued(io);
        addresses.add(3);
        Waits.get(change);
        addresses.remove(3);
      }
      Waits.untilNothingPends(io);
    }
  }

  private List<String> list(Object socket) {
    return decode(io.ioctlAsync(socket, SIO_ADDRESS_LIST_QUERY, null).join());
  }

  /**
   * SOCKET_ADDRESS_LIST: the count, then a pointer and a length for each address. The pointers are
   * into the buffer that the kernel filled; the sockaddrs follow the table in its order.
   */
  private static List<String> decode(ByteBuffer answer) {
    int count = answer.getInt(0);
    long first = count == 0 ? 0 : answer.getLong(8);
    int table = 8 + 16 * count;
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = table + (int) (answer.getLong(8 + 16 * i) - first);
      assertThat(answer.getInt(16 + 16 * i)).isGreaterThanOrEqualTo(16);
      assertThat(answer.getShort(at)).isEqualTo((short) AF_INET);
      byte[] address = new byte[4];
      answer.get(at + 4, address);
      found.add(text(address));
    }
    return found;
  }

  private static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
