package io.github.asyncioctl.facts;

import com.sun.jna.WString;
import io.github.asyncioctl.windows.RawWin32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files and folders of a probe, which are gone with its bench. */
final class TestFiles {
  static final int OVERLAPPED = 0x40000000;
  static final int NO_BUFFERING = 0x20000000;
  static final int BACKUP_SEMANTICS = 0x02000000;
  private static final int GENERIC_READ_WRITE = 0xC0000000;
  private static final int FILE_LIST_DIRECTORY = 1;
  private static final int SHARE_ALL = 7;
  private static final int OPEN_EXISTING = 3;

  private final Bench bench;

  TestFiles(Bench bench) {
    this.bench = bench;
  }

  /** An empty folder. */
  Path folder() throws IOException {
    Path folder = Files.createTempDirectory("asyncioctl-fact");
    bench.closing(() -> delete(folder));
    return folder;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** A file of so many bytes. */
  Path file(int bytes) throws IOException {
    Path path = folder().resolve("file");
    return Files.write(path, Buffer.ofBytes(bytes).bytes(bytes));
  }

  /** Opens a file for reading and writing. */
  long open(Path path, int flags) {
    return openEnd(path, flags).value();
  }

  Handle openEnd(Path path, int flags) {
    return Handle.of(bench, "CreateFile", open(path, GENERIC_READ_WRITE, flags));
  }

  /** Opens a folder, to be told of its changes. */
  Handle openFolder(Path path, int flags) {
    return Handle.of(
        bench,
        "CreateFile",
        open(path, FILE_LIST_DIRECTORY | 0x00100000, BACKUP_SEMANTICS | flags));
  }

  private static long open(Path path, int access, int flags) {
    return RawWin32.CreateFileW(
        new WString(path.toString()), access, SHARE_ALL, 0, OPEN_EXISTING, flags, 0);
  }
}
