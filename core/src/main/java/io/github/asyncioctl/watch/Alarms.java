package io.github.asyncioctl.watch;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.watch.NetworkState.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The alarms of a session, and how to do without those that the system does not support. */
final class Alarms {
  private static final int WSAEOPNOTSUPP = 10045;
  private static final int WSAEAFNOSUPPORT = 10047;

  /** Without a route there is none to watch. */
  private static final Set<Integer> UNREACHABLE = Set.of(10051, 10065);

  private final List<Alarm> all;
  private final List<Alarm> given;
  private final Consumer<Throwable> onMissing;

  /**
   * @param onMissing receives the reason why the system does not support an alarm
   */
  Alarms(List<Alarm> all, Consumer<Throwable> onMissing) {
    this.all = List.copyOf(all);
    this.given = new ArrayList<>(all);
    this.onMissing = onMissing;
  }

  /**
   * Arms those that are not armed.
   *
   * @param onArmed receives the issued operations
   */
  void arm(BiConsumer<Alarm, CompletableFuture<?>> onArmed) {
    for (Alarm each : given) {
      CompletableFuture<?> issued = each.arm();
      if (issued != null) {
        onArmed.accept(each, issued);
      }
    }
  }

  /** Whether a failure of an alarm does not count as a failure of the watch. */
  boolean canDoWithout(Alarm alarm, Throwable failure) {
    if (!(failure instanceof IoctlException e)) {
      return false;
    }
    if (e.error() == WSAEOPNOTSUPP || e.error() == WSAEAFNOSUPPORT) {
      given.remove(alarm);
      onMissing.accept(failure);
      return true;
    }
    return alarm.sort() == Alarm.Sort.ROUTES && UNREACHABLE.contains(e.error());
  }

  Updates updates() {
    if (!tellOfAddresses()) {
      return Updates.POLLED;
    }
    return given.size() == all.size() ? Updates.EVENTS : Updates.ADDRESS_EVENTS;
  }

  /** The alarms of all families. */
  boolean tellOfAddresses() {
    return !all.isEmpty() && count(given) == count(all);
  }

  private static long count(List<Alarm> alarms) {
    return alarms.stream().filter(each -> each.sort() == Alarm.Sort.ADDRESSES).count();
  }

  void cancel() {
    given.forEach(Alarm::cancel);
  }
}
