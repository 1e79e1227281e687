package io.github.asyncioctl.verify;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes private data from a text: the names and folders of this machine and its user, other
 * paths, and addresses, except loopback addresses and the addresses that the run itself adds. Every
 * text of a report passes through it.
 */
final class Redaction {
  private static final int SHORTEST_NAME = 2;
  private static final String NAME = "<name>";
  private static final String PATH = "<path>";
  private static final String ADDRESS = "<address>";

  /**
   * A drive and a folder, or a server's share. Pipes belong to the run itself, so their names may
   * stay.
   */
  private static final Pattern PATHS =
      Pattern.compile(
          "\\b[A-Za-z]:[\\\\/][^\\s\"'<>|,;)\\]]*|\\\\\\\\(?![.?]\\\\)[^\\s\"'<>|,;)\\]]+");

  /** Java's version can also have four numbers, followed by a plus. */
  private static final Pattern IPV4 =
      Pattern.compile(
          "(?<![\\w.])(?!127\\.|192\\.0\\.2\\.|0\\.0\\.0\\.0)"
              + "\\d{1,3}(\\.\\d{1,3}){3}(?!\\w|\\.\\d|\\+)");

  private static final Pattern IPV6 =
      Pattern.compile("(?<![\\w:])([0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(%\\w+)?(?![\\w:])");

  private static final Pattern PUBLIC_IPV6 =
      Pattern.compile("(0:){7}[01]|::1?|2001:db8:[0-9A-Fa-f:]*");

  private final List<Pattern> names;

  /**
   * @param names the names of the machine and its user, and their folders
   */
  Redaction(List<String> names) {
    this.names =
        names.stream()
            .filter(each -> each.length() >= SHORTEST_NAME)
            .distinct()
            // What has another one in it goes first.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Redaction::asWord)
            .toList();
  }

  /** With the names that this JVM knows. */
  static Redaction ofThisMachine() {
    UnaryOperator<String> property = name -> Objects.toString(System.getProperty(name), "");
    UnaryOperator<String> variable = name -> Objects.toString(System.getenv(name), "");
    return new Redaction(
        Stream.concat(
                Stream.of("user.dir", "user.home", "java.io.tmpdir", "java.home", "user.name")
                    .map(property),
                Stream.of("USERNAME", "USERDOMAIN", "COMPUTERNAME", "HOSTNAME").map(variable))
            .toList());
  }

  private static Pattern asWord(String name) {
    return Pattern.compile(
        "(?<!\\w)" + Pattern.quote(name) + "(?!\\w)",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  String of(String text) {
    String clean = text;
    for (Pattern each : names) {
      clean = each.matcher(clean).replaceAll(NAME);
    }
    clean = PATHS.matcher(clean).replaceAll(PATH);
    clean = IPV4.matcher(clean).replaceAll(ADDRESS);
    return IPV6.matcher(clean).replaceAll(Redaction::publicOrNot);
  }

  private static String publicOrNot(MatchResult address) {
    String text = address.group();
    return PUBLIC_IPV6.matcher(text).matches() ? Matcher.quoteReplacement(text) : ADDRESS;
  }

  /** An item without private data. */
  Item of(Item item) {
    return new Item(of(item.name()), item.status(), of(item.detail()));
  }
}
