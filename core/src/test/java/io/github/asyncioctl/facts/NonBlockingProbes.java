package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FIONBIO;

/** FIONBIO as a control code. */
final class NonBlockingProbes {
  private static final int FD_READ = 1;
  private static final int MEM_COMMIT_AND_RESERVE = 0x3000;
  private static final int MEM_RELEASE = 0x8000;
  private static final int PAGE_NOACCESS = 1;
  private static final int PAGE = 4096;

  private NonBlockingProbes() {}

  static void register(Probes probes) {
    probes.add("S35", NonBlockingProbes::oneByteShort);
    probes.add(
        "S36",
        Probe.all(
            bench -> oneByteTooMany(bench, 0, 0),
            bench -> oneByteTooMany(bench, untouchable(bench), 4)));
    probes.add("S37", NonBlockingProbes::atAPort);
    probes.add("S38", NonBlockingProbes::withSelectedEvents);
  }

  private static Outcome oneByteShort(Bench bench) {
    Block block = new Block(0);
    int call =
        new SocketIoctl(bench.sockets().tcp(), FIONBIO)
            .in(Numbers.ofInt(1).address(), 3)
            .overlapped(block)
            .call(block);
    return new Observation().call(call).outcome();
  }

  private static long untouchable(Bench bench) {
    long page = SystemCalls.VirtualAlloc(0, PAGE, MEM_COMMIT_AND_RESERVE, PAGE_NOACCESS);
    bench.closing(() -> SystemCalls.VirtualFree(page, 0, MEM_RELEASE));
    return page;
  }

  private static Outcome oneByteTooMany(Bench bench, long out, int outBytes) {
    int call =
        new SocketIoctl(bench.sockets().tcp(), FIONBIO)
            .in(Buffer.of((byte) 1, (byte) 0, (byte) 0, (byte) 0, (byte) 0))
            .out(out, outBytes)
            .call(new Block(0));
    return new Observation().call(call).outcome();
  }

  private static Outcome atAPort(Bench bench) {
    Block block = new Block(0);
    long socket = bench.sockets().tcp();
    Port port = bench.portOf(socket);
    int call = new SocketIoctl(socket, FIONBIO).in(Numbers.ofInt(1)).overlapped(block).call(block);
    return new Observation()
        .call(call)
        .packet(port.packet(Bench.BOUND_MILLIS))
        .count(block)
        .status(block)
        .info(block)
        .outcome();
  }

  private static Outcome withSelectedEvents(Bench bench) {
    Block block = new Block(0);
    long socket = bench.sockets().tcp();
    Sockets.ok("WSAEventSelect", Winsock.WSAEventSelect(socket, bench.event(), FD_READ));
    int call = new SocketIoctl(socket, FIONBIO).in(Numbers.ofInt(0)).call(block);
    return new Observation().call(call).count(block).outcome();
  }
}
