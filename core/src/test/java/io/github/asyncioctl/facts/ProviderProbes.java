package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.SIO_BASE_HANDLE;
import static io.github.asyncioctl.ControlCodes.SIO_ENABLE_CIRCULAR_QUEUEING;
import static io.github.asyncioctl.ControlCodes.SIO_GET_EXTENSION_FUNCTION_POINTER;
import static io.github.asyncioctl.ControlCodes.SIO_IDEAL_SEND_BACKLOG_QUERY;

import io.github.asyncioctl.windows.RawWinsock;

/** What a socket says of its provider, and of its backlog. */
final class ProviderProbes {
  private static final int AF_INET6 = 23;
  private static final byte[] NOBODYS = new byte[16];

  private ProviderProbes() {}

  static void register(Probes probes) {
    probes.add("F09", bench -> extension(bench, NOBODYS));
    probes.add("S39", bench -> extension(bench, Extensions.ACCEPT_EX));
    probes.add("F10", bench -> backlog(bench.sockets().tcp()));
    probes.add("F11", bench -> backlog(bench.sockets().connection().client()));
    probes.add("S40", bench -> backlog(bench.sockets().udp()));
    probes.add("F12", sockets(ProviderProbes::baseHandle));
    probes.add("F13", sockets(ProviderProbes::baseHandleWithOverlapped));
    probes.add("S26", sockets(ProviderProbes::baseHandleWithRoutine));
    probes.add("F14", ProviderProbes::circularQueueing);
  }

  private interface OfSocket {
    Outcome observe(Bench bench, long socket);
  }

  private static Probe sockets(OfSocket probe) {
    return Probe.all(
        bench -> probe.observe(bench, bench.sockets().tcp()),
        bench -> probe.observe(bench, bench.sockets().udp()),
        bench -> probe.observe(bench, bench.sockets().of(AF_INET6, RawWinsock.SOCK_STREAM)),
        bench -> probe.observe(bench, bench.sockets().of(AF_INET6, RawWinsock.SOCK_DGRAM)));
  }

  private static Outcome extension(Bench bench, byte[] guid) {
    Block block = new Block(0);
    long socket = bench.sockets().tcp();
    Port port = bench.portOf(socket);
    int call =
        new SocketIoctl(socket, SIO_GET_EXTENSION_FUNCTION_POINTER)
            .in(Buffer.of(guid))
            .out(new Buffer(Long.BYTES))
            .overlapped(block)
            .call(block);
    return new Observation()
        .call(call)
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .count(block, "full", Long.BYTES)
        .status(block)
        .info(block)
        .outcome();
  }

  private static Outcome backlog(long socket) {
    Buffer value = new Buffer(4);
    int call = new SocketIoctl(socket, SIO_IDEAL_SEND_BACKLOG_QUERY).out(value).call(new Block(0));
    return new Observation().call(call).put("value", value.memory().getInt(0)).outcome();
  }

  private static Outcome baseHandle(Bench bench, long socket) {
    bench.portOf(socket);
    Block block = new Block(0);
    Buffer out = new Buffer(Long.BYTES);
    int call = new SocketIoctl(socket, SIO_BASE_HANDLE).out(out).call(block);
    return new Observation()
        .call(call)
        .count(block, "full", Long.BYTES)
        .put("value", out.memory().getLong(0) == socket ? "the-socket-itself" : "another")
        .outcome();
  }

  private static Outcome baseHandleWithOverlapped(Bench bench, long socket) {
    Port port = bench.portOf(socket);
    Block block = new Block(0);
    Buffer out = new Buffer(Long.BYTES);
    int call = new SocketIoctl(socket, SIO_BASE_HANDLE).out(out).overlapped(block).call(block);
    return new Observation()
        .call(call)
        .packet(port.packet(0))
        .count(block)
        .status(block)
        .info(block)
        .data(out)
        .outcome();
  }

  private static Outcome baseHandleWithRoutine(Bench bench, long socket) {
    Block block = new Block(0);
    Buffer out = new Buffer(Long.BYTES);
    Called called = new Called();
    int call =
        new SocketIoctl(socket, SIO_BASE_HANDLE)
            .out(out)
            .overlapped(block)
            .routine(called)
            .call(block);
    return new Observation().call(call).count(block).apc(called).data(out).outcome();
  }

  private static Outcome circularQueueing(Bench bench) {
    int call =
        new SocketIoctl(bench.sockets().udp(), SIO_ENABLE_CIRCULAR_QUEUEING).call(new Block(0));
    return new Observation().call(call).outcome();
  }
}
