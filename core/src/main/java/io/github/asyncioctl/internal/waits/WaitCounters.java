package io.github.asyncioctl.internal.waits;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the waits of an engine count. */
public final class WaitCounters {
  final AtomicInteger pending = new AtomicInteger();
  final AtomicLong signalled = new AtomicLong();
  final AtomicLong withdrawn = new AtomicLong();
  final AtomicInteger retained = new AtomicInteger();

  /** The keeper did not end in time when the engine was closed: what it has counts as retained. */
  private volatile boolean isKeeperAway;

  WaitCounters() {}

  void keeperIsAway() {
    isKeeperAway = true;
  }

  /** Waits that the system has, or that are on their way there or back. */
  public int pending() {
    return isKeeperAway ? 0 : pending.get();
  }

  /** Waits that ended because the object was signalled, at once or later. */
  public long signalled() {
    return signalled.get();
  }

  /** Waits that were taken back before that. */
  public long withdrawn() {
    return withdrawn.get();
  }

  /** Waits that the system did not release; their handles are never closed. */
  public int retained() {
    return retained.get() + (isKeeperAway ? pending.get() : 0);
  }
}
