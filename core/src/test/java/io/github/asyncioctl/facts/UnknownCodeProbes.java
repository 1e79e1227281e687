package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FIOASYNC;
import static io.github.asyncioctl.ControlCodes.FIONBIO;
import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIOCATMARK;
import static io.github.asyncioctl.ControlCodes.SIO_BASE_HANDLE;
import static io.github.asyncioctl.ControlCodes.SIO_FLUSH;
import static io.github.asyncioctl.ControlCodes.SIO_GET_EXTENSION_FUNCTION_POINTER;
import static io.github.asyncioctl.ControlCodes.SIO_KEEPALIVE_VALS;
import static io.github.asyncioctl.ControlCodes.SIO_ROUTING_INTERFACE_QUERY;

/** Codes that nobody knows, and calls without a place for the byte count. */
final class UnknownCodeProbes {
  private static final int[] UNKNOWN = {0xDEADBEEF, FIOASYNC, 0x667E, SIO_FLUSH};

  private UnknownCodeProbes() {}

  static void register(Probes probes) {
    probes.add("F07", Probe.each(UnknownCodeProbes::withoutOverlapped, UNKNOWN));
    probes.add("F08", Probe.each(UnknownCodeProbes::atAPort, UNKNOWN));
    probes.add("S25", Probe.each(UnknownCodeProbes::withRoutine, UNKNOWN));
    probes.add(
        "F03",
        Probe.all(
            Probe.each(UnknownCodeProbes::withoutCount, UNKNOWN),
            Probe.each(UnknownCodeProbes::withoutCount, FIONREAD, SIOCATMARK, SIO_BASE_HANDLE),
            bench -> withoutCount(bench, FIONBIO, Numbers.ofInt(1)),
            bench -> withoutCount(bench, SIO_KEEPALIVE_VALS, Numbers.ofInts(1, 1000, 1000)),
            bench ->
                withoutCount(
                    bench, SIO_GET_EXTENSION_FUNCTION_POINTER, Buffer.of(Extensions.ACCEPT_EX)),
            bench -> withoutCount(bench, SIO_ROUTING_INTERFACE_QUERY, Sockets.loopback(0))));
  }

  private static Outcome withoutOverlapped(Bench bench, int code) {
    Block block = new Block(0);
    int call = new SocketIoctl(bench.sockets().tcp(), code).call(block);
    return new Observation().call(call).count(block).outcome();
  }

  private static Outcome atAPort(Bench bench, int code) {
    Block block = new Block(0);
    long socket = bench.sockets().tcp();
    Port port = bench.portOf(socket);
    int call = new SocketIoctl(socket, code).overlapped(block).call(block);
    return new Observation()
        .call(call)
        .packet(port.packet(0))
        .count(block)
        .status(block)
        .info(block)
        .outcome();
  }

  private static Outcome withRoutine(Bench bench, int code) {
    Block block = new Block(0);
    Called called = new Called();
    int call =
        new SocketIoctl(bench.sockets().tcp(), code).overlapped(block).routine(called).call(block);
    return new Observation().call(call).count(block).apc(called).outcome();
  }

  private static Outcome withoutCount(Bench bench, int code) throws Exception {
    return withoutCount(bench, code, new Buffer(0));
  }

  private static Outcome withoutCount(Bench bench, int code, Buffer in) throws Exception {
    return Probe.all(
            each -> withoutCount(each, code, in, null),
            each -> withoutCount(each, code, in, new Called()))
        .observe(bench);
  }

  private static Outcome withoutCount(Bench bench, int code, Buffer in, Called routine) {
    long socket =
        code == SIO_ROUTING_INTERFACE_QUERY ? bench.sockets().udp() : bench.sockets().tcp();
    int call =
        new SocketIoctl(socket, code)
            .in(in)
            .out(new Buffer(16))
            .overlapped(new Block(0))
            .routine(routine)
            .call(0);
    return new Observation().call(call).outcome();
  }
}
