package io.github.asyncioctl.cli;

import io.github.asyncioctl.cli.TcpInfoSource.Sample;
import io.github.asyncioctl.codes.TcpInfo;
import io.github.asyncioctl.codes.TcpInfoV1.Limit;
import io.github.asyncioctl.codes.TcpState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the samples of a connection: a line with a bar for each, and a summary at the end. */
final class TcpInfoPrinter {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /** Repeats the heading, so that it stays on the screen. */
  private static final int HEAD_EVERY = 20;

  private final Terminal terminal;
  private final boolean json;
  private final ZoneId zone;
  private final Scale scale = new Scale();
  private int samples;
  private Duration least = Duration.ofNanos(Long.MAX_VALUE);
  private Duration most = Duration.ZERO;
  private Duration sum = Duration.ZERO;
  private @Nullable Sample last;

  TcpInfoPrinter(Terminal terminal, boolean json, ZoneId zone) {
    this.terminal = terminal;
    this.json = json;
    this.zone = zone;
  }

  void begin(String remote, String local, TcpInfo first) throws IOException {
    if (!json) {
      terminal.print(
          "connected to %s from %s, segments of at most %d bytes"
              .formatted(remote, local, first.maxSegmentBytes()));
    }
  }

  void print(Instant now, Sample sample) throws IOException {
    TcpInfo info = sample.info();
    Duration time = info.roundTripTime();
    if (json) {
      terminal.json(fields(now, sample));
    } else {
      if (scale.include(time) || samples % HEAD_EVERY == 0) {
        terminal.print(
            style()
                .heading(
                    line("time", "rtt ms", "min ms", "flight", "window", "resent", scale.head())));
      }
      terminal.print(
          line(
              CLOCK.format(now.atZone(zone)),
              Scale.millis(time),
              Scale.millis(info.minRoundTripTime()),
              bytes(info.bytesInFlight()),
              bytes(info.congestionWindowBytes()),
              bytes(info.bytesRetransmitted()),
              style().figure(scale.bar(time))
                  + (info.state() == TcpState.ESTABLISHED
                      ? ""
                      : " " + style().careful(info.state().toString()))));
    }
    samples++;
    least = time.compareTo(least) < 0 ? time : least;
    most = time.compareTo(most) > 0 ? time : most;
    sum = sum.plus(time);
    last = sample;
  }

  private Style style() {
    return terminal.style();
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "%-8s %8s %8s %8s %8s %7s  %s", (Object[]) cells)
        .stripTrailing();
  }

  /** At most six characters: 999, 12.3k, 4.1M. */
  static String bytes(long count) {
    if (count < 10_000) {
      return String.valueOf(count);
    }
    double value = count;
    String units = "kMGTPE";
    int unit = -1;
    while (value >= 999.95) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f%c", value, units.charAt(unit));
  }

  /** The summary of the samples. */
  void end(@Nullable String reason) throws IOException {
    Sample sample = last;
    if (json || sample == null) {
      return;
    }
    TcpInfo info = sample.info();
    if (reason != null) {
      terminal.print(reason);
    }
    terminal.print(
        "%d samples, round-trip time %s / %s / %s ms (least / mean / most)"
            .formatted(
                samples,
                Scale.millis(least),
                Scale.millis(sum.dividedBy(samples)),
                Scale.millis(most)));
    terminal.print(
        "%s bytes out, %s in, %s sent again in %d timeouts and %d fast retransmissions"
            .formatted(
                bytes(info.bytesOut()),
                bytes(info.bytesIn()),
                bytes(info.bytesRetransmitted()),
                info.timeoutEpisodes(),
                info.fastRetransmissions()));
    if (sample.limits() != null) {
      terminal.print(
          "sending was limited by the other side %s, by congestion %s, by this side %s"
              .formatted(
                  Durations.format(sample.limits().limitedByReceiver().duration()),
                  Durations.format(sample.limits().limitedByCongestion().duration()),
                  Durations.format(sample.limits().limitedBySender().duration())));
    }
  }

  static Map<String, Object> fields(Instant now, Sample sample) {
    TcpInfo info = sample.info();
    Fields fields =
        new Fields()
            .with("time", now.truncatedTo(ChronoUnit.MILLIS).toString())
            .with("state", info.state().name())
            .millis("roundTripMillis", info.roundTripTime())
            .millis("minRoundTripMillis", info.minRoundTripTime())
            .with("connectedMillis", info.connectionTime().toMillis())
            .with("maxSegmentBytes", info.maxSegmentBytes())
            .with("bytesInFlight", info.bytesInFlight())
            .with("congestionWindowBytes", info.congestionWindowBytes())
            .with("sendWindowBytes", info.sendWindowBytes())
            .with("receiveWindowBytes", info.receiveWindowBytes())
            .with("bytesOut", info.bytesOut())
            .with("bytesIn", info.bytesIn())
            .with("bytesReordered", info.bytesReordered())
            .with("bytesRetransmitted", info.bytesRetransmitted())
            .with("fastRetransmissions", info.fastRetransmissions())
            .with("duplicateAcksIn", info.duplicateAcksIn())
            .with("timeoutEpisodes", info.timeoutEpisodes())
            .with("synRetransmissions", info.synRetransmissions());
    if (sample.limits() != null) {
      fields
          .with("limitedByReceiver", limit(sample.limits().limitedByReceiver()))
          .with("limitedByCongestion", limit(sample.limits().limitedByCongestion()))
          .with("limitedBySender", limit(sample.limits().limitedBySender()));
    }
    return fields.map();
  }

  private static Map<String, Object> limit(Limit limit) {
    return new Fields()
        .with("times", limit.times())
        .with("millis", limit.duration().toMillis())
        .with("bytes", limit.bytes())
        .map();
  }
}
