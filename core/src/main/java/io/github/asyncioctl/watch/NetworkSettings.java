package io.github.asyncioctl.watch;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a network watch.
 *
 * @param destinations one for each family
 * @param settlingTime how long the network must be quiet before the watch reads the state
 * @param pollInterval how often to poll; null for the system's default
 * @param interfaces selects the interfaces of the state
 */
record NetworkSettings(
    List<InetAddress> destinations,
    Duration settlingTime,
    @Nullable Duration pollInterval,
    Predicate<InterfaceState> interfaces) {

  private static final Duration POLL_BESIDE_EVENTS = Duration.ofMinutes(1);
  private static final Duration POLL_ALONE = Duration.ofSeconds(5);

  Duration pollInterval(boolean hasEvents) {
    if (pollInterval != null) {
      return pollInterval;
    }
    return hasEvents ? POLL_BESIDE_EVENTS : POLL_ALONE;
  }
}
