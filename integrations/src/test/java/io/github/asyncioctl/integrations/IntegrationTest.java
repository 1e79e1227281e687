package io.github.asyncioctl.integrations;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.windows.OnWindows;
import io.github.asyncioctl.windows.Waits;
import java.io.IOException;
import java.nio.channels.NetworkChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An engine and a connection; after each test nothing may pend. */
@OnWindows
public abstract class IntegrationTest {
  protected AsyncIoctl io;
  protected Connection connection;
  protected NetworkChannel channel;

  @BeforeEach
  void open() throws IOException {
    io = AsyncIoctl.open();
    connection = Connection.open();
    channel = connection.client();
  }

  @AfterEach
  void close() throws IOException {
    try {
      Waits.untilNothingPends(io);
    } finally {
      connection.close();
      io.close();
    }
  }

  /** Bytes that were sent may be under way for a moment. */
  protected final void untilWaiting(Object socket, long bytes) {
    Waits.until(
        bytes + " bytes to read", () -> io.ioctlAsync(socket, Ioctls.FIONREAD).join() == bytes);
  }
}
