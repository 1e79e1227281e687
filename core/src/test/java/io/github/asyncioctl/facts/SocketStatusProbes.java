package io.github.asyncioctl.facts;

import com.sun.jna.win32.StdCallLibrary.StdCallCallback;
import io.github.asyncioctl.windows.RawWin32;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** What WSAGetOverlappedResult makes of a status that was written by hand. */
final class SocketStatusProbes {
  private static final int STATUS_PENDING = 0x103;
  private static final int DUPLICATE_SAME_ACCESS = 2;
  private static final int THREAD_SET_CONTEXT = 0x10;

  private static final Map<String, Integer> SINGLE =
      Map.ofEntries(
          Map.entry("S78", STATUS_PENDING),
          Map.entry("S79", 0x80000005),
          Map.entry("S80", 0xC0000120),
          Map.entry("S81", 0xC0000023),
          Map.entry("S82", 0xC00000BB),
          Map.entry("S83", 0xC0000241),
          Map.entry("S84", 0xC000020D),
          Map.entry("S85", 0xC000013B),
          Map.entry("S86", 0xC0000236),
          Map.entry("S87", 0xC00000B0),
          Map.entry("S88", 0xC00000B5),
          Map.entry("S89", 0x8000000A),
          Map.entry("S91", 0xC00703E4));

  private static final int[][] FAILURES = {
    {0x80000000, 0x80000FFF},
    {0x80070000, 0x8007FFFF},
    {0xC0000000, 0xC0000FFF},
    {0xC0070000, 0xC007FFFF},
    {0xD0000000, 0xD0000FFF},
    {0xD0070000, 0xD007FFFF}
  };

  private static final int[][] SUCCESSES = {{0, 0xFFFF}, {0x40000000, 0x40000FFF}};

  /** Those with an error of their own. */
  private static final Set<Integer> MAPPED =
      Set.of(
          0x80000005,
          0x800703E4,
          0xC0000002,
          0xC0000005,
          0xC0000007,
          0xC0000008,
          0xC000000E,
          0xC000000F,
          0xC0000017,
          0xC0000018,
          0xC0000022,
          0xC0000023,
          0xC0000024,
          0xC0000034,
          0xC000003A,
          0xC0000043,
          0xC0000044,
          0xC0000097,
          0xC000009A,
          0xC00000A1,
          0xC00000A3,
          0xC00000B0,
          0xC00000B5,
          0xC00000BB,
          0xC00000BC,
          0xC00000BE,
          0xC00000BF,
          0xC00000C3,
          0xC00000C4,
          0xC00000D0,
          0xC0000120,
          0xC000012D,
          0xC000013B,
          0xC000013C,
          0xC000013D,
          0xC000013E,
          0xC000013F,
          0xC0000140,
          0xC0000141,
          0xC0000206,
          0xC0000207,
          0xC0000209,
          0xC000020A,
          0xC000020C,
          0xC000020D,
          0xC000020F,
          0xC0000236,
          0xC0000237,
          0xC000023B,
          0xC000023C,
          0xC000023D,
          0xC000023E,
          0xC000023F,
          0xC0000240,
          0xC0000241,
          0xC00002C5,
          0xC0000350,
          0xC00703E4);

  private SocketStatusProbes() {}

  static void register(Probes probes) {
    SINGLE.forEach((id, status) -> probes.add(id, bench -> single(bench, status)));
    probes.add("F30", bench -> ranges(bench, FAILURES));
    probes.add("S90", bench -> ranges(bench, SUCCESSES));
    probes.add("S76", SocketStatusProbes::ofDuplicate);
    probes.add("S77", bench -> new Observation().call(end(0xDEADBEEFL, 0)).outcome());
    probes.add("S92", SocketStatusProbes::believesTheEvent);
  }

  private static int end(long socket, int status) {
    Block block = new Block(0);
    block.setStatus(status);
    return Results.ofSocket(socket, block);
  }

  private static Outcome single(Bench bench, int status) {
    return new Observation().end(end(bench.sockets().tcp(), status)).outcome();
  }

  private static Outcome ranges(Bench bench, int[][] ranges) {
    long socket = bench.sockets().tcp();
    Block block = new Block(0);
    Buffer flags = new Buffer(4);
    Set<Integer> ends = new TreeSet<>();
    for (int[] range : ranges) {
      for (int status = range[0]; status <= range[1]; status++) {
        if (status != STATUS_PENDING && !MAPPED.contains(status)) {
          block.setStatus(status);
          ends.add(Results.ofSocket(socket, block, false, flags));
        }
      }
    }
    return new Observation()
        .put("end", ends.size() == 1 ? ends.iterator().next() : ends.toString().replace(" ", ""))
        .outcome();
  }

  private static Outcome ofDuplicate(Bench bench) {
    Buffer duplicate = new Buffer(Long.BYTES);
    long process = RawWin32.GetCurrentProcess();
    SystemCalls.DuplicateHandle(
        process, bench.sockets().tcp(), process, duplicate.address(), 0, 0, DUPLICATE_SAME_ACCESS);
    long handle = bench.handle(duplicate.memory().getLong(0));
    return new Observation().call(end(handle, 0)).outcome();
  }

  /** A routine for QueueUserAPC. */
  interface Queued extends StdCallCallback {
    void run(long data);
  }

  private static Outcome believesTheEvent(Bench bench) {
    long event = bench.event();
    RawWin32.SetEvent(event);
    Block block = new Block(event);
    block.setStatus(STATUS_PENDING);
    AtomicInteger calls = new AtomicInteger();
    Queued queued = data -> calls.incrementAndGet();
    long thread =
        bench.handle(
            SystemCalls.OpenThread(THREAD_SET_CONTEXT, 0, SystemCalls.GetCurrentThreadId()));
    SystemCalls.QueueUserAPC(queued, thread, 0);
    int end = Results.ofSocket(bench.sockets().tcp(), block, true, new Buffer(4));
    int callsBefore = calls.get();
    // Takes it out of the queue, so that nothing refers to it any more.
    SystemCalls.SleepEx(0, 1);
    return new Observation()
        .end(end)
        .put("apc", callsBefore == 0 && calls.get() == 1 ? "none" : callsBefore)
        .outcome();
  }
}
