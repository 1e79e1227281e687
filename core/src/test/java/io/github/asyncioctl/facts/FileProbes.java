package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_PEEK;

import io.github.asyncioctl.windows.RawWin32;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads, writes and locks of files. */
final class FileProbes {
  private static final int SIZE = 14;
  private static final int UNKNOWN_CODE = 0xDEADBEEF;
  private static final long NO_HANDLE = 0xDEADBEEFL;

  private FileProbes() {}

  static void register(Probes probes) {
    probes.add("P131", bench -> ended(bench, SIZE, 10));
    probes.add("P132", FileProbes::ntBehindTheEnd);
    probes.add("P133", bench -> ended(bench, SIZE, 0));
    probes.add("P134", bench -> synchronousEnd(bench, SIZE));
    probes.add("P135", bench -> synchronousEnd(bench, 0));
    probes.add("P136", FileProbes::endWithoutOverlapped);
    probes.add("P137", FileProbes::withoutOverlapped);
    probes.add("P138", FileProbes::withoutOffset);
    probes.add("P139", Probe.each(FileProbes::negativeOffset, -20, -10, -3, -2, -1));
    probes.add("P140", FileProbes::append);
    probes.add("P141", FileProbes::cached);
    probes.add("P142", FileProbes::writeWithoutBuffer);
    probes.add("P143", FileProbes::readWithoutBuffer);
    probes.add("P144", FileProbes::unknownCode);
    probes.add("P145", FileProbes::noEvent);
    probes.add("P146", FileProbes::codeOfPipes);
  }

  private static long overlapped(Bench bench) throws Exception {
    TestFiles files = new TestFiles(bench);
    return files.open(files.file(SIZE), TestFiles.OVERLAPPED);
  }

  private static long synchronous(Bench bench, int size) throws Exception {
    TestFiles files = new TestFiles(bench);
    return files.open(files.file(size), 0);
  }

  private static Outcome ended(Bench bench, int offset, int bytes) throws Exception {
    Block block = new Block(0);
    block.at(offset);
    long file = overlapped(bench);
    int call = Io.read(file, new Buffer(16), bytes, block);
    Observation seen = new Observation().call(call).count(block);
    return seen.end(Io.end(file, block)).status(block).info(block).outcome();
  }

  private static Outcome ntBehindTheEnd(Bench bench) throws Exception {
    Block block = new Block(0);
    long event = bench.event();
    long file = overlapped(bench);
    int call =
        new NtIo(file, block)
            .event(event)
            .apc(new Routine())
            .read(new Buffer(2).address(), 2, Numbers.ofLong(SIZE + 2).address());
    boolean set = Bench.await(event);
    return new Observation().callNt(call).status(block).info(block).event(set).outcome();
  }

  private static Outcome synchronousEnd(Bench bench, int size) throws Exception {
    Block block = new Block(0);
    block.at(size);
    int call = Io.read(synchronous(bench, size), new Buffer(16), block);
    return new Observation().call(call).count(block).status(block).info(block).outcome();
  }

  private static Outcome endWithoutOverlapped(Bench bench) throws Exception {
    Block count = new Block(0);
    long file = synchronous(bench, 0);
    int call = Io.readNow(file, new Buffer(16), count);
    return new Observation().call(call).count(count).outcome();
  }

  private static Outcome withoutOverlapped(Bench bench) throws Exception {
    Block read = new Block(0);
    Block written = new Block(0);
    long file = overlapped(bench);
    int reads = Io.readNow(file, new Buffer(16), read);
    int writes = Io.writeNow(file, 4, written);
    return Outcome.ofAll(
        List.of(
            new Observation().call(reads).count(read).outcome(),
            new Observation().call(writes).count(written).outcome()));
  }

  private static Outcome withoutOffset(Bench bench) throws Exception {
    Block read = new Block(0);
    Block written = new Block(0);
    long file = overlapped(bench);
    int reads = new NtIo(file, read).read(new Buffer(16));
    int writes = new NtIo(file, written).write(Buffer.ofBytes(4));
    return Outcome.ofAll(
        List.of(
            new Observation().callNt(reads).status(read).info(read).outcome(),
            new Observation().callNt(writes).status(written).info(written).outcome()));
  }

  private static Outcome negativeOffset(Bench bench, int offset) throws Exception {
    Block block = new Block(0);
    int call =
        new NtIo(overlapped(bench), block)
            .read(new Buffer(16).address(), 16, Numbers.ofLong(offset).address());
    return new Observation().callNt(call).status(block).info(block).outcome();
  }

  private static Outcome append(Bench bench) throws Exception {
    Block block = new Block(0);
    TestFiles files = new TestFiles(bench);
    Path path = files.file(SIZE);
    int call =
        new NtIo(files.open(path, TestFiles.OVERLAPPED), block)
            .write(Buffer.ofBytes(4).address(), 4, Numbers.ofLong(-1).address());
    Bench.until(block::isWritten);
    long size = Files.size(path);
    if (size != SIZE + 4) {
      throw new IllegalStateException("the file has " + size + " bytes");
    }
    return new Observation().callNt(call).status(block).info(block).outcome();
  }

  private static Outcome cached(Bench bench) throws Exception {
    long file = overlapped(bench);
    Block first = new Block(0);
    first.at(0);
    Io.read(file, new Buffer(SIZE), first);
    Io.ok("the first read", Io.end(file, first));
    Block block = new Block(0);
    block.at(0);
    int call = Io.read(file, new Buffer(SIZE), block);
    return new Observation().call(call).count(block).status(block).info(block).outcome();
  }

  private static Outcome writeWithoutBuffer(Bench bench) throws Exception {
    Block block = new Block(0);
    long event = setEvent(bench);
    int call = new NtIo(synchronous(bench, SIZE), block).event(event).write(0, SIZE, 0);
    return failed(call, block, event);
  }

  private static Outcome readWithoutBuffer(Bench bench) throws Exception {
    Block block = new Block(0);
    long event = setEvent(bench);
    int call = new NtIo(synchronous(bench, SIZE), block).event(event).read(0, SIZE, 0);
    return failed(call, block, event);
  }

  private static long setEvent(Bench bench) {
    long event = bench.event();
    RawWin32.SetEvent(event);
    return event;
  }

  private static Outcome failed(int call, Block block, long event) {
    return new Observation()
        .callNt(call)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome unknownCode(Bench bench) throws Exception {
    Block block = new Block(0);
    long event = setEvent(bench);
    int call = new NtIo(overlapped(bench), block).event(event).control(UNKNOWN_CODE);
    return failed(call, block, event);
  }

  private static Outcome noEvent(Bench bench) throws Exception {
    int call = new NtIo(overlapped(bench), new Block(0)).event(NO_HANDLE).control(UNKNOWN_CODE);
    return new Observation().callNt(call).outcome();
  }

  private static Outcome codeOfPipes(Bench bench) throws Exception {
    Block block = new Block(0);
    int call = new NtIo(overlapped(bench), block).control(FSCTL_PIPE_PEEK, null, new Buffer(17));
    return new Observation().callNt(call).status(block).outcome();
  }
}
