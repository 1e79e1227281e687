package io.github.asyncioctl.facts;

/**
 * What was found of a fact on this machine.
 *
 * @param fact the fact
 * @param expected what the table says of this system
 * @param observed what was seen, or the kind of failure
 * @param verdict how the two compare
 */
public record Finding(Fact fact, String expected, String observed, Verdict verdict) {
  /** How what was seen compares with what is expected. */
  public enum Verdict {
    /** It is as expected. */
    OK,
    /** It is not. */
    OTHER,
    /** It could not be seen. */
    FAILED
  }
}
