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
 * Receives the datagrams of a socket together with the address that they were sent to, the
 * interface, the hop limit and the traffic class. Immutable: {@link #maxSize} and {@link #depth}
 * return new objects. All methods are thread-safe.
 *
 * <p><b>The socket</b> is an IPv4, IPv6 or dual-stack socket. You still own it, close it, and may
 * send on it. {@link #on} sets the options that make the system report these values: IP_PKTINFO,
 * IP_RECVTTL and IP_RECVTOS for IPv4, IPV6_PKTINFO, IPV6_HOPLIMIT and IPV6_RECVTCLASS for IPv6, all
 * of them on a dual-stack socket. They stay set, and change nothing for other receivers. The system
 * may report less about datagrams that arrived before, so call {@link #on} before you bind the
 * socket.
 *
 * <p><b>Who receives.</b> Each datagram goes to exactly one receive: one of this class, or one of
 * the JDK's own on the same socket. If several are pending, it is not specified which one gets it.
 * A datagram that arrives while its receive is being cancelled, also by a timeout, may be lost: the
 * system had already delivered it. Datagrams without a receive stay in the socket's buffer.
 *
 * <p><b>Threads.</b> The engine's waiter makes the calls. The engine's completion executor
 * completes futures and signals subscribers. A receive that ends before the method that started it
 * has returned completes on that method's thread.
 *
 * <p><b>Memory.</b> Each pending receive has its own native memory, {@link #maxSize} plus a few
 * hundred bytes, which stays until the kernel has released it. The receiver gets a copy.
 *
 * <p>Source: Microsoft, "LPFN_WSARECVMSG callback function (mswsock.h)", "IP_PKTINFO socket
 * option", "IPV6_PKTINFO socket option", "IPPROTO_IP socket options", "IPPROTO_IPV6 socket
 * options".
 */
public final class Datagrams {
  /** The largest {@link #maxSize}: no datagram of IPv4 or IPv6 is larger, jumbograms apart. */
  public static final int MAX_SIZE = 65_535;

  /**
   * While one datagram is on its way to the subscriber and the next receive on its way to the
   * kernel, further datagrams can arrive. With one receive they would wait in the socket's buffer.
   * More than a few receives would only cost memory, because there is the socket's buffer as well.
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
   * Receives one datagram of up to {@link #MAX_SIZE} bytes. To receive several, use {@link #on}: it
   * prepares the socket once, before datagrams arrive.
   *
   * @param io the engine
   * @param socket as for {@link #on}
   * @return as {@link #receiveAsync()}; failed if the socket is closed
   * @throws IllegalArgumentException if the object is not a datagram socket
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
   * Prepares a socket: sets the options that make the system report destination, interface, hop
   * limit and traffic class.
   *
   * @param io the engine
   * @param socket a {@link java.net.DatagramSocket}, {@link java.nio.channels.DatagramChannel} or
   *     {@link SocketHandle}, or an object that a {@link io.github.asyncioctl.SocketAdapter}
   *     supports; bound or not. It stays reachable while a receive is pending.
   * @return a receiver of datagrams of up to {@link #MAX_SIZE} bytes
   * @throws IllegalArgumentException if the object is not a datagram socket
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
   * A receiver with another buffer size. Longer datagrams are truncated. The default holds any
   * datagram; a smaller size saves memory and time.
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
   * A receiver that keeps another number of receives pending for a subscriber. The default is 4.
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
   * The options that this system does not support. The parts of a {@link ReceivedDatagram} that
   * they provide stay empty. The library logs each of them once.
   *
   * @return names from ws2ipdef.h, such as IP_RECVTOS; empty if none is missing
   */
  public Set<String> missing() {
    return socket.missing();
  }

  /**
   * Receives one datagram. Receives that are started one after the other get datagrams in that
   * order.
   *
   * @return the datagram, or an {@link io.github.asyncioctl.IoctlException}: with the errors of
   *     {@link ReceiveError} if an earlier datagram that was sent did not arrive, with 995
   *     (WSA_OPERATION_ABORTED) if the socket or the engine was closed. Completing it in any way
   *     cancels the receive.
   * @throws IllegalStateException if the socket is not bound, or the engine is closed
   */
  public CompletableFuture<ReceivedDatagram> receiveAsync() {
    return receiver.receive();
  }

  /**
   * Receives all datagrams, for as long as there is a subscriber.
   *
   * <p><b>Back-pressure.</b> The publisher receives only what was requested: it keeps as many
   * receives pending as were requested, up to the {@link #depth}. Other datagrams stay in the
   * socket's buffer; the system drops them when the buffer is full.
   *
   * <p><b>Order.</b> Datagrams are delivered in the order in which their receives started, which is
   * the order in which the system completes them.
   *
   * <p><b>The end.</b> {@code onComplete} follows when the owner has closed the socket. {@code
   * onError} follows when the engine was closed or rejects a receive ({@link
   * AsyncIoctl.Builder#maxPending}), when the socket is not bound, or when the system refuses a
   * receive. An earlier datagram that did not arrive ({@link ReceiveError}) and a datagram that did
   * not fit are elements; they do not end the stream.
   *
   * <p><b>Subscribers.</b> Several may subscribe. Each has its own receives, and each datagram goes
   * to one of them. Cancelling a subscription cancels its receives. A subscriber that throws is
   * dropped, see rule 2.13 of Reactive Streams. A subscriber that blocks delays itself, and
   * occupies a thread of the engine's completion executor.
   *
   * @return a publisher that accepts any number of subscribers at any time
   */
  public Flow.Publisher<ReceiveResult> publisher() {
    return subscriber -> {
      Objects.requireNonNull(subscriber, "subscriber");
      new DatagramSubscription(subscriber, receiver, depth).begin();
    };
  }
}
