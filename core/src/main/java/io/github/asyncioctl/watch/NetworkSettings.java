package io.github.asyncioctl.watch;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a network watch is to do.
 *
 * @param destinations of each family one
 * @param settlingTime how long it must be quiet before the state is read
 * @param pollInterval how often to look by oneself; null for what suits the system
 * @param interfaces which interfaces belong to the state
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
