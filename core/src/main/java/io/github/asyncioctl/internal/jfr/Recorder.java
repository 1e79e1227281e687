package io.github.asyncioctl.internal.jfr;

import org.jspecify.annotations.Nullable;

/** Begins events if somebody records them. A JDK without the module jdk.jfr records none. */
public final class Recorder {
  private static final boolean PRESENT = isPresent();

  private Recorder() {}

  private static boolean isPresent() {
    try {
      return Probes.OPERATION != null && Probes.BATCH != null;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Asks whether events are wanted without making one each time. */
  private static final class Probes {
    static final OperationEvent OPERATION = new OperationEvent();
    static final BatchEvent BATCH = new BatchEvent();
  }

  /** The event of an operation that is submitted now, or null if nobody records it. */
  public static @Nullable OperationEvent beginOperation() {
    if (!PRESENT || !Probes.OPERATION.isEnabled()) {
      return null;
    }
    try {
      OperationEvent event = new OperationEvent();
      event.begin();
      return event;
    } catch (OutOfMemoryError e) { // the operation matters more
      return null;
    }
  }

  /** The event of a batch that begins now, or null if nobody records it. */
  public static @Nullable BatchEvent beginBatch() {
    if (!PRESENT || !Probes.BATCH.isEnabled()) {
      return null;
    }
    try {
      BatchEvent event = new BatchEvent();
      event.begin();
      return event;
    } catch (OutOfMemoryError e) { // the waiter matters more
      return null;
    }
  }

  /** Records a moment of an engine's life. */
  public static void engine(String name, String moment, int pending, int retained) {
    if (PRESENT) {
      new EngineEvent().commit(name, moment, pending, retained);
    }
  }
}
