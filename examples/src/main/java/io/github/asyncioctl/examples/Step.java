package io.github.asyncioctl.examples;

/**
 * One step of the demo, and one line of its summary.
 *
 * @param name what it is about
 * @param expected what should come out
 * @param action what it does; an exception makes it fail
 */
record Step(String name, String expected, Action action) {

  /** What a step does. */
  interface Action {
    Outcome run() throws Exception;
  }

  /** How a step ended. */
  enum Verdict {
    OK,
    FAILED,
    SKIPPED
  }

  /**
   * What came out.
   *
   * @param verdict whether it is what was expected
   * @param cameOut in words
   */
  record Outcome(Verdict verdict, String cameOut) {

    static Outcome of(boolean asExpected, String cameOut) {
      return new Outcome(asExpected ? Verdict.OK : Verdict.FAILED, cameOut);
    }

    static Outcome skipped(String why) {
      return new Outcome(Verdict.SKIPPED, why);
    }
  }

  /** A failure that its message explains. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }

    FailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
