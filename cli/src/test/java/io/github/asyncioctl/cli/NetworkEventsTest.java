package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.cli.WatchEvent.Kind;
import io.github.asyncioctl.watch.InterfaceState;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.NetworkChange;
import io.github.asyncioctl.watch.NetworkState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is printed of the changes of the network. */
class NetworkEventsTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00.5Z"), ZoneOffset.UTC);

  private final List<WatchEvent> events = new ArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final NetworkEvents network =
      new NetworkEvents(NOON, events::add, begun::incrementAndGet);
  private Optional<NetworkState> before = Optional.empty();

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static InterfaceState state(int index, boolean up, String... addresses) {
    Set<InetAddress> set = new HashSet<>();
    for (String each : addresses) {
      set.add(address(each));
    }
    return new InterfaceState(index, "eth" + index, "e" + index, up, set);
  }

  private void change(String source, Throwable failure, long skipped, InterfaceState... states) {
    NetworkState now =
        new NetworkState(
            List.of(states),
            Optional.ofNullable(source).map(each -> LocalAddress.of(address(each))),
            Optional.empty(),
            NetworkState.Updates.EVENTS);
    network.accept(new NetworkChange(now, before, skipped, Optional.ofNullable(failure)));
    before = Optional.of(now);
  }

  private List<String> told() {
    List<String> lines =
        events.stream().map(each -> each.text(ZoneOffset.UTC, Style.PLAIN).substring(25)).toList();
    events.clear();
    return lines;
  }

  @Test
  void whatThereIsThenWhatChanges() {
    change("10.0.0.1", null, 0, state(2, true, "10.0.0.1", "::5"), state(3, false));
    assertThat(told())
        .containsExactly(
            "present    e2 (2)  0:0:0:0:0:0:0:5",
            "present    e2 (2)  10.0.0.1",
            "down       e3 (3)",
            "present    source  10.0.0.1");

    change("10.0.0.2", null, 2, state(2, false, "10.0.0.2", "::5"), state(4, true, "10.0.0.4"));
    assertThat(told())
        .containsExactly(
            "removed    e2 (2)  10.0.0.1  (2 states in between not shown)",
            "down       e2 (2)",
            "added      e2 (2)  10.0.0.2",
            "added      e4 (4)  10.0.0.4",
            "removed    source  10.0.0.1",
            "added      source  10.0.0.2");

    change(null, null, 0);
    assertThat(told())
        .containsExactly(
            "removed    e2 (2)  0:0:0:0:0:0:0:5",
            "removed    e2 (2)  10.0.0.2",
            "removed    e4 (4)  10.0.0.4",
            "removed    source  10.0.0.2");
    assertThat(begun).hasValue(1);
  }

  @Test
  void aFailureIsToldWhenItBeginsAndEnds() {
    change(null, new IOException("no answer"), 0);
    change(null, new IOException("no answer"), 0, state(1, true, "127.0.0.1"));
    change(null, null, 0, state(1, true, "127.0.0.1"));

    assertThat(events)
        .extracting(WatchEvent::kind)
        .containsExactly(Kind.TROUBLE, Kind.ADDED, Kind.RECOVERED);
    assertThat(events.get(0).json())
        .containsEntry("reason", "no answer")
        .doesNotContainKey("family");
  }
}
