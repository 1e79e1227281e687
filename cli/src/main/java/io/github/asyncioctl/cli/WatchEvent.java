package io.github.asyncioctl.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code watch}.
 *
 * @param time when it was noticed
 * @param subject what is watched
 * @param family IPv4 or IPv6; null if it is about neither
 * @param kind what has happened
 * @param address the address; null if the event is about none
 * @param skipped how many states before it were skipped
 * @param reason why there is trouble, otherwise null
 */
record WatchEvent(
    Instant time,
    String subject,
    @Nullable String family,
    Kind kind,
    @Nullable String address,
    long skipped,
    @Nullable String reason) {

  /** What has happened. */
  enum Kind {
    /** It existed when the watch began. */
    PRESENT,
    /** Nothing existed when the watch began. */
    NONE,
    /** It is new. */
    ADDED,
    /** It is gone. */
    REMOVED,
    /** An interface is up. */
    UP,
    /** An interface is down. */
    DOWN,
    /** The system does not report changes: the watch polls at growing intervals. */
    TROUBLE,
    /** The system reports changes again. */
    RECOVERED,
    /** The watch has ended; no more events follow. */
    ENDED
  }

  private static final int WORD_WIDTH = 9;
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  String text(ZoneId zone, Style style) {
    StringBuilder line = new StringBuilder(LOCAL_TIME.format(time.atZone(zone)));
    line.append("  ").append(coloured(word(), style));
    line.append(" ".repeat(WORD_WIDTH - word().length())).append("  ");
    // An address shows its family by itself.
    boolean showsFamily = address == null && family != null && !subject.startsWith("route");
    line.append(showsFamily ? family + " " : "").append(subject);
    if (address != null) {
      line.append("  ").append(address);
    }
    if (skipped > 0) {
      line.append("  (").append(skipped).append(" states in between not shown)");
    }
    if (reason != null) {
      line.append("  ").append(reason);
    }
    return line.toString();
  }

  Map<String, Object> json() {
    return new Fields()
        .with("time", time.truncatedTo(ChronoUnit.MILLIS).toString())
        .with("event", word())
        .with("watch", subject)
        .with("family", family)
        .with("address", address)
        .with("skipped", skipped > 0 ? skipped : null)
        .with("reason", reason)
        .map();
  }

  private String coloured(String word, Style style) {
    return switch (kind) {
      case ADDED, UP, RECOVERED -> style.good(word);
      case REMOVED, DOWN, ENDED -> style.bad(word);
      case TROUBLE -> style.careful(word);
      case PRESENT, NONE -> word;
    };
  }

  private String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
