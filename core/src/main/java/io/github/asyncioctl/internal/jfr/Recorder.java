package io.github.asyncioctl.internal.jfr;

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** Begins events if a recording runs. A JDK without the module jdk.jfr records none. */
public final class Recorder {
  private static final boolean PRESENT = isPresent();

  private Recorder() {}

  private static boolean isPresent() {
    try {
      Class.forName("jdk.jfr.Event", false, Recorder.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Whether there has ever been a recording. Until then no class of an event is loaded. */
  private static boolean isAwake() {
    return PRESENT && FlightRecorder.isInitialized();
  }

  /** Asks whether events are wanted without making one each time. */
  private static final class Probes {
    static final OperationEvent OPERATION = new OperationEvent();
    static final BatchEvent BATCH = new BatchEvent();
  }

  /** The event of an operation that is submitted now, or null without a recording. */
  public static @Nullable OperationRecord beginOperation() {
    try {
      if (!isAwake() || !Probes.OPERATION.isEnabled()) {
        return null;
      }
      OperationEvent event = new OperationEvent();
      event.begin();
      return event;
    } catch (OutOfMemoryError | LinkageError e) { // the operation matters more
      return null;
    }
  }

  /** The event of a batch that begins now, or null without a recording. */
  public static @Nullable BatchEvent beginBatch() {
    try {
      if (!isAwake() || !Probes.BATCH.isEnabled()) {
        return null;
      }
      BatchEvent event = new BatchEvent();
      event.begin();
      return event;
    } catch (OutOfMemoryError | LinkageError e) { // the waiter matters more
      return null;
    }
  }

  /** Records a moment of an engine's life. */
  public static void engine(String name, String moment, int pending, int retained) {
    if (isAwake()) {
      new EngineEvent().commit(name, moment, pending, retained);
    }
  }
}
