package io.github.asyncioctl.cookbook;

// snippet: cookTestIt
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ErrorCodes;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.test.FakeIoctl;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CompletableFuture;

/** Tests your own code without Windows, for example on a Linux build server. */
public final class TestIt {
  /** The code under test. The caller passes the engine. */
  record Inbox(AsyncIoctl io, DatagramChannel channel) {
    boolean isFull() throws IOException {
      return io.ioctl(channel, Ioctls.FIONREAD) > 60_000;
    }

    CompletableFuture<Void> addressChange() {
      return io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE);
    }
  }

  public static void main(String[] args) throws Exception {
    test(new FakeIoctl());
    System.out.println("passed");
  }

  static void test(FakeIoctl fake) throws Exception {
    try (AsyncIoctl io = fake.open();
        DatagramChannel channel = DatagramChannel.open()) {
      Inbox inbox = new Inbox(io, channel);

      fake.answer(Ioctls.FIONREAD, 65_000L); // with a value
      check(inbox.isFull(), "full");
      check(fake.calls(Ioctls.FIONREAD).get(0).isOn(channel), "asked this channel");

      fake.fail(Ioctls.FIONREAD, ErrorCodes.WSAENETDOWN); // with an error
      try {
        check(!inbox.isFull(), "never here");
      } catch (IoctlException e) {
        check(e.error() == ErrorCodes.WSAENETDOWN, "the network is down");
      }

      CompletableFuture<Void> change = inbox.addressChange();
      fake.awaitPending(Ioctls.SIO_ADDRESS_LIST_CHANGE); // the engine makes the call soon, not now
      fake.addresses(InetAddress.getByName("192.0.2.1"));
      change.get();

      change = inbox.addressChange();
      fake.awaitPending(Ioctls.SIO_ADDRESS_LIST_CHANGE).fail(ErrorCodes.WSAENOBUFS);
      check(change.handle((none, failure) -> failure != null).get(), "failed later");
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not " + what);
    }
  }
}
// end
