package io.github.asyncioctl.internal.win32;

/** Of ntdll.dll, direct-mapped. */
final class ObjectCalls {
  private ObjectCalls() {}

  static native int NtQueryObject(
      long handle, int informationClass, long information, int length, long returned);
}
