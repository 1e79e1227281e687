package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIOCATMARK;
import static io.github.asyncioctl.ControlCodes.SIO_KEEPALIVE_VALS;

import java.util.ArrayList;
import java.util.List;

/** Control codes that take or give a number, and those that nobody knows. */
final class CodeProbes {
  private static final int[] UNKNOWN = {0xDEADBEEF, 0x8004667D, 0x667E, 0x28000004};

  private CodeProbes() {}

  static void register(Probes probes) {
    probes.add("F01", bench -> numbers(bench, CodeProbes::oneByteShort));
    probes.add("F02", bench -> numbers(bench, CodeProbes::withUntaggedEvent));
    probes.add("F05", CodeProbes::shortKeepAlive);
    probes.add("F07", CodeProbes::unknownWithoutOverlapped);
    probes.add("F08", CodeProbes::unknownAtAPort);
  }

  /** A variant of a situation. */
  private interface ByCode {
    Outcome observe(Bench bench, int code);
  }

  private static Outcome numbers(Bench bench, ByCode probe) {
    return Outcome.ofAll(List.of(probe.observe(bench, FIONREAD), probe.observe(bench, SIOCATMARK)));
  }

  private static Outcome oneByteShort(Bench bench, int code) {
    Block block = new Block(0);
    long socket = new Sockets(bench).connection().client();
    int call = new SocketIoctl(socket, code).out(new Buffer(3)).call(block);
    return new Observation().call(call).count(block).outcome();
  }

  private static Outcome withUntaggedEvent(Bench bench, int code) {
    Block block = new Block(bench.event());
    long socket = Sockets.nonBlocking(new Sockets(bench).connection().client());
    Port port = bench.port();
    port.bind(socket);
    int call = new SocketIoctl(socket, code).out(new Buffer(4)).overlapped(block).call(block);
    return new Observation()
        .call(call)
        .count(block)
        .status(block)
        .info(block)
        .packet(port.packet(Bench.BOUND_MILLIS))
        .outcome();
  }

  private static Outcome shortKeepAlive(Bench bench) {
    Block block = new Block(0);
    long socket = new Sockets(bench).tcp();
    bench.port().bind(socket);
    int call =
        new SocketIoctl(socket, SIO_KEEPALIVE_VALS)
            .in(Numbers.ofInts(1, 1000, 1000).address(), 11)
            .overlapped(block)
            .call(block);
    return new Observation().call(call).count(block).status(block).info(block).outcome();
  }

  private static Outcome unknownWithoutOverlapped(Bench bench) {
    List<Outcome> seen = new ArrayList<>();
    for (int code : UNKNOWN) {
      Block block = new Block(0);
      int call = new SocketIoctl(new Sockets(bench).tcp(), code).call(block);
      seen.add(new Observation().call(call).count(block).outcome());
    }
    return Outcome.ofAll(seen);
  }

  private static Outcome unknownAtAPort(Bench bench) {
    List<Outcome> seen = new ArrayList<>();
    for (int code : UNKNOWN) {
      Block block = new Block(0);
      long socket = new Sockets(bench).tcp();
      Port port = bench.port();
      port.bind(socket);
      int call = new SocketIoctl(socket, code).overlapped(block).call(block);
      seen.add(
          new Observation()
              .call(call)
              .packet(port.packet(0))
              .count(block)
              .status(block)
              .info(block)
              .outcome());
    }
    return Outcome.ofAll(seen);
  }
}
