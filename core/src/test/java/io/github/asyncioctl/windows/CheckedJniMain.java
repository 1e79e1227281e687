package io.github.asyncioctl.windows;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Issues operations on sockets of every kind, in a JVM that checks what is asked through JNI. */
final class CheckedJniMain {
  static final String ISSUED = "issued";

  private CheckedJniMain() {}

  public static void main(String[] arguments) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open()) {
      int issued = 0;
      for (SocketKind kind : SocketKind.values()) {
        try (TestSocket test = kind.open()) {
          io.ioctl(test.socket(), ControlCodes.FIONREAD, null);
          CompletableFuture<ByteBuffer> change =
              io.ioctlAsync(test.socket(), ControlCodes.SIO_ADDRESS_LIST_CHANGE, null);
          Waits.untilIssued(io);
          change.cancel(true);
          Waits.untilNothingPends(io);
          issued += 2;
        }
      }
      System.out.println(ISSUED + " " + issued);
    }
  }
}
