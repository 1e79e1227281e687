package io.github.asyncioctl.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads and discards what the other side sends, and notices when it stops sending. */
final class Reader {
  private final Connection connection;
  private final Runnable onEnd;
  private final AtomicLong received = new AtomicLong();
  private volatile @Nullable String end;

  private Reader(Connection connection, Runnable onEnd) {
    this.connection = connection;
    this.onEnd = onEnd;
  }

  /** Reads on a thread that ends with the connection. */
  static Reader start(Connection connection, Runnable onEnd) {
    Reader reader = new Reader(connection, onEnd);
    Thread thread = new Thread(reader::read, "asyncioctl-reader");
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
    try {
      int count = 0;
      while (count >= 0) {
        received.addAndGet(count);
        count = connection.channel().read(buffer.clear());
      }
      end = "the other side closed the connection";
    } catch (IOException e) {
      end = "the connection broke: " + Failures.describe(e);
    }
    onEnd.run();
  }

  long received() {
    return received.get();
  }

  /** Why there is nothing more to read; null while there may be more. */
  @Nullable String end() {
    return end;
  }
}
