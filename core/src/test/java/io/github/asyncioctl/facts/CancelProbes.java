package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;

/** Cancelling: by handle, by operation, by thread. */
final class CancelProbes {
  private static final long NO_HANDLE = 0xDEADBEEFL;

  private CancelProbes() {}

  static void register(Probes probes) {
    probes.add("P04", CancelProbes::nothingLeftOfThread);
    probes.add("P05", CancelProbes::oneOperation);
    probes.add("P06", CancelProbes::nothingLeftOfHandle);
    probes.add("P07", CancelProbes::blockedThread);
    probes.add("P08", CancelProbes::threadWithOverlappedOperation);
    probes.add(
        "P09",
        bench ->
            new Observation()
                .cancel(Io.error(KernelCalls.CancelSynchronousIo(NO_HANDLE)))
                .outcome());
    probes.add("P41", CancelProbes::listen);
    probes.add("P52", CancelProbes::secondOfTwo);
    probes.add("P53", bench -> twice(bench, true));
    probes.add("P54", bench -> twice(bench, false));
    probes.add("R68", CancelProbes::endedAtOnce);
    probes.add("R77", CancelProbes::fromAnotherThread);
  }

  private static Outcome nothingLeftOfThread(Bench bench) {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    pipe.listen(block);
    Io.ok("CancelIo", Io.cancelAllOfThread(pipe.server()));
    return new Observation().cancel(Io.cancelAllOfThread(pipe.server())).outcome();
  }

  private static Outcome oneOperation(Bench bench) {
    Block block = new Block(0);
    long event = bench.event();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    int call = new NtIo(pipe.server(), block).event(event).control(FSCTL_PIPE_LISTEN);
    return new Observation()
        .callNt(call)
        .cancel(Io.cancel(pipe.server(), block))
        .status(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome nothingLeftOfHandle(Bench bench) {
    Block block = new Block(0);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    new NtIo(pipe.server(), block).event(bench.event()).control(FSCTL_PIPE_LISTEN);
    Io.ok("CancelIoEx", Io.cancel(pipe.server(), block));
    block.fill();
    int cancel = NtFileCalls.NtCancelIoFileEx(pipe.server(), 0, new Block(0).address());
    return new Observation().put("cancel", Observation.hex(cancel)).status(block).outcome();
  }

  private static Outcome blockedThread(Bench bench) throws Exception {
    Block block = new Block(0);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).synchronous().served();
    Background<Integer> listening =
        new Background<>(bench, () -> new NtIo(pipe.server(), block).control(FSCTL_PIPE_LISTEN));
    Bench.until(() -> !Bench.isSet(pipe.server()));
    int cancel = Io.error(KernelCalls.CancelSynchronousIo(listening.handle()));
    return new Observation()
        .cancel(cancel)
        .callNt(listening.result())
        .status(block)
        .info(block)
        .outcome();
  }

  private static Outcome threadWithOverlappedOperation(Bench bench) {
    long event = bench.event();
    Block block = new Block(event);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    pipe.listen(block);
    int cancel = Io.error(KernelCalls.CancelSynchronousIo(KernelCalls.CURRENT_THREAD));
    Observation seen = new Observation().cancel(cancel).event(Bench.isSet(event));
    pipe.connected();
    return seen.end(Io.end(pipe.server(), block)).outcome();
  }

  private static Outcome listen(Bench bench) {
    long event = bench.event();
    Block block = new Block(event);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    int call = pipe.listen(block);
    int cancel = Io.cancelAllOfThread(pipe.server());
    return new Observation()
        .call(call)
        .cancel(cancel)
        .event(Bench.await(event))
        .end(Io.end(pipe.server(), block))
        .outcome();
  }

  private static Outcome secondOfTwo(Bench bench) {
    long event = bench.event();
    long firstEvent = bench.event();
    Block first = new Block(firstEvent);
    Block second = new Block(event);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Io.read(pipe.server(), new Buffer(1), first);
    Io.read(pipe.server(), new Buffer(1), second);
    Observation seen =
        new Observation()
            .cancel(Io.cancel(pipe.server(), second))
            .end(Io.end(pipe.server(), second))
            .info(second)
            .event(Bench.isSet(event));
    if (Bench.isSet(firstEvent)) {
      throw new IllegalStateException("the first has ended, too");
    }
    Io.mustWrite(pipe.client(), 1);
    Io.ok("the first read", Io.end(pipe.server(), first));
    return seen.outcome();
  }

  private static Outcome twice(Bench bench, boolean first) {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Io.read(pipe.server(), new Buffer(1), block);
    int one = Io.cancel(pipe.server(), block);
    int two = first ? one : Io.cancel(pipe.server(), block);
    return new Observation().cancel(first ? one : two).end(Io.end(pipe.server(), block)).outcome();
  }

  private static Outcome endedAtOnce(Bench bench) {
    Block block = new Block(0);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Io.mustWrite(pipe.client(), 1);
    int call = Io.read(pipe.server(), new Buffer(1), block);
    Bench.until(block::isWritten);
    return new Observation().call(call).cancel(Io.cancel(pipe.server(), block)).outcome();
  }

  private static Outcome fromAnotherThread(Bench bench) throws Exception {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    int call = Io.read(pipe.server(), new Buffer(16), block);
    int cancel = Bench.onThreadThatEnds(() -> Io.cancel(pipe.server(), null));
    return new Observation().call(call).cancel(cancel).end(Io.end(pipe.server(), block)).outcome();
  }
}
