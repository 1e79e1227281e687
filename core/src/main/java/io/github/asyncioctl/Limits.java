package io.github.asyncioctl;

/** Bounds and sizes that several classes use. */
final class Limits {
  /** The largest input and the largest output, in bytes. */
  static final int MAX_BUFFER = 64 << 20;

  /** The default size of an output buffer, in bytes. */
  static final int DEFAULT_OUT_CAPACITY = 4096;

  private Limits() {}
}
