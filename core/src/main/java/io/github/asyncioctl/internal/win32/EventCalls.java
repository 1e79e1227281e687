package io.github.asyncioctl.internal.win32;

/** More of kernel32.dll, direct-mapped: what events and guards of people's own calls need. */
final class EventCalls {
  private EventCalls() {}

  static native long CreateEventW(long attributes, int manualReset, int initialState, long name);

  static native int ResetEvent(long event);

  static native int CloseHandle(long handle);

  static native int WaitForSingleObject(long handle, int millis);

  static native long VirtualQuery(long address, byte[] information, long bytes);
}
