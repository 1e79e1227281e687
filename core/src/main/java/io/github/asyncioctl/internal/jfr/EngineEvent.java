package io.github.asyncioctl.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A moment in the life of an engine. */
@Name("io.github.asyncioctl.Engine")
@Label("Engine Life Cycle")
@Category("asyncioctl")
@Description("An engine was opened, is closing, has ended, or has lost its waiter")
@SuppressWarnings({"unused", "UnusedVariable"}) // the recorder reads the fields
public final class EngineEvent extends Event {
  @Label("Engine")
  private @Nullable String engine;

  @Label("Moment")
  private @Nullable String moment;

  @Label("Operations Pending")
  private int pending;

  @Label("Operations Retained")
  private int retained;

  EngineEvent() {}

  /** Records it. */
  void commit(String engine, String moment, int pending, int retained) {
    this.engine = engine;
    this.moment = moment;
    this.pending = pending;
    this.retained = retained;
    commit();
  }
}
