package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;

/** A reader and its writer: what each knows of the other. */
final class PipeReaderProbes {
  private PipeReaderProbes() {}

  static void register(Probes probes) {
    probes.add("R52", PipeReaderProbes::notOverYet);
    probes.add("R53", PipeReaderProbes::overWithItsWriter);
    probes.add("R54", PipeReaderProbes::eventOfAWriter);
    probes.add("R73", PipeReaderProbes::writeToNobody);
    probes.add("R74", PipeReaderProbes::outlivesTheWriter);
  }

  private static Outcome notOverYet(Bench bench) {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    int call = Io.read(pipe.server(), new Buffer(100), block);
    return new Observation().call(call).end(Io.result(pipe.server(), block)).outcome();
  }

  private static Outcome overWithItsWriter(Bench bench) {
    Block block = new Block(bench.event());
    Buffer data = new Buffer(100);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Io.read(pipe.server(), data, block);
    long event = bench.event();
    Io.write(pipe.client(), 5, new Block(event));
    Bench.await(event);
    return new Observation()
        .status(block)
        .end(Io.result(pipe.server(), block))
        .data(data)
        .outcome();
  }

  private static Outcome eventOfAWriter(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Io.read(pipe.server(), new Buffer(100), new Block(bench.event()));
    long event = bench.event();
    int call = Io.write(pipe.client(), 5, new Block(event));
    return new Observation().call(call).event(Bench.await(event)).outcome();
  }

  private static Outcome writeToNobody(Bench bench) {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    pipe.clientEnd().close();
    int call = Io.write(pipe.server(), 5, block);
    return Io.callOrEnd(call, pipe.server(), block).outcome();
  }

  private static Outcome outlivesTheWriter(Bench bench) {
    Block block = new Block(bench.event());
    Buffer data = new Buffer(16);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    int call = Io.read(pipe.server(), data, block);
    int written = Io.write(pipe.client(), 4, new Block(bench.event()));
    if (written != RawWin32.ERROR_IO_PENDING) {
      Io.ok("WriteFile", written);
    }
    pipe.clientEnd().close();
    return new Observation().call(call).end(Io.end(pipe.server(), block)).data(data).outcome();
  }
}
