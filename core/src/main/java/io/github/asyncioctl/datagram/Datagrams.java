package io.github.asyncioctl.datagram;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.internal.kernel.DatagramPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Receives datagrams of a socket with where they were sent to, and with interface, hop limit and
 * traffic class. Immutable: {@link #maxSize} and {@link #depth} return new objects. All methods are
 * for any thread.
 *
 * <p><b>The socket</b> is of IPv4, IPv6 or both. It stays its owner's, who closes it, and who may
 * go on sending on it. {@link #on} turns on the options that make the system tell: IP_PKTINFO,
 * IP_RECVTTL and IP_RECVTOS, and IPV6_PKTINFO, IPV6_HOPLIMIT and IPV6_RECVTCLASS, on a dual-stack
 * socket all of them. They stay on, and change nothing for other receivers. Of datagrams that came
 * before, the system may tell less; so call it before the socket is bound.
 *
 * <p><b>Who gets what.</b> Each datagram goes to exactly one receiver: to a receive of this class,
 * or to one of the JDK's own on the same socket. Which of several gets it is not specified. A
 * datagram that arrives while its receive is being cancelled, by a timeout too, may be lost: the
 * system had given it away. Datagrams that nobody receives stay in the socket's buffer.
 *
 * <p><b>Threads.</b> The engine's waiter makes the calls. Futures are completed, and subscribers
 * signalled, on its completion executor; a receive that ends before the method that started it has
 * returned is told on that thread.
 *
 * <p><b>Memory.</b> Each receive that is under way has native memory of its own, {@link #maxSize}
 * and some hundred bytes, which stays until the kernel has let go of it. What the receiver gets is
 * a copy.
 *
 * <p>Source: Microsoft, "LPFN_WSARECVMSG callback function (mswsock.h)", "IP_PKTINFO socket
 * option", "IPV6_PKTINFO socket option", "IPPROTO_IP socket options", "IPPROTO_IPV6 socket
 * options".
 */
public final class Datagrams {
  /** The largest {@link #maxSize}: no datagram of IPv4 or IPv6 is larger, jumbograms apart. */
  public static final int MAX_SIZE = 65_535;

  /**
   * While a datagram is on its way to the subscriber and the next receive on its way to the kernel,
   * some others can come in: one receive would leave a gap, in which datagrams wait in the socket's
   * buffer. More would cost memory, and the buffer is there all the same.
   */
  private static final int DEFAULT_DEPTH = 4;

  private static final int MAX_DEPTH = 1024;

  private final AsyncIoctl io;
  private final DatagramPort port;
  private final PreparedSocket socket;
  private final int depth;
  private final Receiver receiver;

  private Datagrams(
      AsyncIoctl io, DatagramPort port, PreparedSocket socket, int depth, Receiver receiver) {
    this.io = io;
    this.port = port;
    this.socket = socket;
    this.depth = depth;
    this.receiver = receiver;
  }

  /**
   * Receives one datagram of up to {@link #MAX_SIZE} bytes. For more than one, {@link #on} prepares
   * the socket only once, and in time.
   *
   * @param io the engine
   * @param socket as for {@link #on}
   * @return as {@link #receiveAsync()}; failed if the socket is closed
   * @throws IllegalArgumentException if the object is no datagram socket
   * @throws IllegalStateException if the socket is not bound, or the engine is closed
   */
  public static CompletableFuture<ReceivedDatagram> receiveAsync(AsyncIoctl io, Object socket) {
    try {
      return on(io, socket).receiveAsync();
    } catch (UncheckedIOException e) {
      return CompletableFuture.failedFuture(e.getCause());
    }
  }

  /**
   * Makes the system tell of the datagrams of a socket.
   *
   * @param io the engine
   * @param socket a {@link java.net.DatagramSocket}, {@link java.nio.channels.DatagramChannel} or
   *     {@link SocketHandle}, or an object that a {@link io.github.asyncioctl.SocketAdapter} knows;
   *     bound or not yet. It stays reachable while a receive is under way.
   * @return a receiver of datagrams of up to {@link #MAX_SIZE} bytes
   * @throws IllegalArgumentException if the object is no datagram socket
   * @throws IllegalStateException if the engine is closed
   * @throws UncheckedIOException if the socket is closed, or the system refuses: 10045
   *     (WSAEOPNOTSUPP) or 10022 (WSAEINVAL) if it does not have WSARecvMsg
   */
  public static Datagrams on(AsyncIoctl io, Object socket) {
    return on(io, socket, Win32.port());
  }

  static Datagrams on(AsyncIoctl io, Object socket, DatagramPort port) {
    Objects.requireNonNull(io, "io");
    Objects.requireNonNull(socket, "socket");
    try {
      PreparedSocket prepared = PreparedSocket.of(io, SocketHandle.of(socket), port);
      Receiver receiver = new Receiver(io, prepared, port, MAX_SIZE);
      return new Datagrams(io, port, prepared, DEFAULT_DEPTH, receiver);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A receiver of datagrams of another size. Longer ones come truncated. The default holds any
   * datagram; one that fits what you expect saves memory and time.
   *
   * @param bytes from 1 to {@link #MAX_SIZE}
   * @return another receiver on the same socket
   */
  public Datagrams maxSize(int bytes) {
    if (bytes < 1 || bytes > MAX_SIZE) {
      throw new IllegalArgumentException("bytes must be from 1 to " + MAX_SIZE + ", not " + bytes);
    }
    return new Datagrams(io, port, socket, depth, new Receiver(io, socket, port, bytes));
  }

  /**
   * A receiver that has another number of receives under way for a subscriber. The default is 4.
   *
   * @param receives from 1 to 1024
   * @return another receiver on the same socket
   */
  public Datagrams depth(int receives) {
    if (receives < 1 || receives > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "receives must be from 1 to " + MAX_DEPTH + ", not " + receives);
    }
    return new Datagrams(io, port, socket, receives, receiver);
  }

  /**
   * The options that this system does not have, so that the parts of a {@link ReceivedDatagram}
   * which they are for stay empty. The log tells of each of them once.
   *
   * @return names of ws2ipdef.h, such as IP_RECVTOS; empty if nothing is missing
   */
  public Set<String> missing() {
    return socket.missing();
  }

  /**
   * Receives one datagram. Receives that are started one after the other get datagrams in that
   * order.
   *
   * @return the datagram, or an {@link io.github.asyncioctl.IoctlException}: with the errors of
   *     {@link ReceiveError} if only a datagram that was sent did not arrive, with 995
   *     (WSA_OPERATION_ABORTED) if socket or engine were closed. Completing it in any way ends the
   *     receive.
   * @throws IllegalStateException if the socket is not bound, or the engine is closed
   */
  public CompletableFuture<ReceivedDatagram> receiveAsync() {
    return receiver.receive();
  }

  /**
   * Receives all datagrams, for as long as there is a subscriber.
   *
   * <p><b>Back-pressure.</b> Nothing is received that was not requested: as many receives are under
   * way as were requested, up to the {@link #depth}. What is not requested stays in the socket's
   * buffer, and is dropped by the system when that is full.
   *
   * <p><b>Order.</b> What the receives bring is delivered in the order of their starts, which is
   * the order in which the system gives datagrams to them.
   *
   * <p><b>The end.</b> {@code onComplete} comes when the socket was closed by its owner. {@code
   * onError} comes when the engine was closed or refuses ({@link AsyncIoctl.Builder#maxPending}),
   * when the socket is not bound, or when the system refuses. That a datagram sent before did not
   * arrive ({@link ReceiveError}) and that one did not fit are elements, not the end.
   *
   * <p><b>Subscribers.</b> Several may subscribe: each has receives of its own, and each datagram
   * goes to one of them. A subscriber that cancels ends its receives. One that throws is dismissed,
   * as rule 2.13 of Reactive Streams has it. One that blocks holds up itself, and a thread of the
   * engine's completion executor.
   *
   * @return a publisher, to be subscribed to at any time and any number of times
   */
  public Flow.Publisher<ReceiveResult> publisher() {
    return subscriber -> {
      Objects.requireNonNull(subscriber, "subscriber");
      new DatagramSubscription(subscriber, receiver, depth).begin();
    };
  }
}
