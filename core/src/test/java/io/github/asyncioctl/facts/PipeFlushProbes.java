package io.github.asyncioctl.facts;

/** Flushing, which blocks until the reader has read. */
final class PipeFlushProbes {
  private static final int QUOTA = 512;

  private PipeFlushProbes() {}

  static void register(Probes probes) {
    probes.add("P35", PipeFlushProbes::untilRead);
    probes.add("P56", PipeFlushProbes::writeCancelled);
    probes.add(
        "P182", Probe.all(bench -> peerCloses(bench, true), bench -> peerCloses(bench, false)));
    probes.add("P183", PipeFlushProbes::serverDisconnects);
  }

  private static Outcome untilRead(Bench bench) throws Exception {
    Block block = new Block(0);
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES_READ_AS_SUCH).connected();
    Io.mustWrite(pipe.client(), 1);
    Background<Integer> flushing =
        new Background<>(
                bench, () -> NtFileCalls.NtFlushBuffersFile(pipe.client(), block.address()))
            .blocked();
    Io.readNow(pipe.server(), new Buffer(1), new Block(0));
    int call = flushing.result();
    return new Observation().callNt(call).status(block).info(block).outcome();
  }

  private static Background<Integer> flushing(Bench bench, long end) throws Exception {
    return new Background<>(bench, () -> Io.error(KernelCalls.FlushFileBuffers(end))).blocked();
  }

  private static Outcome writeCancelled(Bench bench) throws Exception {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.BYTES).quota(QUOTA).connected();
    Io.write(pipe.client(), QUOTA + 2000, block);
    Background<Integer> flushing = flushing(bench, pipe.client());
    int cancel = Io.cancel(pipe.client(), block);
    int end = Io.end(pipe.client(), block);
    return new Observation().cancel(cancel).end(end).put("call", flushing.result()).outcome();
  }

  private static Outcome peerCloses(Bench bench, boolean serverFlushes) throws Exception {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    long end = serverFlushes ? pipe.server() : pipe.client();
    Io.mustWrite(end, 1);
    Background<Integer> flushing = flushing(bench, end);
    (serverFlushes ? pipe.clientEnd() : pipe.serverEnd()).close();
    return new Observation().call(flushing.result()).outcome();
  }

  private static Outcome serverDisconnects(Bench bench) throws Exception {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Io.mustWrite(pipe.client(), 1);
    Background<Integer> flushing = flushing(bench, pipe.client());
    pipe.disconnected();
    return new Observation().call(flushing.result()).outcome();
  }
}
