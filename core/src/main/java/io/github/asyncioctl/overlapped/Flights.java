package io.github.asyncioctl.overlapped;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations in flight of one guard, under its lock. */
final class Flights {
  /** How many operations to check when another one starts: enough to keep up with the starts. */
  private static final int LOOKS = 8;

  private final TreeMap<Long, InFlight> byAddress = new TreeMap<>();
  private final Map<Long, InFlight> byEvent = new HashMap<>();
  private long cursor;

  void add(InFlight flight) {
    byAddress.put(flight.address(), flight);
    byEvent.put(TaggedEvent.untagged(flight.event()), flight);
  }

  void remove(InFlight flight) {
    byAddress.remove(flight.address(), flight);
    byEvent.remove(TaggedEvent.untagged(flight.event()), flight);
  }

  boolean contains(InFlight flight) {
    return byAddress.get(flight.address()) == flight;
  }

  int size() {
    return byAddress.size();
  }

  /** One whose OVERLAPPED has bytes in this range, or null. */
  @Nullable InFlight overlapping(long address, int bytes) {
    Map.Entry<Long, InFlight> nearest = byAddress.lowerEntry(address + bytes);
    return nearest != null && nearest.getKey() + bytes > address ? nearest.getValue() : null;
  }

  /** The one that has this event, or null. */
  @Nullable InFlight withEvent(long event) {
    return byEvent.get(TaggedEvent.untagged(event));
  }

  /** Releases some that have ended; every operation gets its turn. */
  void sweepSome() {
    for (int i = 0; i < LOOKS && !byAddress.isEmpty(); i++) {
      Map.Entry<Long, InFlight> next = byAddress.higherEntry(cursor);
      if (next == null) {
        next = byAddress.firstEntry();
      }
      cursor = next.getKey();
      removeIfOver(next.getValue());
    }
  }

  /** Releases all that have ended. */
  void sweep() {
    for (InFlight each : byAddress.values().toArray(new InFlight[0])) {
      removeIfOver(each);
    }
  }

  /** Releases one if it has ended. */
  void removeIfOver(InFlight flight) {
    if (flight.isOver()) {
      remove(flight);
    }
  }
}
