package io.github.asyncioctl.facts;

import com.sun.jna.WString;
import io.github.asyncioctl.windows.RawWin32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** TransmitFile. */
final class TransmitProbes {
  private static final int FILE_SIZE = 1000;
  private static final int EDGE = 5;
  private static final int GENERIC_READ = 0x80000000;
  private static final int SHARE_ALL = 7;
  private static final int OPEN_EXISTING = 3;
  private static final int FILE_FLAG_OVERLAPPED = 0x40000000;

  private TransmitProbes() {}

  static void register(Probes probes) {
    probes.add(
        "S112",
        Probe.all(
            bench -> transmit(bench, 0, false),
            bench -> transmit(bench, 10, false),
            bench -> transmit(bench, 10, true)));
  }

  private static long file(Bench bench) throws IOException {
    Path path = Files.createTempFile("fact", ".bin");
    bench.closing(() -> Files.delete(path));
    Files.write(path, Buffer.ofBytes(FILE_SIZE).bytes(FILE_SIZE));
    return bench.handle(
        Sockets.valid(
            "CreateFile",
            RawWin32.CreateFileW(
                new WString(path.toString()),
                GENERIC_READ,
                SHARE_ALL,
                0,
                OPEN_EXISTING,
                FILE_FLAG_OVERLAPPED,
                0)));
  }

  private static long headAndTail() {
    Buffer both = Buffer.of(new byte[32]);
    both.memory().setLong(0, Buffer.ofBytes(EDGE).address());
    both.memory().setInt(8, EDGE);
    both.memory().setLong(16, Buffer.ofBytes(EDGE).address());
    both.memory().setInt(24, EDGE);
    return both.address();
  }

  private static Outcome transmit(Bench bench, int offset, boolean edges) throws IOException {
    long file = file(bench);
    long socket = bench.sockets().connection().client();
    Block block = new Block(bench.autoResetEvent());
    block.at(offset);
    int call = Extensions.transmitFile(socket, file, edges ? headAndTail() : 0, block);
    boolean set = Bench.await(block.event());
    int end = Results.ofSocket(socket, block);
    return new Observation()
        .call(call)
        .event(set)
        .end(end)
        .count(block, "full", FILE_SIZE - offset + (edges ? 2 * EDGE : 0))
        .outcome();
  }
}
