package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.LocalAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is printed of the changes of a watch. */
class WatchEventsTest {
  private static final Duration NOT_AT_ALL = Duration.ofNanos(1);
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00.5Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AtomicLong requested = new AtomicLong();
  private final Stop stop = new Stop();

  private WatchPrinter printer(boolean json, boolean changesOnly, Integer count) {
    Output stream = Run.output(out);
    return new WatchPrinter(
        new Terminal(stream, stream), stop, json, changesOnly, count, ZoneOffset.UTC);
  }

  private WatchEvents events(String subject, String family, WatchPrinter printer) {
    return events(subject, family, printer, NOON, () -> {});
  }

  private WatchEvents events(
      String subject, String family, WatchPrinter printer, Clock clock, Runnable onBegin) {
    WatchEvents events = new WatchEvents(subject, family, clock, printer, onBegin, printer::fail);
    events.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            requested.addAndGet(n);
          }

          @Override
          public void cancel() {
            throw new AssertionError("the watch is closed instead");
          }
        });
    return events;
  }

  private static LocalAddress at(String address, int scope) {
    try {
      return new LocalAddress(InetAddress.getByName(address), scope);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static LocalAddress at(String address) {
    return at(address, 0);
  }

  private static Change<LocalAddress> change(
      Set<LocalAddress> current, Set<LocalAddress> added, Set<LocalAddress> removed, long skipped) {
    return new Change<>(current, added, removed, skipped, Optional.empty());
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void whatIsThereThenWhatChanges() {
    WatchEvents events = events("address", "IPv4", printer(false, false, null));
    Set<LocalAddress> both = Set.of(at("10.0.0.10"), at("10.0.0.9"));
    events.onNext(change(both, both, Set.of(), 0));
    events.onNext(change(Set.of(at("10.0.0.1")), Set.of(at("10.0.0.1")), both, 3));

    String time = "2026-11-23 12:00:00.500  ";
    assertThat(lines())
        .containsExactly(
            time + "present    address  10.0.0.9",
            time + "present    address  10.0.0.10",
            time + "removed    address  10.0.0.9  (3 states in between not shown)",
            time + "removed    address  10.0.0.10",
            time + "added      address  10.0.0.1");
    assertThat(requested).as("one at the start, one after each").hasValue(3);
  }

  @Test
  void aScopeTellsTwoInterfacesApart() {
    WatchEvents events = events("address", "IPv6", printer(false, false, null));
    Set<LocalAddress> both = Set.of(at("fe80::1", 4), at("fe80::1", 12));
    events.onNext(change(both, both, Set.of(), 0));

    assertThat(lines().get(0)).endsWith("fe80:0:0:0:0:0:0:1%4");
    assertThat(lines().get(1)).endsWith("fe80:0:0:0:0:0:0:1%12");
  }

  @Test
  void theOtherFamilyIsNotTold() {
    WatchEvents events = events("address", "IPv6", printer(false, false, null));
    Set<LocalAddress> v4 = Set.of(at("10.0.0.1"));
    events.onNext(change(v4, v4, Set.of(), 0));

    assertThat(lines()).singleElement().asString().endsWith("  none       IPv6 address");
  }

  @Test
  void troubleIsToldWhenItBeginsAndEnds() {
    WatchEvents events = events("route to 10.0.0.2", "IPv4", printer(true, true, null));
    Set<LocalAddress> one = Set.of(at("10.0.0.1"));
    Optional<Throwable> trouble = Optional.of(new IOException("no\nmemory"));
    events.onNext(new Change<>(one, one, Set.of(), 0, trouble));
    events.onNext(new Change<>(Set.of(), Set.of(), one, 0, trouble));
    events.onNext(change(Set.of(), Set.of(), Set.of(), 0));

    String begin = "{\"time\":\"2026-11-23T12:00:00.500Z\",\"event\":\"";
    String watch = "\",\"watch\":\"route to 10.0.0.2\",\"family\":\"IPv4\"";
    assertThat(lines())
        .containsExactly(
            begin + "trouble" + watch + ",\"reason\":\"no memory\"}",
            begin + "removed" + watch + ",\"address\":\"10.0.0.1\"}",
            begin + "recovered" + watch + "}");
  }

  @Test
  void theLastLineThatWasAskedForEndsIt() {
    WatchEvents events = events("address", "IPv4", printer(false, true, 2));
    Set<LocalAddress> one = Set.of(at("10.0.0.1"));
    events.onNext(change(one, one, Set.of(), 0));
    assertThat(stop.await(NOT_AT_ALL)).isFalse();
    events.onNext(change(Set.of(), Set.of(), one, 0));
    events.onNext(change(one, one, Set.of(), 0));
    assertThat(stop.await(NOT_AT_ALL)).isTrue();
    events.onNext(change(Set.of(), Set.of(), one, 0));

    assertThat(lines()).hasSize(2);
  }

  /** That a family has nothing is no line of those that were asked for. */
  @Test
  void nothingDoesNotCount() {
    WatchPrinter printer = printer(false, false, 1);
    Set<LocalAddress> one = Set.of(at("10.0.0.1"));
    events("address", "IPv6", printer).onNext(change(Set.of(), Set.of(), Set.of(), 0));
    assertThat(stop.await(NOT_AT_ALL)).isFalse();
    events("address", "IPv4", printer).onNext(change(one, one, Set.of(), 0));

    assertThat(stop.await(NOT_AT_ALL)).isTrue();
    assertThat(lines()).hasSize(2).last().asString().endsWith("10.0.0.1");
  }

  /** What is stamped outside of the lock can be printed after what was stamped later. */
  @Test
  void timesAreTakenWhereTheOrderIsMade() {
    WatchPrinter printer = printer(false, false, null);
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            assertThat(Thread.holdsLock(printer)).isTrue();
            return NOON.instant();
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    WatchEvents events = events("address", "IPv4", printer, clock, () -> {});
    events.onNext(change(Set.of(), Set.of(), Set.of(), 0));
    events.onError(new IOException("gone"));

    assertThat(lines()).hasSize(2);
  }

  @Test
  void theBeginningIsToldOfOnceAndAfterItsLines() {
    WatchPrinter printer = printer(false, false, null);
    List<Integer> printed = new ArrayList<>();
    Runnable onBegin = () -> printed.add(lines().size());
    WatchEvents events = events("address", "IPv4", printer, NOON, onBegin);
    assertThat(printed).isEmpty();
    events.onNext(change(Set.of(), Set.of(), Set.of(), 0));
    events.onNext(change(Set.of(), Set.of(), Set.of(), 0));
    events.onComplete();
    events("route", "IPv4", printer, NOON, onBegin).onError(new IOException("no route"));

    assertThat(printed).hasSize(2).startsWith(1);
  }

  @Test
  void aReaderThatIsGoneEndsIt() {
    WatchPrinter printer =
        new WatchPrinter(
            new Terminal(TerminalTest.closed(), TerminalTest.closed()),
            stop,
            false,
            false,
            null,
            ZoneOffset.UTC);
    events("address", "IPv4", printer).onNext(change(Set.of(), Set.of(), Set.of(), 0));

    assertThat(stop.await(NOT_AT_ALL)).isTrue();
    assertThat(printer.allFailed()).isFalse();
    assertThat(stop.exitCode()).isZero();
  }

  @Test
  void aWatchThatCannotGoOnSaysWhy() {
    WatchPrinter printer = printer(false, false, null);
    events("address", "IPv6", printer).onError(new IOException("no such family"));

    assertThat(lines())
        .singleElement()
        .asString()
        .endsWith("ended      IPv6 address  no such family");
    assertThat(stop.await(NOT_AT_ALL)).isTrue();
    assertThat(printer.allFailed()).isTrue();
  }

  @Test
  void whatComesAfterTheEndIsNotPrinted() {
    WatchPrinter printer = printer(false, false, null);
    WatchEvents events = events("address", "IPv4", printer);
    printer.close();
    events.onNext(change(Set.of(), Set.of(), Set.of(), 0));
    events.onComplete();

    assertThat(lines()).isEmpty();
    assertThat(printer.allFailed()).isFalse();
  }
}
