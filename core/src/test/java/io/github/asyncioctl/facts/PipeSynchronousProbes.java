package io.github.asyncioctl.facts;

import java.util.List;

/** Reads and writes that do not pend, and what a pipe says when its other end has gone. */
final class PipeSynchronousProbes {
  private static final int MESSAGE = 12;

  private PipeSynchronousProbes() {}

  static void register(Probes probes) {
    probes.add("P36", PipeSynchronousProbes::partOfAMessage);
    probes.add("P37", PipeSynchronousProbes::partWithOverlapped);
    probes.add("P38", Probe.all(b -> disconnected(b, true), b -> disconnected(b, false)));
    probes.add("P77", PipeSynchronousProbes::nobodyConnected);
    probes.add("P78", PipeSynchronousProbes::nonBlocking);
    probes.add("P165", PipeSynchronousProbes::overlappedHandle);
    probes.add("P168", bench -> afterClose(bench, MESSAGE, 1, 32));
    probes.add("P170", PipeSynchronousProbes::emptyReadAtTheEnd);
    probes.add("P171", bench -> afterClose(bench, 0, 1, 32));
    probes.add("P172", bench -> afterClose(bench, 0, 2, 32));
    probes.add("P173", PipeSynchronousProbes::emptyReadBeforeAMessage);
    probes.add("P174", PipeSynchronousProbes::writeToNobody);
    probes.add("P175", PipeSynchronousProbes::ntWriteToNobody);
    probes.add("P176", PipeSynchronousProbes::ntReadOfWhatIsLeft);
    probes.add(
        "P177",
        Probe.all(
            bench -> ntRead(overlapped(bench).disconnected().server()),
            bench -> ntRead(overlapped(bench).disconnected().client())));
    probes.add("P178", bench -> ntRead(new Pipe(bench, Pipe.BYTES).served().server()));
    probes.add("P179", PipeSynchronousProbes::ntReadAtTheEnd);
    probes.add("R75", PipeSynchronousProbes::oneMessageOfTen);
    probes.add("R79", PipeSynchronousProbes::emptyMessage);
    probes.add("R97", Probe.all(b -> threeOfFour(b, true), b -> threeOfFour(b, false)));
    probes.add("R98", PipeSynchronousProbes::theRest);
  }

  private static Pipe synchronous(Bench bench) {
    return new Pipe(bench, Pipe.MESSAGES_READ_AS_SUCH).synchronous();
  }

  private static Pipe overlapped(Bench bench) {
    return new Pipe(bench, Pipe.BYTES).connected();
  }

  private static Outcome partOfAMessage(Bench bench) {
    Block count = new Block(0);
    Buffer data = new Buffer(1);
    Pipe pipe = synchronous(bench).connected();
    Io.mustWrite(pipe.client(), 512);
    int call = Io.readNow(pipe.server(), data, count);
    return new Observation().call(call).count(count).data(data).outcome();
  }

  private static Outcome partWithOverlapped(Bench bench) {
    Block block = new Block(0);
    Pipe pipe = synchronous(bench).connected();
    Io.mustWrite(pipe.client(), 512);
    int call = Io.read(pipe.server(), new Buffer(1), block);
    return new Observation().call(call).count(block).status(block).info(block).outcome();
  }

  private static Outcome disconnected(Bench bench, boolean reads) {
    Block block = new Block(0);
    Pipe pipe = synchronous(bench).connected().disconnected();
    int call =
        reads ? Io.read(pipe.server(), new Buffer(1), block) : Io.write(pipe.server(), 1, block);
    return new Observation().call(call).count(block).status(block).info(block).outcome();
  }

  private static Outcome nobodyConnected(Bench bench) {
    Pipe pipe = synchronous(bench).served();
    int read = Io.readNow(pipe.server(), new Buffer(1), new Block(0));
    int write = Io.writeNow(pipe.server(), 1, new Block(0));
    return Outcome.ofAll(
        List.of(new Observation().call(read).outcome(), new Observation().call(write).outcome()));
  }

  private static Outcome nonBlocking(Bench bench) {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES | Pipe.NOWAIT).served().connected();
    return new Observation().call(Io.read(pipe.server(), new Buffer(16), block)).outcome();
  }

  private static Outcome overlappedHandle(Bench bench) throws Exception {
    Pipe pipe = overlapped(bench);
    Background<Integer> reading =
        new Background<>(bench, () -> Io.readNow(pipe.server(), new Buffer(16), new Block(0)));
    reading.blocked();
    Io.mustWrite(pipe.client(), 1);
    return new Observation().call(reading.result()).outcome();
  }

  /** The server writes and closes; what the client's read of that number says. */
  private static Outcome afterClose(Bench bench, int written, int which, int room) {
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES).synchronous().connected();
    Io.mustWrite(pipe.server(), written);
    pipe.serverEnd().close();
    Block count = new Block(0);
    int call = 0;
    for (int i = 0; i < which; i++) {
      count.fill();
      call = Io.readNow(pipe.client(), new Buffer(room), count);
    }
    return new Observation().call(call).count(count).outcome();
  }

  private static Outcome emptyReadAtTheEnd(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES).synchronous().connected();
    pipe.serverEnd().close();
    int call = Io.readNow(pipe.client(), new Buffer(1), 0, new Block(0));
    return new Observation().call(call).outcome();
  }

  private static Outcome emptyReadBeforeAMessage(Bench bench) {
    Block count = new Block(0);
    Pipe pipe = synchronous(bench).connected();
    Io.mustWrite(pipe.client(), MESSAGE);
    pipe.clientEnd().close();
    int call = Io.readNow(pipe.server(), new Buffer(1), 0, count);
    return new Observation().call(call).count(count).outcome();
  }

  private static Outcome writeToNobody(Bench bench) {
    Pipe pipe = synchronous(bench).connected();
    pipe.serverEnd().close();
    return new Observation().call(Io.writeNow(pipe.client(), 1, new Block(0))).outcome();
  }

  private static Pipe leftWithData(Bench bench) {
    Pipe pipe = overlapped(bench);
    Io.mustWrite(pipe.client(), 1);
    pipe.clientEnd().close();
    return pipe;
  }

  private static Outcome ntWriteToNobody(Bench bench) {
    int call = new NtIo(leftWithData(bench).server(), new Block(0)).write(Buffer.ofBytes(1));
    return new Observation().callNt(call).outcome();
  }

  private static Outcome ntReadOfWhatIsLeft(Bench bench) {
    return ntRead(leftWithData(bench).server());
  }

  private static Outcome ntReadAtTheEnd(Bench bench) {
    Pipe pipe = overlapped(bench);
    pipe.clientEnd().close();
    return ntRead(pipe.server());
  }

  private static Outcome ntRead(long end) {
    return new Observation().callNt(new NtIo(end, new Block(0)).read(new Buffer(1))).outcome();
  }

  private static Outcome oneMessageOfTen(Bench bench) {
    Block block = new Block(bench.event());
    Buffer data = new Buffer(32);
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES_READ_AS_SUCH).connected();
    for (int i = 0; i < 10; i++) {
      Io.mustWrite(pipe.client(), 5);
    }
    Io.read(pipe.server(), data, block);
    return new Observation().end(Io.end(pipe.server(), block)).data(data).outcome();
  }

  private static Outcome emptyMessage(Bench bench) {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES).connected();
    Io.read(pipe.client(), new Buffer(10), block);
    Io.mustWrite(pipe.server(), 0);
    int end = Io.end(pipe.client(), block);
    return new Observation().end(end).put("data", block.info()).outcome();
  }

  private static Outcome threeOfFour(Bench bench, boolean overlapped) {
    Block block = new Block(bench.event());
    Buffer data = new Buffer(3);
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES_READ_AS_SUCH).connected();
    Io.mustWrite(pipe.client(), 4);
    int call =
        overlapped
            ? Io.read(pipe.server(), data, block)
            : Io.readNow(pipe.server(), data, new Block(0));
    return Io.callOrEnd(call, pipe.server(), block).data(data).outcome();
  }

  private static Outcome theRest(Bench bench) {
    Block block = new Block(bench.event());
    Buffer data = new Buffer(3);
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES_READ_AS_SUCH).connected();
    Io.mustWrite(pipe.client(), 4);
    Io.readNow(pipe.server(), new Buffer(3), new Block(0));
    Io.read(pipe.server(), data, block);
    return new Observation().end(Io.end(pipe.server(), block)).data(data).outcome();
  }
}
