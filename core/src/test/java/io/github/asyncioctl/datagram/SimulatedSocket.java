package io.github.asyncioctl.datagram;

import static io.github.asyncioctl.datagram.GoldenLayouts.offset;

import io.github.asyncioctl.internal.kernel.DatagramPort;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Personality.Closing;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A datagram socket of the simulated kernel. A receive gets what waits, or pends; what arrives goes
 * to the oldest receive that pends. All state is under the kernel's lock.
 */
final class SimulatedSocket implements DatagramPort {
  static final long HANDLE = 0x4C;
  static final long FUNCTION = 0x7FF0_1234_5678L;
  private static final int RECEIVE = 0x1001;
  private static final int BUFFER_OVERFLOW = 0x80000005;
  private static final int WSAEMSGSIZE = 10040;

  private final SimulatedKernel kernel;
  private final Deque<byte[]> buffer = new ArrayDeque<>();
  private final Map<List<Integer>, Integer> options = new HashMap<>();
  private final Map<List<Integer>, Integer> refusals = new HashMap<>();
  private Kind kind = new Kind(AF_INET, SOCK_DGRAM);
  private boolean bound = true;
  private boolean tellsWhetherItIsBound = true;
  private boolean v6Only;

  SimulatedSocket(SimulatedKernel kernel) {
    this.kernel = kernel;
    kernel.reactTo(
        RECEIVE,
        request ->
            buffer.isEmpty()
                ? Reaction.pend().closing(Closing.UDP_RECEIVE)
                : atOnce(buffer.remove(), request.outCapacity() - Message.DATA_AT));
  }

  SimulatedSocket kind(int family, int type) {
    kind = new Kind(family, type);
    return this;
  }

  SimulatedSocket v6Only() {
    v6Only = true;
    return this;
  }

  SimulatedSocket unbound() {
    bound = false;
    return this;
  }

  /** The system cannot tell whether it is bound. */
  SimulatedSocket silent() {
    tellsWhetherItIsBound = false;
    return this;
  }

  /** What is received fails at once. */
  SimulatedSocket failAtOnce(int error) {
    kernel.react(RECEIVE, Reaction.fail(error));
    return this;
  }

  /** An option cannot be set. */
  SimulatedSocket refuse(int level, int name, int error) {
    refusals.put(List.of(level, name), error);
    return this;
  }

  /** What was set, by level and name. */
  Map<List<Integer>, Integer> options() {
    return options;
  }

  void send(byte[] data) {
    synchronized (kernel) {
      for (PendingIoctl each : kernel.pendings()) {
        if (each.handle() == HANDLE) {
          int room = (int) kernel.peek(each.outAddress() + Message.DATA_BUFFER_AT);
          end(each, data.length > room ? BUFFER_OVERFLOW : 0, data, room);
          return;
        }
      }
      buffer.add(data);
    }
  }

  /** The oldest receive fails. */
  void fail(int status) {
    synchronized (kernel) {
      kernel.complete(kernel.pendings().get(0), status);
    }
  }

  private void end(PendingIoctl receive, int status, byte[] data, int room) {
    kernel.writeStatusCounting(
        receive, status, Math.min(data.length, room), message(data, room, status));
    kernel.signal(receive);
  }

  private static Reaction atOnce(byte[] data, int room) {
    Reaction reaction =
        data.length > room
            ? Reaction.warn(WSAEMSGSIZE, BUFFER_OVERFLOW, message(data, room, BUFFER_OVERFLOW))
                .keepingCount()
            : Reaction.succeedCountingInOverlapped(message(data, room, 0));
    return reaction.reporting(Math.min(data.length, room));
  }

  /** The block as the kernel leaves it. */
  private static byte[] message(byte[] data, int room, int status) {
    byte[] bytes = new byte[Message.DATA_AT + Math.min(data.length, room)];
    ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] source = Wire.address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000));
    ByteBuffer control =
        new Wire()
            .packetInfo(new byte[] {127, 0, 0, 1}, 1)
            .number("IPPROTO_IP", "IP_TTL", 128)
            .number("IPPROTO_IP", "IP_TOS", 0)
            .done();
    block.put(Message.NAME_AT, source);
    block.putInt(offset("WSAMSG", "namelen"), source.length);
    block.put(Message.CONTROL_AT, control, 0, control.limit());
    block.putInt(offset("WSAMSG", "Control") + offset("WSABUF", "len"), control.limit());
    block.putInt(offset("WSAMSG", "dwFlags"), status == 0 ? 0 : Message.MSG_TRUNC);
    block.put(Message.DATA_AT, data, 0, Math.min(data.length, room));
    return bytes;
  }

  // --- DatagramPort ---

  @Override
  public Kind kind(long socket) {
    return kind;
  }

  @Override
  public boolean isBound(long socket) throws KernelException {
    if (!tellsWhetherItIsBound) {
      throw new KernelException("getsockname", 10055);
    }
    return bound;
  }

  @Override
  public int option(long socket, int level, int name) {
    return v6Only ? 1 : 0;
  }

  @Override
  public int setOption(long socket, int level, int name, int value) {
    options.put(List.of(level, name), value);
    return refusals.getOrDefault(List.of(level, name), 0);
  }

  @Override
  public int receive(long function, long socket, long message, int[] pointers, long overlapped) {
    if (function != FUNCTION || socket != HANDLE) {
      throw new IllegalArgumentException(function + " on " + socket);
    }
    int room = (int) kernel.peek(message + Message.DATA_BUFFER_AT);
    return kernel.socketIoctl(
        socket, RECEIVE, 0, 0, message, Message.DATA_AT + room, 0, overlapped);
  }
}
