package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_TRANSCEIVE;

import io.github.asyncioctl.windows.RawWin32;

/** A request and its answer in one operation: FSCTL_PIPE_TRANSCEIVE and TransactNamedPipe. */
final class PipeTransactProbes {
  private static final int REQUEST = 4;

  private PipeTransactProbes() {}

  static void register(Probes probes) {
    probes.add("P25", PipeTransactProbes::transceive);
    probes.add("P59", PipeTransactProbes::answered);
    probes.add("P60", PipeTransactProbes::dataWaits);
    probes.add(
        "P61",
        Probe.all(bench -> refused(bench, Pipe.BYTES), bench -> refused(bench, Pipe.MESSAGES)));
    probes.add("P62", PipeTransactProbes::longAnswer);
    probes.add("P63", PipeTransactProbes::cancelled);
    probes.add("P180", Probe.all(states()));
    probes.add("P181", bench -> state(messages(bench).connected().disconnected().client()));
  }

  private static Pipe messages(Bench bench) {
    return new Pipe(bench, Pipe.MESSAGES_READ_AS_SUCH);
  }

  private static Probe[] states() {
    return new Probe[] {
      bench -> state(messages(bench).served().server()),
      bench -> state(messages(bench).connected().disconnected().server()),
      bench -> {
        Pipe pipe = messages(bench).connected();
        pipe.clientEnd().close();
        return state(pipe.server());
      },
      bench -> {
        Pipe pipe = messages(bench).connected();
        pipe.serverEnd().close();
        return state(pipe.client());
      }
    };
  }

  private static Outcome state(long end) {
    Block block = new Block(0);
    int call =
        new NtIo(end, block).control(FSCTL_PIPE_TRANSCEIVE, Buffer.ofBytes(1), new Buffer(1));
    return new Observation().put("status", NtIo.ending(call, block)).outcome();
  }

  private static Outcome transceive(Bench bench) {
    Block block = new Block(0);
    long event = bench.event();
    Pipe pipe = messages(bench).connected();
    int call =
        new NtIo(pipe.client(), block)
            .event(event)
            .control(FSCTL_PIPE_TRANSCEIVE, Buffer.ofBytes(REQUEST), new Buffer(8));
    Io.mustWrite(pipe.server(), 2);
    return new Observation()
        .callNt(call)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static int transact(long end, Buffer answer, Block block) {
    return Io.error(
        KernelCalls.TransactNamedPipe(
            end,
            Buffer.ofBytes(REQUEST).address(),
            REQUEST,
            answer.address(),
            answer.size(),
            0,
            block.address()));
  }

  private static Outcome answered(Bench bench) {
    Block block = new Block(bench.event());
    Buffer answer = new Buffer(8);
    Pipe pipe = messages(bench).connected();
    int call = transact(pipe.client(), answer, block);
    Io.mustWrite(pipe.server(), 4);
    return new Observation()
        .call(call)
        .end(Io.end(pipe.client(), block))
        .info(block)
        .data(answer)
        .outcome();
  }

  private static Outcome dataWaits(Bench bench) {
    long event = bench.event();
    Block block = new Block(event);
    Pipe pipe = messages(bench).connected();
    Io.mustWrite(pipe.server(), 1);
    int call = transact(pipe.client(), new Buffer(8), block);
    return failed(call, pipe, block, event);
  }

  private static Outcome refused(Bench bench, int mode) {
    long event = bench.event();
    Block block = new Block(event);
    Pipe pipe = new Pipe(bench, mode).connected();
    int call = transact(pipe.client(), new Buffer(8), block);
    return failed(call, pipe, block, event);
  }

  private static Outcome failed(int call, Pipe pipe, Block block, long event) {
    Observation seen = new Observation().call(call);
    if (call == RawWin32.ERROR_IO_PENDING) {
      seen.end(Io.end(pipe.client(), block)).info(block).event(Bench.isSet(event));
    }
    return seen.outcome();
  }

  private static Outcome longAnswer(Bench bench) {
    long event = bench.event();
    Block block = new Block(event);
    Pipe pipe = messages(bench).connected();
    int call = transact(pipe.client(), new Buffer(6), block);
    Io.mustWrite(pipe.server(), 10);
    return new Observation()
        .call(call)
        .end(Io.end(pipe.client(), block))
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome cancelled(Bench bench) {
    Block block = new Block(bench.event());
    Buffer request = new Buffer(8);
    Pipe pipe = messages(bench).connected();
    int call = transact(pipe.client(), new Buffer(8), block);
    Observation seen =
        new Observation()
            .call(call)
            .cancel(Io.cancel(pipe.client(), block))
            .end(Io.end(pipe.client(), block))
            .info(block);
    Block read = new Block(bench.event());
    Io.read(pipe.server(), request, read);
    Io.end(pipe.server(), read);
    return seen.data(request).outcome();
  }
}
