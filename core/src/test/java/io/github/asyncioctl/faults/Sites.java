package io.github.asyncioctl.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places of the engine's code at which memory, or the stack, may come to its end; and the one
 * of them at which it does so now. The classes that {@link SiteLoader} has rewritten call {@link
 * #at} at each place. For any thread.
 */
public final class Sites {
  /** What comes to its end. */
  enum Kind {
    MEMORY,
    STACK;

    Error error(String where) {
      return this == MEMORY ? new OutOfMemoryError(where) : new StackOverflowError(where);
    }
  }

  /**
   * A place.
   *
   * @param where class, method, line, and what is done there
   */
  record Site(int id, Kind kind, String where) {}

  private static final List<Site> ALL = new ArrayList<>();

  /** What happens at the place that fails: nothing for anybody else. */
  private record Failing(Site site, AtomicInteger visitsLeft) {}

  private static volatile Failing failing;
  private static volatile String failedOn;

  private Sites() {}

  /** Notes a place, and returns its number. */
  static synchronized int add(Kind kind, String where) {
    ALL.add(new Site(ALL.size(), kind, where));
    return ALL.size() - 1;
  }

  /** All places of a kind that are known by now. */
  static synchronized List<Site> all(Kind kind) {
    return ALL.stream().filter(each -> each.kind == kind).toList();
  }

  /** From now on, a visit of a place fails, once. */
  static void fail(Site site, int visit) {
    failedOn = null;
    failing = new Failing(site, new AtomicInteger(visit));
  }

  /** Nothing fails any more. */
  public static void reset() {
    failing = null;
  }

  /** The thread on which it failed; null if it did not. */
  static String failedOn() {
    return failedOn;
  }

  /** The engine's own threads have the engine at the bottom of their stacks. */
  private static boolean canFail(Kind kind) {
    String thread = Thread.currentThread().getName();
    return kind == Kind.MEMORY || !(thread.endsWith("-waiter") || thread.endsWith("-completions"));
  }

  /** Called at each place. */
  public static void at(int id) {
    Failing current = failing;
    if (current != null
        && current.site.id == id
        && canFail(current.site.kind)
        && current.visitsLeft.decrementAndGet() == 0) {
      failedOn = Thread.currentThread().getName();
      throw current.site.kind.error("simulated at " + current.site.where);
    }
  }
}
