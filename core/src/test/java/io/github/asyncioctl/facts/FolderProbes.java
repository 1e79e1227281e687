package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Being told of changes in a folder. */
final class FolderProbes {
  private static final int FILE_NAME = 1;
  private static final int DIR_NAME = 2;
  private static final int CHANGE_SIZE = 8;
  private static final int ALL = 0x1FF & ~0x80;
  private static final int ROOM = 4096;

  /** An entry's header, its name behind it. */
  private static final int NAME_AT = 12;

  private FolderProbes() {}

  static void register(Probes probes) {
    probes.add("P149", FolderProbes::pending);
    probes.add("P150", Probe.all(bench -> told(bench, true), bench -> told(bench, false)));
    probes.add("P151", FolderProbes::tooSmall);
    probes.add("P152", FolderProbes::firstWithoutBuffer);
    probes.add("P153", FolderProbes::refused);
    probes.add("P154", FolderProbes::otherFilterLater);
    probes.add("P155", FolderProbes::changesInBetween);
    probes.add("P156", FolderProbes::withRoutine);
    probes.add("P157", FolderProbes::ntPending);
    probes.add("P158", FolderProbes::cancelled);
    probes.add("P159", FolderProbes::cancelOnClosed);
  }

  private static Outcome pending(Bench bench) throws Exception {
    long event = bench.event();
    RawWin32.SetEvent(event);
    Block block = new Block(event);
    int call = WatchedFolder.in(bench).read(new Buffer(ROOM), 0, CHANGE_SIZE, block);
    return new Observation()
        .call(call)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome told(Bench bench, boolean made) throws Exception {
    long event = bench.event();
    Block block = new Block(event);
    WatchedFolder watched = WatchedFolder.in(bench);
    if (!made) {
      Files.createDirectory(watched.folder());
    }
    watched.read(new Buffer(ROOM), 1, ALL, block);
    if (made) {
      Files.createDirectory(watched.folder());
    } else {
      Files.delete(watched.folder());
    }
    return ended(new Observation().end(Io.end(watched.end().value(), block)), block, event);
  }

  private static Outcome ended(Observation seen, Block block, long event) {
    boolean set = Bench.await(event);
    return seen.status(block).info(block).event(set).outcome();
  }

  private static Outcome tooSmall(Bench bench) throws Exception {
    long event = bench.event();
    Block block = new Block(event);
    WatchedFolder watched = WatchedFolder.in(bench);
    int call = watched.read(new Buffer(16), 0, ALL, block);
    Files.createDirectory(watched.folder());
    return ended(new Observation().call(call), block, event);
  }

  private static Outcome firstWithoutBuffer(Bench bench) throws Exception {
    long event = bench.event();
    Block block = new Block(event);
    WatchedFolder watched = WatchedFolder.in(bench);
    int call = watched.read(null, 0, ALL, block);
    Files.createDirectory(watched.folder());
    Outcome first = ended(new Observation().call(call), block, event);
    Block later = new Block(event);
    int again = watched.read(new Buffer(ROOM), 0, ALL, later);
    Files.delete(watched.folder());
    return Outcome.ofAll(List.of(first, ended(new Observation().call(again), later, event)));
  }

  private static Outcome refused(Bench bench) throws Exception {
    WatchedFolder watched = WatchedFolder.in(bench);
    List<Outcome> seen = new ArrayList<>();
    for (int filter : new int[] {0, -1}) {
      int call = watched.read(new Buffer(ROOM), 0, filter, new Block(bench.event()));
      seen.add(new Observation().call(call).outcome());
    }
    seen.add(new Observation().call(watched.read(null, 0, 0, null)).outcome());
    int nothing = KernelCalls.ReadDirectoryChangesW(0, 0, 0, 0, 0, 0, 0, null);
    seen.add(new Observation().call(Io.error(nothing)).outcome());
    return Outcome.ofAll(seen);
  }

  /** The first call asks for everything below, the second for sizes in the folder itself. */
  private static Outcome otherFilterLater(Bench bench) throws Exception {
    long event = bench.event();
    WatchedFolder watched = WatchedFolder.in(bench);
    Block first = new Block(event);
    watched.read(new Buffer(ROOM), 1, ALL, first);
    Files.createDirectory(watched.folder());
    Io.ok("the first read", Io.end(watched.end().value(), first));
    Files.createDirectory(watched.folder().resolve("ga"));
    String below = "hoo\\ga";
    for (int reads = 0; ; reads++) {
      Block block = new Block(event);
      Buffer data = new Buffer(ROOM);
      int call = watched.read(data, 0, CHANGE_SIZE, block);
      Outcome seen = ended(new Observation().call(call), block, event);
      if (reads > 5 || names(data, block).contains(below) || !Bench.isSet(event)) {
        return seen;
      }
    }
  }

  private static List<String> names(Buffer data, Block block) {
    List<String> names = new ArrayList<>();
    int at = 0;
    int next = Integer.parseInt(block.info()) == 0 ? -1 : 1;
    while (next > 0) {
      int length = data.memory().getInt(at + 8);
      char[] name = data.memory().getCharArray(at + NAME_AT, length / Character.BYTES);
      names.add(new String(name));
      next = data.memory().getInt(at);
      at += next;
    }
    return names;
  }

  private static int read(WatchedFolder watched, Block block, Routine routine) {
    return Io.error(
        KernelCalls.ReadDirectoryChangesW(
            watched.end().value(),
            new Buffer(ROOM).address(),
            ROOM,
            0,
            DIR_NAME,
            0,
            block.address(),
            routine));
  }

  private static Outcome changesInBetween(Bench bench) throws Exception {
    WatchedFolder watched = WatchedFolder.in(bench);
    Path first = watched.path().resolve("first");
    told(watched, () -> Files.createDirectory(first));
    Files.createDirectory(watched.folder());
    Files.delete(watched.folder());
    return told(watched, () -> {});
  }

  /** What makes a change. */
  @FunctionalInterface
  private interface Change {
    void make() throws Exception;
  }

  private static Outcome told(WatchedFolder watched, Change change) throws Exception {
    Routine routine = new Routine();
    int call = read(watched, new Block(0), routine);
    change.make();
    SystemCalls.SleepEx(Bench.BOUND_MILLIS, 1);
    return new Observation().call(call).put("apc", routine.calls()).outcome();
  }

  private static Outcome withRoutine(Bench bench) throws Exception {
    long noEvent = 0xDEADBEEFL;
    Block block = new Block(noEvent);
    Routine routine = new Routine();
    WatchedFolder watched = WatchedFolder.in(bench);
    int call = read(watched, block, routine);
    Files.createDirectory(watched.folder());
    SystemCalls.SleepEx(Bench.BOUND_MILLIS, 1);
    if (block.event() != noEvent) {
      throw new IllegalStateException("hEvent has changed");
    }
    return new Observation().call(call).put("apc", routine.calls()).outcome();
  }

  private static Outcome ntPending(Bench bench) throws Exception {
    Block block = new Block(0);
    int call = WatchedFolder.in(bench).readNt(block, FILE_NAME);
    return new Observation().callNt(call).status(block).info(block).outcome();
  }

  private static Outcome cancelled(Bench bench) throws Exception {
    Block one = new Block(0);
    Block two = new Block(0);
    WatchedFolder watched = WatchedFolder.in(bench);
    int first = watched.readNt(one, FILE_NAME);
    int second = watched.readNt(two, FILE_NAME);
    int cancel = Io.cancelAllOfThread(watched.end().value());
    watched.end().close();
    return Outcome.ofAll(
        List.of(
            new Observation().callNt(first).cancel(cancel).status(one).info(one).outcome(),
            new Observation().callNt(second).cancel(cancel).status(two).info(two).outcome()));
  }

  private static Outcome cancelOnClosed(Bench bench) throws Exception {
    Block own = new Block(0);
    WatchedFolder watched = WatchedFolder.in(bench);
    watched.end().close();
    int cancel = NtCalls.NtCancelIoFile(watched.end().value(), own.address());
    return new Observation().put("cancel", Observation.hex(cancel)).status(own).info(own).outcome();
  }
}
