package io.github.asyncioctl.facts;

import java.nio.file.Path;

/**
 * A folder that is watched.
 *
 * @param path where it is
 * @param end its handle
 */
record WatchedFolder(Path path, Handle end) {
  private static final int ROOM = 4096;

  /** A new one. */
  static WatchedFolder in(Bench bench) throws Exception {
    TestFiles files = new TestFiles(bench);
    Path path = files.folder();
    return new WatchedFolder(path, files.openFolder(path, TestFiles.OVERLAPPED));
  }

  /** The folder in it that comes and goes. */
  Path folder() {
    return path.resolve("hoo");
  }

  /** ReadDirectoryChangesW; returns 0 or the error. */
  int read(Buffer data, int subtree, int filter, Block block) {
    return Io.error(
        KernelCalls.ReadDirectoryChangesW(
            end.value(),
            data == null ? 0 : data.address(),
            data == null ? 0 : data.size(),
            subtree,
            filter,
            0,
            block == null ? 0 : block.address(),
            null));
  }

  /** NtNotifyChangeDirectoryFile. */
  int readNt(Block block, int filter) {
    Buffer room = new Buffer(ROOM);
    return NtFileCalls.NtNotifyChangeDirectoryFile(
        end.value(), 0, null, 0, block.address(), room.address(), room.size(), filter, (byte) 0);
  }
}
