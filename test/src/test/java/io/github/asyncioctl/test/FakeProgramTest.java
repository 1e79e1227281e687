package io.github.asyncioctl.test;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.contract.ProgramContract;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;

/** The contract on the fake. */
class FakeProgramTest extends ProgramContract {
  @Override
  protected AsyncIoctl open() {
    return new FakeIoctl().answer(Ioctls.FIONREAD, 5L).accept(Ioctls.SIO_KEEPALIVE_VALS).open();
  }

  @Override
  protected NetworkChannel socketWithFiveBytes() throws Exception {
    return DatagramChannel.open();
  }

  @Override
  protected Process shortProcess() throws Exception {
    return new ProcessBuilder("cat").start();
  }
}
