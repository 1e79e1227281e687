package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.jfr.BatchEvent;
import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.jfr.Recorder;
import org.jspecify.annotations.Nullable;

/** Tells Java Flight Recorder of an engine's work. For any thread; never throws. */
final class Records {
  private final String engine;
  private final Failures failures;
  private final Notices notices;

  Records(String engine, Failures failures, Notices notices) {
    this.engine = engine;
    this.notices = notices;
    this.failures = failures;
  }

  /** An operation has ended. */
  void ended(
      @Nullable OperationRecord event,
      Target target,
      int code,
      boolean atOnce,
      @Nullable Throwable failure) {
    if (event == null) {
      return;
    }
    try {
      if (event.ends()) {
        event.commit(
            engine, target.function(), failures.describe(code), target.handle(), atOnce, failure);
      }
    } catch (Throwable thrown) { // no memory, say: the operation matters more
      failed(thrown);
    }
  }

  /** The waiter is about to wait again. */
  void batch(@Nullable BatchEvent event, int commands, int completions, int inFlight) {
    if (event == null) {
      return;
    }
    try {
      event.commit(engine, commands, completions, inFlight);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  /** A moment in the engine's life. */
  void engine(String moment, Counters counters) {
    try {
      Recorder.engine(engine, moment, counters.pending(), counters.retained());
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  private void failed(Throwable thrown) {
    notices.warn("Could not record an event", thrown);
  }
}
