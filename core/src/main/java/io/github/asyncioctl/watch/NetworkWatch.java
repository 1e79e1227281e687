package io.github.asyncioctl.watch;

import io.github.asyncioctl.AsyncIoctl;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells the state of the network, and of each change once it has settled: which interfaces there
 * are, with which addresses, and from which address packets leave. Works on every system: on
 * Windows the system tells of changes, elsewhere the watch looks for them. All methods are for any
 * thread.
 *
 * <pre>{@code
 * NetworkWatch watch = NetworkWatch.open();
 * watch.listen(change -> System.out.println(change.current()));
 * }</pre>
 *
 * <p><b>What is promised.</b> On Windows the state is that of the last address or route event or a
 * later one, and what fires neither is found by the slow {@link Builder#pollInterval poll}. {@link
 * NetworkState#updates} says what the system tells of. The last state always arrives; no state is
 * told twice.
 *
 * <p><b>Settling.</b> A cable that is plugged in makes many events. The watch waits until none has
 * come for the {@link Builder#settlingTime settling time}, and then reads the interfaces once. So
 * there is one change for a burst; only one that lasts four times as long is told of in between.
 * What a poll finds is told at once.
 *
 * <p><b>Failures.</b> If the interfaces cannot be read, or the system does not tell of changes,
 * subscribers get a {@link NetworkChange} with {@link NetworkChange#failure}, and the watch tries
 * again, after 100 ms, then after twice as long each time, up to a minute. {@code onError} comes
 * only when an engine that is not the watch's own was closed.
 *
 * <p><b>Threads.</b> One daemon thread waits for the next poll. The interfaces are read, and
 * subscribers are called, on daemon threads of the watch's own, or subscribers on {@link
 * Builder#executor}. A read that takes seconds holds up neither the engine nor subscribers. A
 * subscriber gets what it requests, see {@link Watch}.
 *
 * <p><b>Who owns what.</b> The watch is at work from {@code open} to {@code close}, whether it has
 * subscribers or not, with four operations of the engine and two sockets on Windows. An engine that
 * it has opened itself is closed with it.
 *
 * <p>Source: Microsoft, "Winsock IOCTLs": SIO_ADDRESS_LIST_CHANGE, SIO_ROUTING_INTERFACE_CHANGE and
 * SIO_ROUTING_INTERFACE_QUERY (ws2def.h).
 */
public final class NetworkWatch implements Flow.Publisher<NetworkChange>, AutoCloseable {
  private static final Notices LOG = new Notices(NetworkWatch.class);

  private final Feed<NetworkState, NetworkChange> feed;
  private final @Nullable AsyncIoctl ownEngine;

  /**
   * @param ownEngine closed with the watch; null if there is none
   */
  NetworkWatch(Feed<NetworkState, NetworkChange> feed, @Nullable AsyncIoctl ownEngine) {
    this.feed = feed;
    this.ownEngine = ownEngine;
    feed.hold();
  }

  /**
   * Begins to watch with the default settings. On Windows the watch has an engine of its own; use
   * {@link Builder#engine} if the program has one.
   *
   * @return the watch, to be closed when it is no longer needed
   */
  public static NetworkWatch open() {
    return builder().open();
  }

  /**
   * Settings for a watch.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Begins to tell a subscriber, at first of the state that there is. On a watch that is closed it
   * is completed at once.
   *
   * @param subscriber gets as many changes as it requests
   */
  @Override
  public void subscribe(Flow.Subscriber<? super NetworkChange> subscriber) {
    feed.subscribe(subscriber);
  }

  /**
   * Begins to tell a listener, at first of the state that there is: after each change it gets the
   * newest state as soon as it has returned. What it throws is logged and keeps it from nothing. If
   * the engine was closed, the listener gets one more change with that as {@link
   * NetworkChange#failure}.
   *
   * @param listener gets the changes, one at a time
   * @return to be closed when the listener wants no more
   */
  public Registration listen(Consumer<? super NetworkChange> listener) {
    return feed.listen(listener);
  }

  /**
   * The state that there is.
   *
   * @return complete as soon as it is known, which takes as long as the system cannot tell it; to
   *     be cancelled when nobody waits any more; fails with what ends the watch, or with an {@link
   *     IllegalStateException} when it is closed
   */
  public CompletableFuture<NetworkState> current() {
    return feed.first(change -> change.isKnown() ? change.current() : null);
  }

  /**
   * The next change after this call. A loop over this can miss a change between two calls; one over
   * {@link #next(NetworkState)} cannot.
   *
   * @return to be cancelled when nobody waits any more, which has no other effect; fails with what
   *     ends the watch, or with an {@link IllegalStateException} when it is closed
   */
  public CompletableFuture<NetworkChange> next() {
    return feed.next();
  }

  /**
   * The first change that leads away from a state which the caller knows: at once, if the network
   * is another one already.
   *
   * @param known what the caller has acted on
   * @return to be cancelled when nobody waits any more, which has no other effect; fails with what
   *     ends the watch, or with an {@link IllegalStateException} when it is closed
   */
  public CompletableFuture<NetworkChange> next(NetworkState known) {
    Objects.requireNonNull(known, "known");
    return feed.first(
        change -> change.isKnown() && !change.current().equals(known) ? change.from(known) : null);
  }

  /**
   * Completes the subscribers, cancels the operations and closes the sockets, soon and on other
   * threads; and closes the engine if it is the watch's own. Closing twice does nothing.
   */
  @Override
  public void close() {
    feed.close();
    if (ownEngine != null) {
      ownEngine.close();
    }
  }

  /** Settings of a watch. Not for concurrent use. */
  public static final class Builder {
    /**
     * Addresses of a.root-servers.net. They stand for the Internet: they are routed everywhere, no
     * network treats them in a way of its own, and they stay as they are for decades. Addresses for
     * documentation would do on most machines, but not where reserved ones are filtered.
     */
    private static final String IPV4_INTERNET = "198.41.0.4";

    private static final String IPV6_INTERNET = "2001:503:ba3e::2:30";

    /** Longer than duplicate address detection of IPv6 takes, which is a second. */
    private static final Duration SETTLING_TIME = Duration.ofMillis(1500);

    private static final Duration LONGEST = Duration.ofDays(1);

    private @Nullable AsyncIoctl engine;
    private @Nullable Executor executor;
    private InetAddress ipv4 = literal(IPV4_INTERNET);
    private InetAddress ipv6 = literal(IPV6_INTERNET);
    private Duration settlingTime = SETTLING_TIME;
    private @Nullable Duration pollInterval;
    private Predicate<InterfaceState> interfaces = any -> true;

    private Builder() {}

    private static InetAddress literal(String number) {
      try {
        return InetAddress.getByName(number);
      } catch (UnknownHostException e) {
        throw new AssertionError(e);
      }
    }

    /**
     * The engine whose operations tell of changes. The default is one of the watch's own, and none
     * where {@link AsyncIoctl#isSupported} is false.
     *
     * @param io the engine; to be closed after the watch
     * @return this
     */
    public Builder engine(AsyncIoctl io) {
      engine = Objects.requireNonNull(io, "io");
      return this;
    }

    /**
     * Calls the subscribers, and completes the futures. The default are threads of the watch's own.
     *
     * @param executor the executor; it is not shut down with the watch
     * @return this
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /**
     * The destination of {@link NetworkState#ipv4Source} or {@link NetworkState#ipv6Source}.
     * Nothing is ever sent to it. The defaults are the addresses of a.root-servers.net, 198.41.0.4
     * and 2001:503:ba3e::2:30, which stand for the Internet: routed everywhere, and in no way that
     * is special. Choose a server of yours if a VPN or a static route may lead to it.
     *
     * @param destination an address; its family says which of the two it is
     * @return this
     */
    public Builder destination(InetAddress destination) {
      Objects.requireNonNull(destination, "destination");
      if (destination.isAnyLocalAddress()) {
        throw new IllegalArgumentException("destination must be an address, not " + destination);
      }
      if (destination instanceof Inet4Address) {
        ipv4 = destination;
      } else {
        ipv6 = destination;
      }
      return this;
    }

    /**
     * How long no event must have come before the state is read and told. The default is 1.5
     * seconds: an IPv6 address is usable a second after it was assigned, when duplicate address
     * detection has ended, and that is to be the same change. With zero every event is told of at
     * once; then a state may be told that the system has not completed yet, and be right with the
     * next event or poll.
     *
     * @param time from zero to a day
     * @return this
     */
    public Builder settlingTime(Duration time) {
      settlingTime = check("settlingTime", Duration.ZERO, time);
      return this;
    }

    /**
     * How often to look without being told. The default is a minute where the system tells of
     * addresses, since what is found then, an interface that is up or down without its addresses
     * changing, or a name, is rare; and 5 seconds where it does not.
     *
     * @param interval from 100 ms to a day
     * @return this
     */
    public Builder pollInterval(Duration interval) {
      pollInterval = check("pollInterval", Duration.ofMillis(100), interval);
      return this;
    }

    /**
     * Which interfaces belong to the state. The default is all. A program that makes interfaces of
     * its own, such as a VPN, leaves them out here, or it tells itself of its own doing.
     *
     * @param wanted true for those that are to be in the state; called on threads of the watch
     * @return this
     */
    public Builder interfaces(Predicate<InterfaceState> wanted) {
      interfaces = Objects.requireNonNull(wanted, "wanted");
      return this;
    }

    private static Duration check(String name, Duration least, Duration given) {
      if (given.compareTo(least) < 0 || given.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            name + " must be from " + least + " to a day, not " + given);
      }
      return given;
    }

    /**
     * Begins to watch.
     *
     * @return the watch, to be closed when it is no longer needed
     */
    public NetworkWatch open() {
      AsyncIoctl own = engine == null && AsyncIoctl.isSupported() ? AsyncIoctl.open() : null;
      return open(own == null ? engine : own, own);
    }

    private NetworkWatch open(@Nullable AsyncIoctl io, @Nullable AsyncIoctl own) {
      Timer timer = new Delays(WatchThreads::create);
      Couriers couriers = new Couriers(WatchThreads::create, timer);
      NetworkSettings settings =
          new NetworkSettings(List.of(ipv4, ipv6), settlingTime, pollInterval, interfaces);
      NetworkSource source =
          new NetworkSource(settings, opener(io, couriers), Interfaces.of(io), couriers, timer);
      return new NetworkWatch(
          new Feed<>(source, NetworkChange.FORM, executor, couriers, timer), own);
    }

    private static NetworkFamily.Opener opener(@Nullable AsyncIoctl io, Executor background) {
      if (io == null) {
        LOG.debug("The network is polled: {}", AsyncIoctl.unsupportedReason().orElse(""));
        return destination -> new PolledFamily(destination, background);
      }
      Issuer issuer = new Issuer.Engine(io);
      return destination -> new EngineFamily(issuer, destination, background);
    }
  }
}
