package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import java.time.Duration;

/** Opens the engine of a command. */
final class Engines {
  /** A command must not take longer than this to end. */
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private Engines() {}

  static AsyncIoctl open() {
    return AsyncIoctl.builder().drainTimeout(DRAIN).open();
  }
}
