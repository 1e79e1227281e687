package io.github.asyncioctl.cli;

import io.github.asyncioctl.cli.WatchEvent.Kind;
import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.LocalAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Converts the changes of one watch to events. It requests the next change when the events of the
 * last one are written, so a slow terminal skips states instead of filling the memory.
 */
final class WatchEvents implements Flow.Subscriber<Change<LocalAddress>> {
  private static final Comparator<LocalAddress> ORDER =
      Comparator.<LocalAddress, byte[]>comparing(
              each -> each.address().getAddress(), Arrays::compareUnsigned)
          .thenComparing(LocalAddress::scopeId);

  private final String subject;
  private final String family;
  private final Clock clock;
  private final Consumer<WatchEvent> events;
  private final Runnable onBegin;
  private final Runnable onEnd;
  private Flow.@Nullable Subscription subscription;
  private boolean begun;
  private boolean troubled;

  /**
   * @param events receives them; locked during the events of one change, so that these stay
   *     together and all events are in the order of their times, even if several watches share it
   * @param onBegin called after the events of the first state, or if there is none
   * @param onEnd called when no more events follow
   */
  WatchEvents(
      String subject,
      String family,
      Clock clock,
      Consumer<WatchEvent> events,
      Runnable onBegin,
      Runnable onEnd) {
    this.subject = subject;
    this.family = family;
    this.clock = clock;
    this.events = events;
    this.onBegin = onBegin;
    this.onEnd = onEnd;
  }

  @Override
  public void onSubscribe(Flow.Subscription mine) {
    subscription = mine;
    mine.request(1);
  }

  @Override
  public void onNext(Change<LocalAddress> change) {
    synchronized (events) {
      tell(clock.instant(), change);
    }
    begin();
    if (subscription != null) {
      subscription.request(1);
    }
  }

  private void begin() {
    if (!begun) {
      begun = true;
      onBegin.run();
    }
  }

  private void tell(Instant now, Change<LocalAddress> change) {
    List<LocalAddress> removed = ours(change.removed());
    tell(now, Kind.REMOVED, removed, change.skipped());
    long skipped = removed.isEmpty() ? change.skipped() : 0;
    tell(now, begun ? Kind.ADDED : Kind.PRESENT, ours(change.added()), skipped);
    if (!begun && ours(change.current()).isEmpty()) {
      tell(now, Kind.NONE, null, 0, null);
    }
    if (change.failure().isPresent() != troubled) {
      troubled = change.failure().isPresent();
      String reason = change.failure().map(Failures::describe).orElse(null);
      tell(now, troubled ? Kind.TROUBLE : Kind.RECOVERED, null, 0, reason);
    }
  }

  /** In order. Wine returns IPv4 addresses on an IPv6 socket, too, but another watch has those. */
  private List<LocalAddress> ours(Collection<LocalAddress> all) {
    return all.stream()
        .filter(each -> FamilyOptions.name(FamilyOptions.familyOf(each.address())).equals(family))
        .sorted(ORDER)
        .toList();
  }

  /** The first event has the number of states that were skipped before it. */
  private void tell(Instant now, Kind kind, List<LocalAddress> ordered, long skipped) {
    for (int i = 0; i < ordered.size(); i++) {
      tell(now, kind, name(ordered.get(i)), i == 0 ? skipped : 0, null);
    }
  }

  private void tell(
      Instant now, Kind kind, @Nullable String address, long skipped, @Nullable String reason) {
    events.accept(new WatchEvent(now, subject, family, kind, address, skipped, reason));
  }

  /** Without the name of the interface, because the JDK would have to look it up now. */
  static String name(LocalAddress address) {
    String text = address.address().getHostAddress();
    int percent = text.indexOf('%');
    String number = percent < 0 ? text : text.substring(0, percent);
    return address.scopeId() == 0 ? number : number + "%" + address.scopeId();
  }

  @Override
  public void onError(Throwable failure) {
    synchronized (events) {
      tell(clock.instant(), Kind.ENDED, null, 0, Failures.describe(failure));
    }
    end();
  }

  @Override
  public void onComplete() {
    end();
  }

  private void end() {
    begin();
    onEnd.run();
  }
}
