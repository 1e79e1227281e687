package io.github.asyncioctl.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * An operation from the call to its end. The threshold is that of the JDK's own socket events; a
 * recording that wants each operation sets it to 0.
 */
@Name("io.github.asyncioctl.Operation")
@Label("Asynchronous IOCTL")
@Category("asyncioctl")
@Description("An overlapped call, from its submission to its completion")
@Threshold("20 ms")
@StackTrace(false) // it ends on the waiter
@SuppressWarnings({"unused", "UnusedVariable"}) // the recorder reads the fields
final class OperationEvent extends Event implements OperationRecord {
  @Label("Engine")
  private @Nullable String engine;

  @Label("Function")
  private @Nullable String function;

  @Label("Control Code")
  private @Nullable String code;

  @Label("Handle")
  private @Nullable String handle;

  @Label("Completed at Once")
  @Description("Whether it was issued and ended on the caller's thread")
  private boolean atOnce;

  @Label("Error")
  @Description("The Win32 or Winsock error; 0 for success")
  private int error;

  @Label("NTSTATUS")
  @Description("The status that the kernel wrote, if it completed later")
  private @Nullable String status;

  @Label("Bytes Transferred")
  @DataAmount
  private long bytes;

  @Label("Failure")
  @Description("The exception that its future failed with")
  private @Nullable String failure;

  OperationEvent() {}

  @Override
  public void outcome(int error, int status, long bytes) {
    this.error = error;
    this.bytes = bytes;
    if (status != 0) {
      this.status = hex(status);
    }
  }

  @Override
  public boolean ends() {
    end();
    return shouldCommit();
  }

  @Override
  public void commit(
      String engine,
      String function,
      String code,
      long handle,
      boolean atOnce,
      @Nullable Throwable failure) {
    this.engine = engine;
    this.function = function;
    this.code = code;
    this.handle = "0x" + Long.toHexString(handle);
    this.atOnce = atOnce;
    this.failure = failure == null ? null : failure.toString();
    commit();
  }

  private static String hex(int value) {
    return String.format("0x%08X", value);
  }
}
