package io.github.asyncioctl;

/** Bounds that more than one class keeps. */
final class Limits {
  /** The largest input and the largest output, in bytes. */
  static final int MAX_BUFFER = 64 << 20;

  private Limits() {}
}
