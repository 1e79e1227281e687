package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.SIO_GET_INTERFACE_LIST;

import com.sun.jna.Pointer;
import io.github.asyncioctl.windows.RawWinsock;

/** SIO_GET_INTERFACE_LIST, which pends. */
final class InterfaceListProbes {
  private static final int LARGE = 4096;
  private static final int ENTRY = 76;
  private static final int ADDRESS_AT = 4;
  private static final int HOST_AT = 4;
  private static final int LOOPBACK = 0x0100007F;

  private InterfaceListProbes() {}

  static void register(Probes probes) {
    probes.add("F27", bench -> atAPort(bench, LARGE));
    probes.add("F28", bench -> atAPort(bench, ENTRY - 1));
    probes.add("F29", bench -> withoutOverlapped(bench, ENTRY - 1));
    probes.add("S27", InterfaceListProbes::shortWithRoutine);
    probes.add("S43", bench -> withoutOverlapped(bench, LARGE));
  }

  private static Outcome atAPort(Bench bench, int capacity) {
    Block block = new Block(0);
    Buffer out = new Buffer(capacity);
    long socket = bench.sockets().tcp();
    Port port = bench.portOf(socket);
    int call =
        new SocketIoctl(socket, SIO_GET_INTERFACE_LIST).out(out).overlapped(block).call(block);
    String count = block.count();
    return new Observation()
        .call(call)
        .put("count", count)
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .status(block)
        .put("info", named(block.info(), out))
        .outcome();
  }

  private static Outcome withoutOverlapped(Bench bench, int capacity) {
    Block block = new Block(0);
    Buffer out = new Buffer(capacity);
    int call = new SocketIoctl(bench.sockets().tcp(), SIO_GET_INTERFACE_LIST).out(out).call(block);
    return new Observation().call(call).put("count", named(block.count(), out)).outcome();
  }

  private static Outcome shortWithRoutine(Bench bench) {
    Block block = new Block(0);
    Called called = new Called();
    int call =
        new SocketIoctl(bench.sockets().tcp(), SIO_GET_INTERFACE_LIST)
            .out(new Buffer(ENTRY - 1))
            .overlapped(block)
            .routine(called)
            .call(block);
    return new Observation().call(call).count(block).apc(called).outcome();
  }

  /** Full is a count of whole entries, with addresses, one of them loopback. */
  private static String named(String count, Buffer list) {
    int bytes = count.equals("kept") ? 0 : Integer.parseInt(count);
    boolean loopback = false;
    boolean allInet = bytes > 0 && bytes % ENTRY == 0;
    for (int at = ADDRESS_AT; allInet && at < bytes; at += ENTRY) {
      Pointer address = list.memory().share(at);
      allInet = address.getShort(0) == RawWinsock.AF_INET;
      loopback |= address.getInt(HOST_AT) == LOOPBACK;
    }
    return allInet && loopback ? "full" : count;
  }
}
