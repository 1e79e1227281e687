package io.github.asyncioctl;

import java.util.Objects;

/** Names that callers give, and that messages and logs show. */
final class PlainName {
  private PlainName() {}

  /**
   * Refuses a name that could forge a line of a log.
   *
   * @throws IllegalArgumentException if it has a control character; the message does not show it
   */
  static String require(String name, String what) {
    if (Objects.requireNonNull(name, what).chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " has a control character");
    }
    return name;
  }
}
