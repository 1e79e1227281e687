package io.github.asyncioctl.world;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SelfTest;
import io.github.asyncioctl.windows.Waits;
import java.net.Socket;

/** The self-test and a storm, as a program that a JVM of any kind can run. */
public final class StormProgram {
  private StormProgram() {}

  /** Ends with exit code 0 and {@code STORM PASSED} if all was as it should be. */
  public static void main(String[] arguments) throws Exception {
    SelfTest test = AsyncIoctl.selfTest();
    System.out.println(test);
    if (!test.passed()) {
      System.exit(1);
    }
    try (AsyncIoctl io = AsyncIoctl.open();
        EchoServer server = new EchoServer();
        Socket socket = new Socket(server.address().getAddress(), server.port())) {
      Storm.beside(io, socket, () -> Payload.echo(socket));
      Waits.untilNothingPends(io);
    }
    System.out.println("STORM PASSED");
    System.exit(0);
  }
}
