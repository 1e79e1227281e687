package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A network that changes as a test wants, and tells of it as the system does: what is armed
 * completes at a change of its sort, and a change while nothing is armed is told to nobody. What a
 * watch must keep to is checked. For any thread.
 */
final class FakeNetwork implements NetworkFamily.Opener, Interfaces {
  private final Map<Integer, InterfaceState> interfaces = new TreeMap<>();
  private final Map<ProtocolFamily, LocalAddress> sources = new HashMap<>();
  private final List<FakeFamily> open = new ArrayList<>();
  private final Map<Alarm.Sort, Throwable> refused = new EnumMap<>(Alarm.Sort.class);
  private final Deque<Throwable> enumerationFailures = new ArrayDeque<>();
  private boolean hasAlarms = true;
  private boolean hasIpv6 = true;
  private Runnable duringEnumeration = () -> {};
  private int enumerations;
  private int arms;
  private int opened;

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  static InterfaceState up(int index, String... addresses) {
    return state(index, true, addresses);
  }

  static InterfaceState state(int index, boolean up, String... addresses) {
    Set<InetAddress> set = new java.util.HashSet<>();
    for (String each : addresses) {
      set.add(address(each));
    }
    return new InterfaceState(index, "eth" + index, "Ethernet " + index, up, set);
  }

  // --- The world ---

  /** An interface becomes so, and nothing tells. */
  synchronized void put(InterfaceState state) {
    interfaces.put(state.index(), state);
  }

  synchronized void remove(int index) {
    interfaces.remove(index);
  }

  synchronized void source(String address) {
    InetAddress source = address(address);
    sources.put(SourceAddress.familyOf(source), LocalAddress.of(source));
  }

  synchronized NetworkState world(NetworkState.Updates updates) {
    return new NetworkState(
        List.copyOf(interfaces.values()),
        Optional.ofNullable(sources.get(StandardProtocolFamily.INET)),
        Optional.ofNullable(sources.get(StandardProtocolFamily.INET6)),
        updates);
  }

  /** What is armed for this sort is told. */
  void ring(Alarm.Sort sort) {
    List<CompletableFuture<Void>> told = new ArrayList<>();
    synchronized (this) {
      open.forEach(family -> told.addAll(family.armed(sort)));
    }
    told.forEach(each -> each.complete(null));
  }

  void change(InterfaceState state) {
    put(state);
    ring(Alarm.Sort.ADDRESSES);
  }

  /** What is armed fails. */
  void failArmed(Alarm.Sort sort, Throwable failure) {
    List<CompletableFuture<Void>> told = new ArrayList<>();
    synchronized (this) {
      open.forEach(family -> told.addAll(family.armed(sort)));
    }
    told.forEach(each -> each.completeExceptionally(failure));
  }

  synchronized void refuse(Alarm.Sort sort, Throwable failure) {
    refused.put(sort, failure);
  }

  synchronized void accept(Alarm.Sort sort) {
    refused.remove(sort);
  }

  synchronized void failNextEnumerations(int times, Throwable failure) {
    for (int i = 0; i < times; i++) {
      enumerationFailures.add(failure);
    }
  }

  /** What happens in the middle of the next enumeration, after the interfaces were looked at. */
  synchronized void onceDuringEnumeration(Runnable action) {
    duringEnumeration = action;
  }

  /** As a system without an engine. */
  synchronized void withoutAlarms() {
    hasAlarms = false;
  }

  synchronized void withoutIpv6() {
    hasIpv6 = false;
  }

  synchronized int enumerations() {
    return enumerations;
  }

  synchronized int arms() {
    return arms;
  }

  synchronized int opened() {
    return opened;
  }

  synchronized int open() {
    return open.size();
  }

  /** How many alarms are armed. */
  synchronized int armed() {
    return open.stream()
        .mapToInt(
            family ->
                family.armed(Alarm.Sort.ADDRESSES).size() + family.armed(Alarm.Sort.ROUTES).size())
        .sum();
  }

  // --- For the watch ---

  @Override
  public List<InterfaceState> read() throws SocketException {
    List<InterfaceState> seen;
    Runnable action;
    synchronized (this) {
      for (FakeFamily each : open) {
        assertThat(each.asked).as("asked for the source behind what was armed").isTrue();
      }
      enumerations++;
      seen = List.copyOf(interfaces.values());
      action = duringEnumeration;
      duringEnumeration = () -> {};
      Throwable failure = enumerationFailures.poll();
      if (failure instanceof SocketException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
    }
    action.run();
    return seen;
  }

  @Override
  public synchronized NetworkFamily open(InetAddress destination) throws IOException {
    ProtocolFamily family = SourceAddress.familyOf(destination);
    if (family == StandardProtocolFamily.INET6 && !hasIpv6) {
      throw new UnsupportedOperationException("as the test wants it");
    }
    FakeFamily created = new FakeFamily(family);
    open.add(created);
    opened++;
    return created;
  }

  private final class FakeFamily implements NetworkFamily {
    private final ProtocolFamily family;
    private final Map<Alarm.Sort, CompletableFuture<Void>> pending =
        new EnumMap<>(Alarm.Sort.class);
    private final List<Alarm> alarms;
    private boolean asked;

    FakeFamily(ProtocolFamily family) {
      this.family = family;
      alarms =
          hasAlarms ? List.of(alarm(Alarm.Sort.ADDRESSES), alarm(Alarm.Sort.ROUTES)) : List.of();
    }

    private Alarm alarm(Alarm.Sort sort) {
      return new Alarm(sort, () -> arm(sort));
    }

    private CompletableFuture<Void> arm(Alarm.Sort sort) {
      synchronized (FakeNetwork.this) {
        assertThat(open).as("open").contains(this);
        assertThat(armed(sort)).as("one at a time").isEmpty();
        arms++;
        asked = false;
        CompletableFuture<Void> armed = new CompletableFuture<>();
        Throwable failure = refused.get(sort);
        if (failure == null) {
          pending.put(sort, armed);
        } else {
          armed.completeExceptionally(failure);
        }
        return armed;
      }
    }

    private List<CompletableFuture<Void>> armed(Alarm.Sort sort) {
      CompletableFuture<Void> armed = pending.get(sort);
      return armed == null || armed.isDone() ? List.of() : List.of(armed);
    }

    @Override
    public ProtocolFamily family() {
      return family;
    }

    @Override
    public List<Alarm> alarms() {
      return alarms;
    }

    @Override
    public CompletableFuture<Optional<LocalAddress>> source() {
      synchronized (FakeNetwork.this) {
        asked = true;
        return CompletableFuture.completedFuture(Optional.ofNullable(sources.get(family)));
      }
    }

    @Override
    public void close() {
      synchronized (FakeNetwork.this) {
        assertThat(open.remove(this)).as("closed once").isTrue();
        assertThat(pending.values()).as("cancelled before").allMatch(CompletableFuture::isDone);
      }
    }
  }
}
