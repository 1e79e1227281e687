package io.github.asyncioctl.contract;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.windows.OnWindows;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;

/** The contract on Windows. */
@OnWindows
@Tag("once")
class Win32ProgramTest extends ProgramContract {
  @Override
  protected AsyncIoctl open() {
    return AsyncIoctl.open();
  }

  @Override
  protected NetworkChannel socketWithFiveBytes() throws IOException {
    DatagramChannel receiver = DatagramChannel.open(StandardProtocolFamily.INET);
    receiver.bind(loopback());
    try (DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET)) {
      sender.send(ByteBuffer.allocate(5), receiver.getLocalAddress());
    }
    try (AsyncIoctl io = AsyncIoctl.open()) {
      while (io.ioctlAsync(receiver, Ioctls.FIONREAD).join() == 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    }
    return receiver;
  }

  @Override
  protected Process shortProcess() throws IOException {
    return new ProcessBuilder("cmd", "/c", "set /p line=").start();
  }
}
