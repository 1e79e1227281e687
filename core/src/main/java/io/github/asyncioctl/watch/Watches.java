package io.github.asyncioctl.watch;

import io.github.asyncioctl.AsyncIoctl;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Creates watches for addresses, routes and send backlogs; a {@link NetworkWatch} publishes the
 * state of the whole network. A watch does nothing until its first subscriber comes. Each factory
 * method also accepts an executor that calls the subscribers. Closing a watch does not shut it
 * down. The watch's own threads run what it rejects. With {@code Runnable::run} subscribers run on
 * the watch's one thread and delay each other.
 */
public final class Watches {
  private Watches() {}

  /**
   * Watches the addresses of this machine.
   *
   * <p>Source: Microsoft, "Winsock IOCTLs": SIO_ADDRESS_LIST_CHANGE and SIO_ADDRESS_LIST_QUERY
   * (ws2def.h).
   *
   * @param io the engine; close it after the watch
   * @param family {@link StandardProtocolFamily#INET} or {@link StandardProtocolFamily#INET6}
   * @return the watch, without subscribers
   * @throws IllegalArgumentException if the family is another one
   */
  public static Watch<LocalAddress> addresses(AsyncIoctl io, ProtocolFamily family) {
    return watch(addressSource(io, family), null);
  }

  /**
   * Watches the addresses of this machine, see {@link #addresses(AsyncIoctl, ProtocolFamily)}.
   *
   * @param io the engine; close it after the watch
   * @param family {@link StandardProtocolFamily#INET} or {@link StandardProtocolFamily#INET6}
   * @param executor calls the subscribers
   * @return the watch, without subscribers
   * @throws IllegalArgumentException if the family is another one
   */
  public static Watch<LocalAddress> addresses(
      AsyncIoctl io, ProtocolFamily family, Executor executor) {
    return watch(addressSource(io, family), Objects.requireNonNull(executor, "executor"));
  }

  /**
   * Watches from which address of this machine packets to a destination leave. The value is that
   * address, or none if there is no route to the destination.
   *
   * <p>Source: Microsoft, "Winsock IOCTLs": SIO_ROUTING_INTERFACE_CHANGE and
   * SIO_ROUTING_INTERFACE_QUERY (ws2def.h).
   *
   * @param io the engine; close it after the watch
   * @param destination where packets go
   * @return the watch, without subscribers
   */
  public static ValueWatch<LocalAddress> sourceAddress(AsyncIoctl io, InetAddress destination) {
    return valueWatch(routeSource(io, destination), null);
  }

  /**
   * Watches from which address of this machine packets to a destination leave, see {@link
   * #sourceAddress(AsyncIoctl, InetAddress)}.
   *
   * @param io the engine; close it after the watch
   * @param destination where packets go
   * @param executor calls the subscribers
   * @return the watch, without subscribers
   */
  public static ValueWatch<LocalAddress> sourceAddress(
      AsyncIoctl io, InetAddress destination, Executor executor) {
    return valueWatch(routeSource(io, destination), Objects.requireNonNull(executor, "executor"));
  }

  /**
   * Watches how many bytes a TCP connection should have in flight (sent, not yet acknowledged) for
   * the best throughput. The value is a number of bytes. The watch fails when the socket is closed.
   *
   * <p>Source: Microsoft, "SIO_IDEAL_SEND_BACKLOG_CHANGE Control Code" and
   * "SIO_IDEAL_SEND_BACKLOG_QUERY Control Code" (ws2ipdef.h).
   *
   * @param io the engine; close it after the watch
   * @param socket as for {@link AsyncIoctl#ioctlAsync(Object, int, java.nio.ByteBuffer)},
   *     connected; the caller owns it
   * @return the watch, without subscribers
   */
  public static ValueWatch<Long> idealSendBacklog(AsyncIoctl io, Object socket) {
    return valueWatch(backlogSource(io, socket), null);
  }

  /**
   * Watches the ideal send backlog of a TCP connection, see {@link #idealSendBacklog(AsyncIoctl,
   * Object)}.
   *
   * @param io the engine; close it after the watch
   * @param socket as for {@link AsyncIoctl#ioctlAsync(Object, int, java.nio.ByteBuffer)},
   *     connected; the caller owns it
   * @param executor calls the subscribers
   * @return the watch, without subscribers
   */
  public static ValueWatch<Long> idealSendBacklog(AsyncIoctl io, Object socket, Executor executor) {
    return valueWatch(backlogSource(io, socket), Objects.requireNonNull(executor, "executor"));
  }

  /**
   * As {@link #sourceAddress(AsyncIoctl, InetAddress)}, with a set of one address or none.
   *
   * @param io the engine; close it after the watch
   * @param destination where packets go
   * @return the watch, without subscribers
   * @deprecated use {@link #sourceAddress(AsyncIoctl, InetAddress)}; removed in 0.2
   */
  @Deprecated(since = "0.1", forRemoval = true)
  public static Watch<LocalAddress> route(AsyncIoctl io, InetAddress destination) {
    return watch(new SetSource<>(routeSource(io, destination)), null);
  }

  /**
   * As {@link #sourceAddress(AsyncIoctl, InetAddress, Executor)}, with a set of one address or
   * none.
   *
   * @param io the engine; close it after the watch
   * @param destination where packets go
   * @param executor calls the subscribers
   * @return the watch, without subscribers
   * @deprecated use {@link #sourceAddress(AsyncIoctl, InetAddress, Executor)}; removed in 0.2
   */
  @Deprecated(since = "0.1", forRemoval = true)
  public static Watch<LocalAddress> route(
      AsyncIoctl io, InetAddress destination, Executor executor) {
    return watch(
        new SetSource<>(routeSource(io, destination)),
        Objects.requireNonNull(executor, "executor"));
  }

  /**
   * As {@link #idealSendBacklog(AsyncIoctl, Object)}, with a set of one number.
   *
   * @param io the engine; close it after the watch
   * @param socket connected; the caller owns it
   * @return the watch, without subscribers
   * @deprecated use {@link #idealSendBacklog(AsyncIoctl, Object)}; removed in 0.2
   */
  @Deprecated(since = "0.1", forRemoval = true)
  public static Watch<Long> sendBacklog(AsyncIoctl io, Object socket) {
    return watch(new SetSource<>(backlogSource(io, socket)), null);
  }

  /**
   * As {@link #idealSendBacklog(AsyncIoctl, Object, Executor)}, with a set of one number.
   *
   * @param io the engine; close it after the watch
   * @param socket connected; the caller owns it
   * @param executor calls the subscribers
   * @return the watch, without subscribers
   * @deprecated use {@link #idealSendBacklog(AsyncIoctl, Object, Executor)}; removed in 0.2
   */
  @Deprecated(since = "0.1", forRemoval = true)
  public static Watch<Long> sendBacklog(AsyncIoctl io, Object socket, Executor executor) {
    return watch(
        new SetSource<>(backlogSource(io, socket)), Objects.requireNonNull(executor, "executor"));
  }

  private static Source<Set<LocalAddress>> addressSource(AsyncIoctl io, ProtocolFamily family) {
    Objects.requireNonNull(family, "family");
    if (family instanceof StandardProtocolFamily standard
        && (standard == StandardProtocolFamily.INET || standard == StandardProtocolFamily.INET6)) {
      return new AddressSource(new Issuer.Engine(io), standard);
    }
    throw new IllegalArgumentException("family must be INET or INET6, not " + family);
  }

  private static Source<Optional<LocalAddress>> routeSource(
      AsyncIoctl io, InetAddress destination) {
    return new RouteSource(
        new Issuer.Engine(io), Objects.requireNonNull(destination, "destination"));
  }

  private static Source<Optional<Long>> backlogSource(AsyncIoctl io, Object socket) {
    return new SendBacklogSource(new Issuer.Engine(io), Objects.requireNonNull(socket, "socket"));
  }

  private static <T> Watch<T> watch(Source<Set<T>> source, @Nullable Executor signals) {
    Timer timer = new Delays(WatchThreads::create);
    return new Watch<>(source, signals, new Couriers(WatchThreads::create, timer), timer);
  }

  private static <T> ValueWatch<T> valueWatch(
      Source<Optional<T>> source, @Nullable Executor signals) {
    Timer timer = new Delays(WatchThreads::create);
    return new ValueWatch<>(source, signals, new Couriers(WatchThreads::create, timer), timer);
  }
}
