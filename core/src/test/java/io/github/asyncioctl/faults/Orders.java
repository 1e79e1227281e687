package io.github.asyncioctl.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** All orders of some steps. */
final class Orders {
  private Orders() {}

  /**
   * Calls the action with each order that has nothing before what must precede it.
   *
   * @return how many there are
   */
  static <T> int forEach(List<T> steps, BiPredicate<T, T> precedes, Consumer<List<T>> action) {
    return extend(new ArrayList<>(), steps, precedes, action);
  }

  private static <T> int extend(
      List<T> order, List<T> rest, BiPredicate<T, T> precedes, Consumer<List<T>> action) {
    if (rest.isEmpty()) {
      action.accept(List.copyOf(order));
      return 1;
    }
    int count = 0;
    for (T next : rest) {
      if (rest.stream().noneMatch(other -> precedes.test(other, next))) {
        List<T> others = new ArrayList<>(rest);
        others.remove(next);
        order.add(next);
        count += extend(order, others, precedes, action);
        order.remove(order.size() - 1);
      }
    }
    return count;
  }

  /** All subsets of at most this size. */
  static <T> List<List<T>> subsets(List<T> all, int size) {
    List<List<T>> found = new ArrayList<>();
    found.add(List.of());
    for (T each : all) {
      for (List<T> subset : List.copyOf(found)) {
        if (subset.size() < size) {
          List<T> larger = new ArrayList<>(subset);
          larger.add(each);
          found.add(larger);
        }
      }
    }
    return found;
  }
}
