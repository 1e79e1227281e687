package io.github.asyncioctl.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How two states of the network differ. All lists are in the order of the interfaces' indexes.
 *
 * @param added new interfaces
 * @param removed interfaces that are gone
 * @param changed interfaces that existed before and have changed: other addresses, up or down,
 *     another name
 * @param sourceChanged whether packets to one of the destinations leave from another address, or a
 *     route has appeared or disappeared
 */
public record NetworkDifference(
    List<InterfaceState> added,
    List<InterfaceState> removed,
    List<InterfaceChange> changed,
    boolean sourceChanged) {

  /**
   * A difference with its own unmodifiable lists.
   *
   * @param added new interfaces
   * @param removed interfaces that are gone
   * @param changed interfaces that have changed
   * @param sourceChanged whether a source address has changed
   */
  public NetworkDifference {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /**
   * Whether interfaces and source addresses are the same.
   *
   * @return true if nothing differs
   */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && !sourceChanged;
  }

  static NetworkDifference of(
      List<InterfaceState> before, List<InterfaceState> after, boolean sourceChanged) {
    Map<Integer, InterfaceState> left = new TreeMap<>();
    before.forEach(each -> left.put(each.index(), each));
    List<InterfaceState> added = new ArrayList<>();
    List<InterfaceChange> changed = new ArrayList<>();
    for (InterfaceState each : after) {
      InterfaceState old = left.remove(each.index());
      if (old == null) {
        added.add(each);
      } else if (!old.equals(each)) {
        changed.add(new InterfaceChange(old, each));
      }
    }
    return new NetworkDifference(added, List.copyOf(left.values()), changed, sourceChanged);
  }
}
