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
 * Publishes the state of the network, and each change once the network has settled: the interfaces,
 * their addresses, and the address from which packets leave. It works on every system: Windows
 * reports changes; on other systems the watch polls for them. All methods are thread-safe.
 *
 * <pre>{@code
 * NetworkWatch watch = NetworkWatch.open();
 * watch.listen(change -> System.out.println(change.current()));
 * }</pre>
 *
 * <p><b>Guarantees.</b> On Windows the state is at least as new as the last address or route event.
 * The slow {@link Builder#pollInterval poll} finds changes that fire no event. {@link
 * NetworkState#updates} says what the system reports. The last state always arrives. No state is
 * published twice.
 *
 * <p><b>Settling.</b> Plugging in a cable fires many events. The watch waits until none has come
 * for the {@link Builder#settlingTime settling time}, then reads the interfaces once. So a burst
 * results in one change; the watch publishes in between only if a burst lasts four times as long.
 * It publishes what a poll finds at once.
 *
 * <p><b>Failures.</b> If the watch cannot read the interfaces, or the system does not report
 * changes, subscribers get a {@link NetworkChange} with {@link NetworkChange#failure}. The watch
 * retries after 100 ms, then doubles the delay each time, up to a minute. {@code onError} follows
 * only when an engine that you passed in was closed.
 *
 * <p><b>Threads.</b> One daemon thread waits for the next poll. Daemon threads of the watch read
 * the interfaces and call subscribers; {@link Builder#executor} calls subscribers instead if you
 * set it. A read that takes seconds delays neither the engine nor subscribers. A subscriber gets
 * what it requests, see {@link Watch}.
 *
 * <p><b>Resources.</b> The watch runs from {@code open} to {@code close}, with or without
 * subscribers. On Windows it uses four operations of the engine and two sockets. It closes an
 * engine that it opened itself.
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
   * Starts a watch with the default settings. On Windows the watch opens its own engine; use {@link
   * Builder#engine} if the program has one.
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
   * Adds a subscriber, which first gets the current state. A closed watch completes it at once.
   *
   * @param subscriber gets as many changes as it requests
   */
  @Override
  public void subscribe(Flow.Subscriber<? super NetworkChange> subscriber) {
    feed.subscribe(subscriber);
  }

  /**
   * Adds a listener, which first gets the current state. When it returns from a call, it gets the
   * newest state if that has changed. The watch logs an exception that the listener throws, and
   * keeps calling it. If the engine was closed, the listener gets a last change with that {@link
   * NetworkChange#failure}.
   *
   * @param listener gets the changes, one at a time
   * @return a registration; close it to remove the listener
   */
  public Registration listen(Consumer<? super NetworkChange> listener) {
    return feed.listen(listener);
  }

  /**
   * The current state.
   *
   * @return completes as soon as the watch has read the state; cancel it if you no longer need it;
   *     fails with the failure that ends the watch, or with an {@link IllegalStateException} when
   *     it is closed
   */
  public CompletableFuture<NetworkState> current() {
    return feed.first(change -> change.isKnown() ? change.current() : null);
  }

  /**
   * The next change after this call. A loop that calls this can miss a change between two calls; a
   * loop that calls {@link #next(NetworkState)} cannot.
   *
   * @return the change; cancel it if you no longer need it, which has no other effect; fails with
   *     the failure that ends the watch, or with an {@link IllegalStateException} when it is closed
   */
  public CompletableFuture<NetworkChange> next() {
    return feed.next();
  }

  /**
   * The first change from a known state to a different one. It completes at once if the network
   * already differs.
   *
   * @param known the state that the caller has handled
   * @return the change; cancel it if you no longer need it, which has no other effect; fails with
   *     the failure that ends the watch, or with an {@link IllegalStateException} when it is closed
   */
  public CompletableFuture<NetworkChange> next(NetworkState known) {
    Objects.requireNonNull(known, "known");
    return feed.first(
        change -> change.isKnown() && !change.current().equals(known) ? change.from(known) : null);
  }

  /**
   * Completes the subscribers, cancels the operations and closes the sockets, soon and on other
   * threads. Closes the engine if the watch opened it. Closing twice has no effect.
   */
  @Override
  public void close() {
    feed.close();
    if (ownEngine != null) {
      ownEngine.close();
    }
  }

  /** Settings of a watch. Not thread-safe. */
  public static final class Builder {
    /**
     * Addresses of a.root-servers.net. They stand for the Internet: they are routed everywhere, no
     * network treats them specially, and they stay the same for decades. Documentation addresses
     * would do on most machines, but some filter them.
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
     * Sets the engine whose operations report changes. By default the watch opens its own, or uses
     * none if {@link AsyncIoctl#isSupported} is false.
     *
     * @param io the engine; close it after the watch
     * @return this
     */
    public Builder engine(AsyncIoctl io) {
      engine = Objects.requireNonNull(io, "io");
      return this;
    }

    /**
     * Sets the executor that calls subscribers and completes futures. By default the watch uses its
     * own threads.
     *
     * @param executor the executor; it is not shut down with the watch
     * @return this
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /**
     * Sets the destination of {@link NetworkState#ipv4Source} or {@link NetworkState#ipv6Source}.
     * The watch never sends anything to it. The defaults are the addresses of a.root-servers.net,
     * 198.41.0.4 and 2001:503:ba3e::2:30, which stand for the Internet: they are routed everywhere,
     * and no network treats them specially. Choose a server of your own if a VPN or a static route
     * may lead to it.
     *
     * @param destination an address; its family selects which of the two it replaces
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
     * Sets how long the network must be quiet before the watch reads and publishes its state. The
     * default is 1.5 seconds: an IPv6 address becomes usable a second after its assignment, when
     * duplicate address detection ends, and both should be one change. With zero the watch
     * publishes at every event. Then a state may be incomplete until the next event or poll.
     *
     * @param time from zero to a day
     * @return this
     */
    public Builder settlingTime(Duration time) {
      settlingTime = check("settlingTime", Duration.ZERO, time);
      return this;
    }

    /**
     * Sets how often the watch polls. The default is a minute if the system reports address
     * changes, because other changes are rare: an interface that goes up or down without a change
     * of its addresses, or a new name. It is 5 seconds if the system reports none.
     *
     * @param interval from 100 ms to a day
     * @return this
     */
    public Builder pollInterval(Duration interval) {
      pollInterval = check("pollInterval", Duration.ofMillis(100), interval);
      return this;
    }

    /**
     * Sets which interfaces belong to the state. The default is all. A program that creates
     * interfaces, such as a VPN, should exclude them here, or it gets changes that it caused
     * itself.
     *
     * @param wanted returns true for interfaces to include; called on threads of the watch
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
     * Starts the watch.
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
        LOG.debug("The watch polls the network: {}", AsyncIoctl.unsupportedReason().orElse(""));
        return destination -> new PolledFamily(destination, background);
      }
      Issuer issuer = new Issuer.Engine(io);
      return destination -> new EngineFamily(issuer, destination, background);
    }
  }
}
