package io.github.asyncioctl.facts;

import com.sun.jna.WString;
import io.github.asyncioctl.windows.RawWin32;
import java.util.List;

/** Names, instances and ends of pipes: what may be made, opened, waited for and asked. */
final class PipeNameProbes {
  private static final int BOTH = Pipe.GENERIC_READ | Pipe.GENERIC_WRITE;

  private PipeNameProbes() {}

  static void register(Probes probes) {
    probes.add("P64", bench -> waiting(new Pipe(bench, Pipe.BYTES), 100));
    probes.add("P65", bench -> waiting(taken(bench, 1), 1));
    probes.add("P66", Probe.all(PipeNameProbes::untilAnInstance, PipeNameProbes::untilAListener));
    probes.add("P167", PipeNameProbes::allTaken);
    probes.add("P189", PipeNameProbes::clientOfADisconnectedServer);
    probes.add("P190", PipeNameProbes::processesOfADisconnectedClient);
    probes.add("R55", PipeNameProbes::closedTwice);
    probes.add(
        "R58",
        bench ->
            call(
                new Pipe(bench, Pipe.BYTES)
                    .instances(2)
                    .served()
                    .tryInstance(Pipe.OVERLAPPED | Pipe.FIRST_INSTANCE, 2)));
    probes.add("R59", PipeNameProbes::serverGone);
    probes.add("R60", bench -> waiting(new Pipe(bench, Pipe.BYTES), 0));
    probes.add(
        "R61",
        bench -> waiting(new Pipe(bench, Pipe.BYTES).synchronous().instances(2).served(), 0));
    probes.add("R62", bench -> waiting(taken(bench, 1), 0));
    probes.add("R85", bench -> badName());
    probes.add(
        "R99",
        Probe.all(
            bench -> opening(bench, Pipe.OUTBOUND, Pipe.GENERIC_WRITE),
            bench -> opening(bench, Pipe.INBOUND, Pipe.GENERIC_READ)));
    probes.add(
        "R100",
        bench ->
            call(
                new Pipe(bench, Pipe.BYTES).instances(3).served().tryInstance(Pipe.OVERLAPPED, 1)));
    probes.add("R101", PipeNameProbes::withoutRightToChange);
  }

  private static Outcome call(int error) {
    return new Observation().call(error).outcome();
  }

  private static Pipe taken(Bench bench, int instances) {
    return new Pipe(bench, Pipe.BYTES).instances(instances).connected();
  }

  private static Outcome waiting(Pipe pipe, int millis) {
    return call(Io.error(KernelCalls.WaitNamedPipeW(pipe.name(), millis)));
  }

  private static Background<Integer> waiting(Bench bench, Pipe pipe) throws Exception {
    return new Background<>(
            bench, () -> Io.error(KernelCalls.WaitNamedPipeW(pipe.name(), Bench.BOUND_MILLIS)))
        .blocked();
  }

  private static Outcome untilAnInstance(Bench bench) throws Exception {
    Pipe pipe = taken(bench, 2);
    Background<Integer> waiting = waiting(bench, pipe);
    pipe.instance();
    return call(waiting.result());
  }

  private static Outcome untilAListener(Bench bench) throws Exception {
    Pipe pipe = taken(bench, 1);
    pipe.clientEnd().close();
    pipe.disconnected();
    Background<Integer> waiting = waiting(bench, pipe);
    pipe.listen(new Block(bench.event()));
    return call(waiting.result());
  }

  private static Outcome allTaken(Bench bench) {
    int taken = taken(bench, 1).tryClient(BOTH);
    Pipe left = taken(bench, 1);
    left.clientEnd().close();
    int disconnected = left.disconnected().tryClient(BOTH);
    return Outcome.ofAll(List.of(call(taken), call(disconnected)));
  }

  private static Outcome clientOfADisconnectedServer(Bench bench) {
    Pipe pipe = taken(bench, 1).disconnected();
    Buffer id = new Buffer(4);
    return call(Io.error(KernelCalls.GetNamedPipeClientProcessId(pipe.server(), id.address())));
  }

  private static Outcome processesOfADisconnectedClient(Bench bench) {
    Pipe pipe = taken(bench, 1).disconnected();
    long id = new Buffer(4).address();
    return Outcome.ofAll(
        List.of(
            call(Io.error(KernelCalls.GetNamedPipeClientProcessId(pipe.client(), id))),
            call(Io.error(KernelCalls.GetNamedPipeServerProcessId(pipe.client(), id)))));
  }

  private static Outcome closedTwice(Bench bench) {
    Pipe pipe = taken(bench, 1);
    pipe.clientEnd().close();
    return call(Io.error(RawWin32.CloseHandle(pipe.client())));
  }

  private static Outcome serverGone(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).served();
    pipe.serverEnd().close();
    return call(pipe.tryClient(BOTH));
  }

  private static Outcome badName() {
    long handle =
        RawWin32.CreateNamedPipeW(
            new WString("asyncioctl-fact"), Pipe.DUPLEX | Pipe.OVERLAPPED, 0, 1, 512, 512, 0, 0);
    return call(Io.error(handle == RawWin32.INVALID_HANDLE_VALUE ? 0 : 1));
  }

  private static Outcome opening(Bench bench, int direction, int access) {
    return call(new Pipe(bench, Pipe.BYTES).direction(direction).served().tryClient(access));
  }

  private static Outcome withoutRightToChange(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES).direction(Pipe.OUTBOUND).served();
    Handle client = pipe.client(Pipe.GENERIC_READ);
    return call(Pipe.readMode(client.value(), 2));
  }
}
