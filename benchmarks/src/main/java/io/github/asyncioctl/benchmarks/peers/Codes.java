package io.github.asyncioctl.benchmarks.peers;

/** The control codes that the cases use. */
final class Codes {
  static final int FIONREAD = 0x4004667F;
  static final int SIO_ADDRESS_LIST_CHANGE = 0x28000017;
  static final int FSCTL_PIPE_LISTEN = 0x00110008;

  /** No operation: its handle is an event that other code sets. */
  static final int EVENT = 0;

  private Codes() {}
}
