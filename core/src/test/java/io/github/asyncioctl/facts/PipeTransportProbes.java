package io.github.asyncioctl.facts;

/** Data through a pipe: reads and writes that pend, and how they end. */
final class PipeTransportProbes {
  private static final int QUOTA = 512;
  private static final int TOO_MUCH = QUOTA + 2000;

  private PipeTransportProbes() {}

  static void register(Probes probes) {
    probes.add("P44", bench -> emptyRead(bench, false));
    probes.add("P45", bench -> emptyRead(bench, true));
    probes.add("P46", bench -> shortRead(bench, Pipe.MESSAGES_READ_AS_SUCH));
    probes.add("P47", Probe.each(PipeTransportProbes::shortRead, Pipe.MESSAGES, Pipe.BYTES));
    probes.add("P48", PipeTransportProbes::tooMuch);
    probes.add("P49", PipeTransportProbes::emptyWrite);
    probes.add("P50", bench -> emptyMessage(bench, Pipe.MESSAGES));
    probes.add("P51", bench -> emptyMessage(bench, Pipe.BYTES));
    probes.add("P55", PipeTransportProbes::cancelledAfterAPart);
    probes.add("P57", Probe.all(bench -> peerCloses(bench, true), b -> peerCloses(b, false)));
    probes.add("P58", Probe.all(bench -> disconnected(bench, true), b -> disconnected(b, false)));
    probes.add("P81", PipeTransportProbes::nonBlockingWrite);
  }

  private static Outcome emptyRead(Bench bench, boolean written) {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    int call = Io.read(pipe.server(), new Buffer(1), 0, block);
    Observation seen = new Observation().call(call).count(block).status(block).info(block);
    if (written) {
      Io.mustWrite(pipe.client(), 1);
      seen.end(Io.end(pipe.server(), block)).status(block).info(block);
      int left = left(pipe);
      if (left != 1) {
        throw new IllegalStateException("bytes left: " + left);
      }
    }
    return seen.outcome();
  }

  private static int left(Pipe pipe) {
    Buffer available = new Buffer(4);
    Io.ok(
        "PeekNamedPipe",
        Io.error(KernelCalls.PeekNamedPipe(pipe.server(), 0, 0, 0, available.address(), 0)));
    return available.memory().getInt(0);
  }

  private static Outcome shortRead(Bench bench, int mode) {
    long event = bench.event();
    Block block = new Block(event);
    Pipe pipe = new Pipe(bench, mode).connected();
    int call = Io.read(pipe.server(), new Buffer(1000), block);
    Io.mustWrite(pipe.client(), 4000);
    return new Observation()
        .call(call)
        .end(Io.end(pipe.server(), block))
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Pipe small(Bench bench) {
    return new Pipe(bench, Pipe.BYTES).quota(QUOTA).connected();
  }

  private static Outcome tooMuch(Bench bench) {
    long event = bench.event();
    Block block = new Block(event);
    Pipe pipe = small(bench);
    int call = Io.write(pipe.client(), TOO_MUCH, block);
    Observation seen = new Observation().call(call).count(block);
    Io.readNow(pipe.server(), new Buffer(1999), new Block(0));
    seen.event(Bench.isSet(event));
    Io.readNow(pipe.server(), new Buffer(1), new Block(0));
    return seen.end(Io.end(pipe.client(), block)).outcome();
  }

  private static Outcome emptyWrite(Bench bench) {
    Pipe pipe = small(bench);
    Io.write(pipe.client(), TOO_MUCH, new Block(bench.event()));
    Block block = new Block(bench.event());
    int call = Io.write(pipe.client(), 0, block);
    return new Observation().call(call).count(block).end(Io.end(pipe.client(), block)).outcome();
  }

  private static Outcome emptyMessage(Bench bench, int mode) {
    long event = bench.event();
    long other = bench.event();
    Block first = new Block(event);
    Block second = new Block(other);
    Pipe pipe = new Pipe(bench, mode).connected();
    Io.read(pipe.server(), new Buffer(1), 0, first);
    Io.read(pipe.server(), new Buffer(1), second);
    Io.mustWrite(pipe.client(), 0);
    Observation seen = new Observation();
    if (first.isWritten()) {
      seen.end(Io.end(pipe.server(), first)).info(first);
    }
    seen.event(Bench.isSet(event));
    if (Bench.isSet(other)) {
      throw new IllegalStateException("the second read has ended");
    }
    return seen.outcome();
  }

  private static Outcome cancelledAfterAPart(Bench bench) {
    Block block = new Block(bench.event());
    Pipe pipe = small(bench);
    Io.write(pipe.client(), TOO_MUCH, block);
    Io.readNow(pipe.server(), new Buffer(10), new Block(0));
    int cancel = Io.cancel(pipe.client(), block);
    Observation seen =
        new Observation().cancel(cancel).end(Io.end(pipe.client(), block)).info(block);
    int left = left(pipe);
    if (left != 0) {
      throw new IllegalStateException("the rest is still there: " + left);
    }
    return seen.outcome();
  }

  private static Outcome peerCloses(Bench bench, boolean serverWrites) {
    long event = bench.event();
    Block block = new Block(event);
    Pipe pipe = small(bench);
    long writer = serverWrites ? pipe.server() : pipe.client();
    int call = Io.write(writer, TOO_MUCH, block);
    (serverWrites ? pipe.clientEnd() : pipe.serverEnd()).close();
    return ended(call, writer, block, event);
  }

  private static Outcome disconnected(Bench bench, boolean serverWrites) {
    long event = bench.event();
    Block block = new Block(event);
    Pipe pipe = small(bench);
    long writer = serverWrites ? pipe.server() : pipe.client();
    int call = Io.write(writer, TOO_MUCH, block);
    pipe.disconnected();
    return ended(call, writer, block, event);
  }

  private static Outcome ended(int call, long handle, Block block, long event) {
    return new Observation()
        .call(call)
        .end(Io.end(handle, block))
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome nonBlockingWrite(Bench bench) {
    Block read = new Block(bench.event());
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES).quota(QUOTA).connected();
    Io.ok("SetNamedPipeHandleState", Pipe.readMode(pipe.client(), Pipe.NOWAIT));
    Io.read(pipe.server(), new Buffer(1), read);
    int call = Io.write(pipe.client(), QUOTA + 2, block);
    return new Observation().call(call).count(block).end(Io.result(pipe.server(), read)).outcome();
  }
}
