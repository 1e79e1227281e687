package io.github.asyncioctl;

/** Bounds and sizes that more than one class keeps. */
final class Limits {
  /** The largest input and the largest output, in bytes. */
  static final int MAX_BUFFER = 64 << 20;

  /** The output buffer of an operation that does not name its size, in bytes. */
  static final int DEFAULT_OUT_CAPACITY = 4096;

  private Limits() {}
}
