package io.github.asyncioctl.verify;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The text of a failure in a report: its class, its message, and its stack frames in this project.
 */
final class FailureText {
  private static final String OURS = "io.github.asyncioctl.";
  private static final int FRAMES = 12;

  private FailureText() {}

  static String of(Throwable failure) {
    Throwable cause = failure.getCause();
    String text =
        failure.getClass().getSimpleName() + ": " + failure.getMessage() + frames(failure);
    return cause == null || cause == failure ? text : text + "\ncaused by " + of(cause);
  }

  private static String frames(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .limit(FRAMES)
        .map(FailureText::frame)
        .collect(Collectors.joining());
  }

  private static String frame(StackTraceElement frame) {
    String name = frame.getClassName().substring(OURS.length());
    return "\n  at " + name + "." + frame.getMethodName() + ":" + frame.getLineNumber();
  }
}
