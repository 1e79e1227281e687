package io.github.asyncioctl.facts;

import com.sun.jna.Callback;
import com.sun.jna.Native;

/** Calls of iphlpapi.dll, direct-mapped. */
final class IpHelperCalls {
  static {
    Native.register(IpHelperCalls.class, "iphlpapi");
  }

  private IpHelperCalls() {}

  static native int NotifyAddrChange(long handle, long overlapped);

  static native int CancelIPChangeNotify(long overlapped);

  static native int NotifyUnicastIpAddressChange(
      short family, Callback callback, long context, byte initial, long handle);

  static native int CancelMibChangeNotify2(long handle);
}
