package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;
import java.util.List;

/** Files at a completion port. */
final class FilePortProbes {
  private static final int SECTOR = 4096;
  private static final int SKIP_PORT_ON_SUCCESS = 1;
  private static final int SKIP_SET_EVENT_ON_HANDLE = 2;

  /** Not every Windows knows it: it is left out of what is observed. */
  private static final int SKIP_USER_EVENT = 4;

  private FilePortProbes() {}

  static void register(Probes probes) {
    probes.add("P110", FilePortProbes::bindSynchronous);
    probes.add("P111", FilePortProbes::bindTwice);
    probes.add("P116", FilePortProbes::flagsOfSynchronous);
    probes.add("P117", FilePortProbes::flagsStay);
    probes.add("P118", FilePortProbes::unbufferedRead);
    probes.add("P126", FilePortProbes::scatterAtTheEnd);
    probes.add("R70", FilePortProbes::eightReads);
    probes.add("R96", FilePortProbes::write);
  }

  private static Outcome bindSynchronous(Bench bench) throws Exception {
    TestFiles files = new TestFiles(bench);
    long file = files.open(files.file(1), 0);
    int call = Io.error(KernelCalls.BindIoCompletionCallback(file, new Routine(), 0));
    return new Observation().call(call).outcome();
  }

  private static Outcome bindTwice(Bench bench) throws Exception {
    TestFiles files = new TestFiles(bench);
    long file = files.open(files.file(1), TestFiles.OVERLAPPED);
    Routine routine = new Routine();
    Io.ok(
        "BindIoCompletionCallback",
        Io.error(KernelCalls.BindIoCompletionCallback(file, routine, 0)));
    int same = Io.error(KernelCalls.BindIoCompletionCallback(file, routine, 0));
    int none = Io.error(KernelCalls.BindIoCompletionCallback(file, null, 0));
    return Outcome.ofAll(
        List.of(new Observation().call(same).outcome(), new Observation().call(none).outcome()));
  }

  private static Outcome flagsOfSynchronous(Bench bench) throws Exception {
    TestFiles files = new TestFiles(bench);
    long file = files.open(files.file(1), 0);
    return new Observation().callNt(NtIo.notifications(file, SKIP_PORT_ON_SUCCESS)).outcome();
  }

  private static Outcome flagsStay(Bench bench) throws Exception {
    TestFiles files = new TestFiles(bench);
    long file = files.open(files.file(1), TestFiles.OVERLAPPED);
    NtIo.mustNotify(file, SKIP_SET_EVENT_ON_HANDLE);
    int other = NtIo.notifications(file, SKIP_USER_EVENT);
    int none = NtIo.notifications(file, 0);
    Buffer flags = new Buffer(4);
    NtFileCalls.NtQueryInformationFile(
        file,
        new Block(0).address(),
        flags.address(),
        4,
        NtIo.FILE_IO_COMPLETION_NOTIFICATION_INFORMATION);
    return new Observation()
        .callNt(other == 0 ? none : other)
        .put("flags", flags.memory().getInt(0) & ~SKIP_USER_EVENT)
        .outcome();
  }

  private static long aligned(Bench bench, int bytes) {
    long memory = SystemCalls.VirtualAlloc(0, bytes, 0x3000, 4);
    bench.closing(() -> SystemCalls.VirtualFree(memory, 0, 0x8000));
    return memory;
  }

  private static Outcome unbufferedRead(Bench bench) throws Exception {
    Block block = new Block(bench.event());
    block.at(0);
    TestFiles files = new TestFiles(bench);
    long file = files.open(files.file(SECTOR), TestFiles.OVERLAPPED | TestFiles.NO_BUFFERING);
    Port port = bench.portOf(file);
    NtIo.mustNotify(file, SKIP_PORT_ON_SUCCESS);
    int call =
        Io.error(
            SystemCalls.ReadFile(
                file, aligned(bench, SECTOR), SECTOR, block.countAddress(), block.address()));
    return new Observation()
        .call(call)
        .end(Io.end(file, block))
        .packet(port.packet(Bench.BOUND_MILLIS))
        .outcome();
  }

  private static Outcome scatterAtTheEnd(Bench bench) throws Exception {
    Block block = new Block(bench.event());
    block.at(SECTOR);
    TestFiles files = new TestFiles(bench);
    long file = files.open(files.file(SECTOR), TestFiles.OVERLAPPED | TestFiles.NO_BUFFERING);
    Port port = bench.portOf(file);
    Buffer segments = new Buffer(16);
    segments.memory().setLong(0, aligned(bench, SECTOR));
    segments.memory().setLong(8, 0);
    int call =
        Io.error(KernelCalls.ReadFileScatter(file, segments.address(), SECTOR, 0, block.address()));
    boolean pends = call == RawWin32.ERROR_IO_PENDING;
    Port.Packet packet = port.packet(pends ? Bench.BOUND_MILLIS : Bench.SILENCE_MILLIS);
    Observation seen = new Observation().call(call).packet(packet);
    return (pends ? seen.end(Io.end(file, block)) : seen).outcome();
  }

  private static Outcome eightReads(Bench bench) throws Exception {
    int size = 512;
    Block[] blocks = new Block[8];
    Buffer[] data = new Buffer[8];
    TestFiles files = new TestFiles(bench);
    long file = files.open(files.file(8 * size), TestFiles.OVERLAPPED);
    bench.portOf(file);
    for (int i = 0; i < 8; i++) {
      blocks[i] = new Block(0);
      blocks[i].at((long) i * size);
      data[i] = new Buffer(size);
      Io.read(file, data[i], blocks[i]);
    }
    Outcome[] seen = new Outcome[8];
    for (int i = 0; i < 8; i++) {
      seen[i] = new Observation().end(Io.end(file, blocks[i])).data(data[i]).outcome();
    }
    return Outcome.ofAll(List.of(seen));
  }

  private static Outcome write(Bench bench) throws Exception {
    Block block = new Block(0);
    block.at(0);
    TestFiles files = new TestFiles(bench);
    long file = files.open(files.file(1), TestFiles.OVERLAPPED);
    Port port = bench.portOf(file);
    int call = Io.write(file, 2, block);
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    return new Observation()
        .call(call)
        .packet(packet)
        .put("count", packet == null ? "none" : packet.transferred())
        .outcome();
  }
}
