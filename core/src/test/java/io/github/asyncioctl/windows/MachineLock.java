package io.github.asyncioctl.windows;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held while a JVM changes the machine's addresses: other builds and modules wait for it. */
final class MachineLock implements Closeable {
  private final FileChannel file;

  private MachineLock(FileChannel file) {
    this.file = file;
  }

  /** Waits for it. It goes with this JVM, however that ends. */
  static MachineLock take() throws IOException {
    Path path = Path.of(System.getProperty("java.io.tmpdir"), "asyncioctl-addresses.lock");
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      file.lock();
      return new MachineLock(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
