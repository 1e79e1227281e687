package io.github.asyncioctl.examples;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.examples.Step.FailedException;
import io.github.asyncioctl.examples.Step.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The problem and its solution, side by side: on a socket that is bound to a port, the same call
 * once with a bare OVERLAPPED and once through asyncioctl.
 */
final class PortSteps {
  private static final int CHANGE = ControlCodes.SIO_ADDRESS_LIST_CHANGE;
  private static final int FIONREAD = ControlCodes.FIONREAD;

  /**
   * Only time shows that no packet comes. The packets of a bare OVERLAPPED come within a few ms.
   */
  private static final int LOOK_MILLIS = 200;

  private final AsyncIoctl io;
  private final Report report;

  PortSteps(AsyncIoctl io, Report report) {
    this.io = io;
    this.report = report;
  }

  List<Step> all() {
    return List.of(
        new Step("port, bare, cancelled", "packet at the port", () -> on(this::bareCancelled)),
        new Step("port, tagged, cancelled", "error 995, no packet", () -> on(this::cancelled)),
        new Step("port, bare, at once", "packet at the port", () -> on(this::bareAtOnce)),
        new Step("port, tagged, at once", "0 bytes to read, no packet", () -> on(this::atOnce)));
  }

  private interface Body {
    Outcome run(PortSocket port) throws Exception;
  }

  private static Outcome on(Body body) throws Exception {
    try (PortSocket port = new PortSocket()) {
      return body.run(port);
    }
  }

  private Outcome bareCancelled(PortSocket port) throws FailedException {
    int error = port.ioctlUntagged(CHANGE, 0);
    if (error != Win32.WSA_IO_PENDING) {
      return Outcome.of(false, "WSAIoctl did not pend: error " + error);
    }
    port.cancelAll();
    return bare("SIO_ADDRESS_LIST_CHANGE, cancelled", port);
  }

  private Outcome bareAtOnce(PortSocket port) {
    int error = port.ioctlUntagged(FIONREAD, Integer.BYTES);
    if (error != 0) {
      return Outcome.of(false, "WSAIoctl failed: error " + error);
    }
    return bare("FIONREAD", port);
  }

  private Outcome bare(String what, PortSocket port) {
    Optional<Long> packet = port.takePacket((int) Waits.LIMIT.toMillis());
    String cameOut = packet.map(PortSteps::packet).orElse("no packet");
    report.line("bare OVERLAPPED, %s: %s, for a runtime that did not issue it", what, cameOut);
    return Outcome.of(packet.equals(Optional.of(port.overlapped())), cameOut);
  }

  private Outcome cancelled(PortSocket port) throws Exception {
    CompletableFuture<ByteBuffer> change =
        io.ioctlAsync(SocketHandle.ofRaw(port.socket()), CHANGE, null);
    Waits.untilIssued(io);
    port.cancelAll(); // not through the future, so that it is the kernel that completes it
    IoctlException end = Waits.failure(change, "the cancelled operation");
    return tagged(
        "SIO_ADDRESS_LIST_CHANGE, cancelled",
        end.error() == Win32.WSA_OPERATION_ABORTED,
        "error " + end.error(),
        port);
  }

  private Outcome atOnce(PortSocket port) throws Exception {
    ByteBuffer answer =
        Waits.get(
            io.ioctlAsync(SocketHandle.ofRaw(port.socket()), FIONREAD, null, Integer.BYTES),
            "FIONREAD");
    int count = answer.getInt();
    return tagged("FIONREAD", count == 0, count + " bytes to read", port);
  }

  private Outcome tagged(String what, boolean asExpected, String end, PortSocket port) {
    Optional<Long> packet = port.takePacket(LOOK_MILLIS);
    String cameOut = end + ", " + packet.map(PortSteps::packet).orElse("no packet");
    report.line("tagged by asyncioctl, %s: %s", what, cameOut);
    return Outcome.of(asExpected && packet.isEmpty(), cameOut);
  }

  private static String packet(long overlapped) {
    return "packet with OVERLAPPED 0x" + Long.toHexString(overlapped);
  }
}
