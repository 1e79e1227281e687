package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.List;

/**
 * The positive control: does Windows tell of an address that is added to an interface at all? Asked
 * of Win32 itself, past the library that is to be tested.
 */
final class AddressControl {
  private static final int NUMBER = 0;

  private AddressControl() {}

  static AddressPlace.Answer tryOut(AddressPlace place) throws Exception {
    try (RawSocket socket = RawSocket.udp();
        RawOverlapped change = RawOverlapped.tagged();
        WindowsAddresses addresses = WindowsAddresses.on(place, () -> {})) {
      int error = socket.ioctl(SIO_ADDRESS_LIST_CHANGE, change, 0);
      if (error != RawWin32.ERROR_IO_PENDING) {
        throw new IllegalStateException("SIO_ADDRESS_LIST_CHANGE: error " + error);
      }
      try {
        addresses.add(NUMBER);
        return change.awaitSignal() ? told(addresses) : AddressPlace.Answer.NOT_TOLD;
      } finally {
        // Its memory is freed next, so it has to be over.
        change.cancel(socket.handle());
        change.awaitSignal();
      }
    }
  }

  private static AddressPlace.Answer told(WindowsAddresses addresses) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET)) {
      List<InetAddress> list = Waits.get(io.ioctlAsync(socket, Ioctls.SIO_ADDRESS_LIST_QUERY));
      return list.contains(InetAddress.getByName(addresses.address(NUMBER)))
          ? AddressPlace.Answer.TOLD_AND_LISTED
          : AddressPlace.Answer.TOLD;
    }
  }
}
