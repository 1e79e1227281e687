package io.github.asyncioctl.overlapped;

/** An overlapped call was refused before anything was issued, because a rule was broken. */
public final class OverlappedRuleException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** The rule that was broken. */
  private final OverlappedRule rule;

  OverlappedRuleException(OverlappedRule rule, String found) {
    super(rule + " broken: " + rule.text() + "; " + found);
    this.rule = rule;
  }

  /**
   * The rule that was broken.
   *
   * @return the rule
   */
  public OverlappedRule rule() {
    return rule;
  }
}
