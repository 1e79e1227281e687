package io.github.asyncioctl.watch;

import io.github.asyncioctl.AsyncIoctl;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes watches. A watch does nothing before its first subscriber comes. Each kind can be had with
 * an executor that calls the subscribers; it is not shut down with the watch, and what it refuses
 * runs on the watch's own threads. With {@code Runnable::run} subscribers run on the watch's one
 * thread and hold up each other.
 */
public final class Watches {
  private static final AtomicInteger THREADS = new AtomicInteger();

  private Watches() {}

  /**
   * Watches the addresses of this machine.
   *
   * <p>Source: Microsoft, "Winsock IOCTLs": SIO_ADDRESS_LIST_CHANGE and SIO_ADDRESS_LIST_QUERY
   * (ws2def.h).
   *
   * @param io the engine; to be closed after the watch
   * @param family {@link StandardProtocolFamily#INET} or {@link StandardProtocolFamily#INET6}
   * @return a watch without subscribers
   * @throws IllegalArgumentException if the family is another one
   */
  public static Watch<LocalAddress> addresses(AsyncIoctl io, ProtocolFamily family) {
    return watch(addressSource(io, family), null);
  }

  /**
   * Watches the addresses of this machine, see {@link #addresses(AsyncIoctl, ProtocolFamily)}.
   *
   * @param io the engine; to be closed after the watch
   * @param family {@link StandardProtocolFamily#INET} or {@link StandardProtocolFamily#INET6}
   * @param executor calls the subscribers
   * @return a watch without subscribers
   * @throws IllegalArgumentException if the family is another one
   */
  public static Watch<LocalAddress> addresses(
      AsyncIoctl io, ProtocolFamily family, Executor executor) {
    return watch(addressSource(io, family), Objects.requireNonNull(executor, "executor"));
  }

  /**
   * Watches from which address of this machine packets to a destination leave. The state is one
   * address, or none if there is no way to the destination.
   *
   * <p>Source: Microsoft, "Winsock IOCTLs": SIO_ROUTING_INTERFACE_CHANGE and
   * SIO_ROUTING_INTERFACE_QUERY (ws2def.h).
   *
   * @param io the engine; to be closed after the watch
   * @param destination where packets go
   * @return a watch without subscribers
   */
  public static Watch<LocalAddress> route(AsyncIoctl io, InetAddress destination) {
    return watch(routeSource(io, destination), null);
  }

  /**
   * Watches from which address of this machine packets to a destination leave, see {@link
   * #route(AsyncIoctl, InetAddress)}.
   *
   * @param io the engine; to be closed after the watch
   * @param destination where packets go
   * @param executor calls the subscribers
   * @return a watch without subscribers
   */
  public static Watch<LocalAddress> route(
      AsyncIoctl io, InetAddress destination, Executor executor) {
    return watch(routeSource(io, destination), Objects.requireNonNull(executor, "executor"));
  }

  /**
   * Watches how many bytes a TCP connection should have sent and not yet acknowledged for the best
   * speed. The state is one number of bytes. The watch fails when the socket is closed.
   *
   * <p>Source: Microsoft, "SIO_IDEAL_SEND_BACKLOG_CHANGE Control Code" and
   * "SIO_IDEAL_SEND_BACKLOG_QUERY Control Code" (ws2ipdef.h).
   *
   * @param io the engine; to be closed after the watch
   * @param socket as for {@link AsyncIoctl#ioctlAsync(Object, int, java.nio.ByteBuffer)},
   *     connected; it stays the caller's
   * @return a watch without subscribers
   */
  public static Watch<Long> sendBacklog(AsyncIoctl io, Object socket) {
    return watch(backlogSource(io, socket), null);
  }

  /**
   * Watches the ideal send backlog of a TCP connection, see {@link #sendBacklog(AsyncIoctl,
   * Object)}.
   *
   * @param io the engine; to be closed after the watch
   * @param socket as for {@link AsyncIoctl#ioctlAsync(Object, int, java.nio.ByteBuffer)},
   *     connected; it stays the caller's
   * @param executor calls the subscribers
   * @return a watch without subscribers
   */
  public static Watch<Long> sendBacklog(AsyncIoctl io, Object socket, Executor executor) {
    return watch(backlogSource(io, socket), Objects.requireNonNull(executor, "executor"));
  }

  private static Source<LocalAddress> addressSource(AsyncIoctl io, ProtocolFamily family) {
    Objects.requireNonNull(family, "family");
    if (family instanceof StandardProtocolFamily standard
        && (standard == StandardProtocolFamily.INET || standard == StandardProtocolFamily.INET6)) {
      return new AddressSource(new Issuer.Engine(io), standard);
    }
    throw new IllegalArgumentException("family must be INET or INET6, not " + family);
  }

  private static Source<LocalAddress> routeSource(AsyncIoctl io, InetAddress destination) {
    return new RouteSource(
        new Issuer.Engine(io), Objects.requireNonNull(destination, "destination"));
  }

  private static Source<Long> backlogSource(AsyncIoctl io, Object socket) {
    return new SendBacklogSource(new Issuer.Engine(io), Objects.requireNonNull(socket, "socket"));
  }

  private static <T> Watch<T> watch(Source<T> source, @Nullable Executor signals) {
    return new Watch<>(
        source, signals, new Couriers(Watches::newThread, Timer.SYSTEM), Timer.SYSTEM);
  }

  private static Thread newThread(Runnable task) {
    Thread created =
        new Thread(null, task, "asyncioctl-watch-" + THREADS.incrementAndGet(), 0, false);
    created.setDaemon(true);
    return created;
  }
}
