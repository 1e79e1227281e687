package io.github.asyncioctl.codes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the constants of {@link Ioctls} are for, in the order of the table. */
public final class Purposes {
  /** What belongs together. */
  public enum Group {
    ANY("Sockets of any kind"),
    ADDRESSES("Addresses, routes and interfaces"),
    TCP("TCP"),
    UDP("UDP"),
    RAW("Raw sockets"),
    SPECIAL("Reserved ports, redirected connections, Store apps");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** What people read. */
    public String title() {
      return title;
    }
  }

  /**
   * One of them.
   *
   * @param entry the constant
   * @param group what it belongs to
   * @param want what somebody wants to do
   * @param who may do it
   * @param example a statement
   * @param page Microsoft's page by its title, or the header
   */
  public record Purpose(
      Catalogue.Entry entry, Group group, String want, String who, String example, String page) {}

  private Purposes() {}

  /** All. */
  public static List<Purpose> all() {
    Map<String, Catalogue.Entry> entries =
        Catalogue.entries().stream()
            .collect(Collectors.toMap(Catalogue.Entry::field, Function.identity()));
    return Golden.rows("ioctl-purposes.csv").stream()
        .map(
            row ->
                new Purpose(
                    entries.get(row.get("constant")),
                    Group.valueOf(row.get("group").toUpperCase(Locale.ROOT)),
                    row.get("want"),
                    row.get("who"),
                    row.get("example"),
                    row.get("page")))
        .toList();
  }

  /** All, group by group. */
  public static Map<Group, List<Purpose>> byGroup() {
    return all().stream()
        .collect(Collectors.groupingBy(Purpose::group, LinkedHashMap::new, Collectors.toList()));
  }
}
