package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;

import com.sun.jna.Native;
import com.sun.jna.WString;
import io.github.asyncioctl.windows.RawWin32;
import java.util.UUID;

/** Named pipes: a listen and a read that are cancelled, and half a message. */
final class CancelledPipeProbes {
  private static final int DUPLEX = 3;
  private static final int OVERLAPPED = 0x40000000;
  private static final int GENERIC_READ_WRITE = 0xC0000000;
  private static final int OPEN_EXISTING = 3;
  private static final int MESSAGES = 6;
  private static final int ROOM = 512;

  private CancelledPipeProbes() {}

  static void register(Probes probes) {
    probes.add("F37", CancelledPipeProbes::cancelledListen);
    probes.add("F38", CancelledPipeProbes::halfAMessage);
    probes.add("F39", CancelledPipeProbes::cancelledTooLate);
  }

  /** A pipe with a client, or without. */
  private record Pipe(long server, long client) {}

  private static Pipe pipe(Bench bench, int mode, boolean withClient) {
    WString name = new WString("\\\\.\\pipe\\asyncioctl-fact-" + UUID.randomUUID());
    long server =
        bench.handle(
            Sockets.valid(
                "CreateNamedPipe",
                RawWin32.CreateNamedPipeW(name, DUPLEX | OVERLAPPED, mode, 1, ROOM, ROOM, 0, 0)));
    long client =
        withClient
            ? bench.handle(
                Sockets.valid(
                    "CreateFile",
                    RawWin32.CreateFileW(
                        name, GENERIC_READ_WRITE, 0, 0, OPEN_EXISTING, OVERLAPPED, 0)))
            : 0;
    return new Pipe(server, client);
  }

  private static Outcome cancelledListen(Bench bench) {
    long server = pipe(bench, 0, false).server();
    long event = bench.event();
    Block block = new Block(0);
    NtRoutine routine = new NtRoutine();
    int call =
        NtCalls.NtFsControlFile(
            server, event, routine, 0, block.address(), FSCTL_PIPE_LISTEN, 0, 0, 0, 0);
    int cancel = SystemCalls.CancelIo(server) != 0 ? 0 : Native.getLastError();
    Observation observed =
        new Observation()
            .callNt(call)
            .cancel(cancel)
            .status(block)
            .event(Bench.isSet(event))
            .put("apc", routine.calls());
    // It was queued, and must not run when nobody holds it any more.
    routine.afterAlertableWait();
    return observed.outcome();
  }

  /** Writes to one end and waits until it is there. */
  private static void write(Bench bench, long handle, int bytes) {
    Block block = new Block(bench.event());
    Buffer data = Buffer.ofBytes(bytes);
    SystemCalls.WriteFile(handle, data.address(), bytes, block.countAddress(), block.address());
    if (!Bench.await(block.event())) {
      throw new IllegalStateException("what was written does not arrive");
    }
  }

  private static Outcome halfAMessage(Bench bench) {
    Pipe pipe = pipe(bench, MESSAGES, true);
    write(bench, pipe.client(), 2);
    long event = bench.event();
    Block block = new Block(0);
    Buffer data = new Buffer(1);
    int call =
        NtCalls.NtReadFile(pipe.server(), event, null, 0, block.address(), data.address(), 1, 0, 0);
    return new Observation()
        .callNt(call)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .data(data)
        .outcome();
  }

  private static int read(long handle, Buffer data, Block block) {
    return SystemCalls.ReadFile(
                handle, data.address(), data.size(), block.countAddress(), block.address())
            != 0
        ? 0
        : Native.getLastError();
  }

  private static Outcome cancelledTooLate(Bench bench) {
    Pipe pipe = pipe(bench, 0, true);
    Port port = bench.portOf(pipe.server());
    Block block = new Block(0);
    Buffer data = new Buffer(6);
    int call = read(pipe.server(), data, block);
    write(bench, pipe.client(), 12);
    Bench.untilWritten(block);
    int cancel =
        RawWin32.CancelIoEx(pipe.server(), block.address()) != 0 ? 0 : Native.getLastError();
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    Buffer rest = new Buffer(6);
    read(pipe.server(), rest, new Block(0));
    Port.Packet second = port.packet(Bench.BOUND_MILLIS);
    return new Observation()
        .call(call)
        .packet(packet)
        .put("end", packet == null ? "none" : packet.error())
        .data(data)
        .cancel(cancel)
        .put("left", second == null ? "none" : second.transferred())
        .outcome();
  }
}
