package io.github.asyncioctl.facts;

import java.nio.file.Path;

/** Locks of a range of a file. */
final class LockProbes {
  private static final int SIZE = 14;
  private static final int FAIL_IMMEDIATELY = 1;
  private static final int EXCLUSIVE = 2;

  private LockProbes() {}

  static void register(Probes probes) {
    probes.add("P147", LockProbes::sharedOverOwn);
    probes.add("P148", LockProbes::exclusiveGoesFirst);
  }

  private static int lock(long file, int flags) {
    Block block = new Block(0);
    block.at(300);
    return Io.error(KernelCalls.LockFileEx(file, flags, 0, 100, 0, block.address()));
  }

  private static int unlock(long file) {
    Block block = new Block(0);
    block.at(300);
    return Io.error(KernelCalls.UnlockFileEx(file, 0, 100, 0, block.address()));
  }

  private static Outcome sharedOverOwn(Bench bench) throws Exception {
    TestFiles files = new TestFiles(bench);
    long file = files.open(files.file(SIZE), 0);
    Io.ok("the exclusive lock", lock(file, EXCLUSIVE));
    return new Observation().call(lock(file, FAIL_IMMEDIATELY)).outcome();
  }

  private static Outcome exclusiveGoesFirst(Bench bench) throws Exception {
    TestFiles files = new TestFiles(bench);
    Path path = files.file(SIZE);
    long one = files.open(path, 0);
    long two = files.open(path, 0);
    Io.ok("the exclusive lock", lock(one, EXCLUSIVE));
    Io.ok("the shared lock", lock(one, FAIL_IMMEDIATELY));
    Io.ok("unlocking", unlock(one));
    return new Observation().call(lock(two, FAIL_IMMEDIATELY)).outcome();
  }
}
