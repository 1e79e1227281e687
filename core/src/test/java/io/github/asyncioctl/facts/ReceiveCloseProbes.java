package io.github.asyncioctl.facts;

import com.sun.jna.Function;
import com.sun.jna.WString;
import io.github.asyncioctl.windows.RawWin32;
import java.util.function.LongConsumer;

/** Receives that pend on a connected socket that is closed. */
final class ReceiveCloseProbes {
  private static final int ROOM = 512;
  private static final long HWND_MESSAGE = -3;
  private static final int WM_SOCKET = 0x401;
  private static final int FD_ALL = 0x3F;

  private ReceiveCloseProbes() {}

  static void register(Probes probes) {
    probes.add(
        "S15",
        Probe.all(
            bench -> closed(bench, bench::closeSocket),
            bench -> closed(bench, socket -> RawWin32.CloseHandle(bench.released(socket))),
            bench -> closed(bench, socket -> NtCalls.NtClose(bench.released(socket)))));
    probes.add("S16", ReceiveCloseProbes::startedByADeadThread);
  }

  /** A connected socket that tells a window of its events. */
  private static long telling(Bench bench) {
    long socket = bench.sockets().connection().client();
    long window = window();
    bench.closing(() -> Function.getFunction("user32", "DestroyWindow").invoke(args(window)));
    Sockets.ok("WSAAsyncSelect", Winsock.WSAAsyncSelect(socket, window, WM_SOCKET, FD_ALL));
    return socket;
  }

  private static Object[] args(Object... arguments) {
    return arguments;
  }

  private static long window() {
    Object[] arguments =
        args(0, new WString("static"), null, 0, 0, 0, 0, 0, HWND_MESSAGE, 0L, 0L, 0L);
    long window =
        (Long) Function.getFunction("user32", "CreateWindowExW").invoke(Long.class, arguments);
    return Sockets.valid("CreateWindowEx", window);
  }

  private static Outcome closed(Bench bench, LongConsumer close) {
    long socket = telling(bench);
    Port port = bench.portOf(socket);
    Receiving receiving = Receiving.of(socket, ROOM, 0);
    Observation observed = new Observation().call(receiving.call()).count(receiving.block());
    return end(observed, port, receiving.block(), () -> close.accept(socket));
  }

  private static Outcome startedByADeadThread(Bench bench) throws Exception {
    long socket = telling(bench);
    Port port = bench.portOf(socket);
    Receiving receiving = Receiving.of(socket, ROOM, 0);
    Observation observed = new Observation().call(Bench.onThreadThatEnds(receiving::call));
    return end(observed, port, receiving.block(), () -> bench.closeSocket(socket));
  }

  private static Outcome end(Observation observed, Port port, Block block, Runnable close) {
    boolean early = port.packet(Bench.SILENCE_MILLIS) != null;
    close.run();
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    return observed
        .put("packet", early ? "early" : packet == null ? "none" : packet.error())
        .status(block)
        .info(block)
        .outcome();
  }
}
