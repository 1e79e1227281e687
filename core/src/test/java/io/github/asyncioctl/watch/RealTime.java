package io.github.asyncioctl.watch;

/** The JDK's time, for tests in which it has to pass. */
final class RealTime {
  static final Timer DELAYS = new Delays(WatchThreads::create);

  private RealTime() {}
}
