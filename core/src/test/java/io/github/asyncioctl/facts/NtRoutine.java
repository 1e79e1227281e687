package io.github.asyncioctl.facts;

/** An APC routine of an Nt-function that counts how often it was called. */
final class NtRoutine implements NtCalls.Routine {
  private int calls;

  @Override
  public void called(long context, long block, int reserved) {
    calls++;
  }

  int calls() {
    return calls;
  }

  /** Lets what is queued run; how often it was called, or none. */
  String afterAlertableWait() {
    SystemCalls.SleepEx(0, 1);
    return calls == 0 ? "none" : String.valueOf(calls);
  }
}
