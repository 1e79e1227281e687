package io.github.asyncioctl.test;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;

/** The contract on the fake. */
class FakeIsLikeWindowsTest extends LikeWindowsContract {
  @Override
  AsyncIoctl open() {
    return new FakeIoctl()
        .answer(Ioctls.FIONREAD, 5L)
        .accept(Ioctls.SIO_KEEPALIVE_VALS)
        .open();
  }

  @Override
  NetworkChannel socketWithFiveBytes() throws Exception {
    return DatagramChannel.open();
  }

  @Override
  Process shortProcess() throws Exception {
    return new ProcessBuilder("cat").start();
  }
}
