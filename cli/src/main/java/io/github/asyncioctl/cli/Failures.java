package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Explains the failure of a command in one line, and chooses the exit code. */
final class Failures {
  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  int report(Throwable failure, boolean verbose) {
    Throwable cause = unwrap(failure);
    if (cause instanceof Terminal.ClosedException) {
      return ExitCode.OK;
    }
    terminal.error(describe(cause));
    hint(cause).ifPresent(terminal::hint);
    if (verbose) {
      cause.printStackTrace(terminal.err());
    }
    return exitCode(cause);
  }

  /** What the user can do about it, if that is known. */
  private static Optional<String> hint(Throwable failure) {
    if (exitCode(failure) == ExitCode.UNSUPPORTED_PLATFORM) {
      return Optional.of("'asyncioctl watch network' works on any system");
    } else if (failure instanceof UnknownHostException) {
      return Optional.of("check the spelling and the DNS server, or write the address");
    } else if (failure instanceof Connection.FailedException failed) {
      return Optional.of(failed.hint());
    }
    return Optional.empty();
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause instanceof UncheckedIOException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  static int exitCode(Throwable failure) {
    if (failure instanceof UnsupportedOperationException && !AsyncIoctl.isSupported()) {
      return ExitCode.UNSUPPORTED_PLATFORM;
    }
    return isUnsupportedCode(failure) ? ExitCode.UNSUPPORTED_CODE : ExitCode.FAILED;
  }

  static boolean isUnsupportedCode(Throwable failure) {
    return failure instanceof IoctlException e && e.isUnsupported();
  }

  /** One line, even if the system's message has several. */
  static String describe(Throwable failure) {
    String message = failure.getMessage();
    String line;
    if (failure instanceof UnknownHostException) {
      line = "unknown host: " + message;
    } else if (message == null || (failure instanceof RuntimeException && !isExpected(failure))) {
      line = failure.toString();
    } else {
      line = message;
    }
    return line.replaceAll("\\s*\\R\\s*", " ").strip();
  }

  private static boolean isExpected(Throwable failure) {
    return failure instanceof UnsupportedOperationException;
  }
}
