package io.github.asyncioctl.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** What the waiter did between two waits. */
@Name("io.github.asyncioctl.WaiterBatch")
@Label("Waiter Batch")
@Category("asyncioctl")
@Description("What the waiter did between two waits")
@Threshold("10 ms")
@StackTrace(false)
@SuppressWarnings({"unused", "UnusedVariable"}) // the recorder reads the fields
public final class BatchEvent extends Event {
  @Label("Engine")
  private @Nullable String engine;

  @Label("Commands")
  @Description("Requests from callers that it processed, such as starts and cancels")
  private int commands;

  @Label("Completions")
  private int completions;

  @Label("In the Kernel")
  private int inFlight;

  BatchEvent() {}

  /** Records it. */
  public void commit(String engine, int commands, int completions, int inFlight) {
    end();
    if (shouldCommit()) {
      this.engine = engine;
      this.commands = commands;
      this.completions = completions;
      this.inFlight = inFlight;
      commit();
    }
  }
}
