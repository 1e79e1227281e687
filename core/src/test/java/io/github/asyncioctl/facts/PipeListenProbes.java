package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;

import io.github.asyncioctl.windows.RawWin32;
import java.util.List;

/** A server that waits for its client. */
final class PipeListenProbes {
  private static final int BOTH = Pipe.GENERIC_READ | Pipe.GENERIC_WRITE;

  private PipeListenProbes() {}

  static void register(Probes probes) {
    probes.add("P01", PipeListenProbes::blockWhilePending);
    probes.add("P02", PipeListenProbes::ended);
    probes.add("P03", PipeListenProbes::clientIsThereForNt);
    probes.add("P39", PipeListenProbes::clientIsThere);
    probes.add("P40", PipeListenProbes::result);
    probes.add("P67", PipeListenProbes::closedWhilePending);
    probes.add("P69", bench -> nt(new Pipe(bench, Pipe.BYTES).connected().client()));
    probes.add("P70", PipeListenProbes::atTheClient);
    probes.add("P71", bench -> nt(new Pipe(bench, Pipe.BYTES).connected().server()));
    probes.add("P72", PipeListenProbes::clientHasGone);
    probes.add("P79", PipeListenProbes::nonBlocking);
    probes.add("P80", PipeListenProbes::nonBlockingClientHasGone);
    probes.add("P166", PipeListenProbes::twice);
    probes.add("R71", PipeListenProbes::atAPort);
    probes.add("R72", PipeListenProbes::usedInstance);
    probes.add(
        "R76",
        Probe.all(
            bench -> oneDirection(bench, Pipe.INBOUND, Pipe.GENERIC_WRITE),
            bench -> oneDirection(bench, Pipe.OUTBOUND, Pipe.GENERIC_READ)));
  }

  private static Outcome blockWhilePending(Bench bench) {
    Block block = new Block(0);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    int call =
        new NtIo(pipe.server(), block)
            .event(bench.event())
            .apc(new Routine())
            .control(FSCTL_PIPE_LISTEN);
    return new Observation().callNt(call).status(block).outcome();
  }

  private static Outcome ended(Bench bench) {
    Block block = new Block(0);
    long event = bench.event();
    Routine apc = new Routine();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    int call = new NtIo(pipe.server(), block).event(event).apc(apc).control(FSCTL_PIPE_LISTEN);
    pipe.client(BOTH);
    return new Observation()
        .callNt(call)
        .status(block)
        .event(Bench.isSet(event))
        .put("apc", apc.calls())
        .outcome();
  }

  private static Outcome clientIsThereForNt(Bench bench) {
    Block block = new Block(0);
    long event = bench.event();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    RawWin32.SetEvent(event);
    int call = new NtIo(pipe.server(), block).event(event).control(FSCTL_PIPE_LISTEN);
    return new Observation().callNt(call).status(block).event(Bench.isSet(event)).outcome();
  }

  private static Outcome clientIsThere(Bench bench) {
    Block block = new Block(bench.event());
    int call = new Pipe(bench, Pipe.BYTES).connected().listen(block);
    return new Observation().call(call).status(block).outcome();
  }

  private static Outcome result(Bench bench) {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    return ended(pipe, block, BOTH).status(block).info(block).outcome();
  }

  /** Listens, lets a client come and looks at the end. */
  private static Observation ended(Pipe pipe, Block block, int access) {
    int call = pipe.listen(block);
    pipe.client(access);
    return new Observation().call(call).end(Io.end(pipe.server(), block));
  }

  private static Outcome closedWhilePending(Bench bench) {
    long event = bench.event();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    int call = pipe.listen(new Block(event));
    pipe.serverEnd().close();
    return new Observation().call(call).event(Bench.isSet(event)).outcome();
  }

  private static Outcome nt(long end) {
    return new Observation()
        .callNt(new NtIo(end, new Block(0)).control(FSCTL_PIPE_LISTEN))
        .outcome();
  }

  private static Outcome atTheClient(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    int call = Io.error(KernelCalls.ConnectNamedPipe(pipe.client(), new Block(0).address()));
    return new Observation().call(call).outcome();
  }

  private static Outcome clientHasGone(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    pipe.clientEnd().close();
    return nt(pipe.server());
  }

  private static Outcome nonBlocking(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES | Pipe.NOWAIT).served();
    return new Observation().call(pipe.listen(new Block(bench.event()))).outcome();
  }

  private static Outcome nonBlockingClientHasGone(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES | Pipe.NOWAIT).served();
    pipe.listen(new Block(bench.event()));
    pipe.connected().clientEnd().close();
    return new Observation().call(pipe.listen(new Block(bench.event()))).outcome();
  }

  private static Outcome twice(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    return Outcome.ofAll(
        List.of(
            new Observation().call(pipe.listen(new Block(0))).outcome(),
            new Observation().call(pipe.listen(new Block(0))).outcome()));
  }

  private static Outcome atAPort(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    bench.portOf(pipe.server());
    return new Observation().call(pipe.listen(new Block(0))).outcome();
  }

  private static Outcome usedInstance(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    pipe.clientEnd().close();
    return ended(pipe.disconnected(), new Block(bench.event()), BOTH).outcome();
  }

  private static Outcome oneDirection(Bench bench, int direction, int access) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).direction(direction).served();
    return ended(pipe, new Block(bench.event()), access).outcome();
  }
}
