package io.github.asyncioctl.load;

import java.util.ArrayDeque;

/** Memory that was released, poisoned and kept until there is too much of it. */
final class Quarantine {
  private final long keptBytes;
  private final ArrayDeque<Walled> kept = new ArrayDeque<>();
  private long bytes;
  private long taken;
  private AssertionError failure;

  Quarantine(long keptBytes) {
    this.keptBytes = keptBytes;
  }

  synchronized long taken() {
    return taken;
  }

  synchronized void take(Walled walled) {
    note(walled::checkWalls);
    walled.poison();
    kept.add(walled);
    bytes += walled.inside().size();
    taken++;
    while (bytes > keptBytes) {
      releaseOldest();
    }
  }

  /** Gives back all that is kept; {@link #check} tells if somebody wrote into it. */
  synchronized void release() {
    while (!kept.isEmpty()) {
      releaseOldest();
    }
  }

  private void releaseOldest() {
    Walled oldest = kept.remove();
    note(oldest::checkPoison);
    bytes -= oldest.inside().size();
    oldest.free();
  }

  /** Looks at all that is kept, and tells of what was found before. */
  synchronized void check() {
    kept.forEach(each -> note(each::checkPoison));
    if (failure != null) {
      throw failure;
    }
  }

  /** Keeps a failure for {@link #check}, because the engine must not swallow it. */
  synchronized AssertionError failure(String message) {
    note(
        () -> {
          throw new AssertionError(message);
        });
    return new AssertionError(message);
  }

  private void note(Runnable check) {
    try {
      check.run();
    } catch (AssertionError found) {
      if (failure == null) {
        failure = found;
      }
    }
  }
}
