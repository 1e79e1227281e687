package io.github.asyncioctl.internal.win32;

/** More of ws2_32.dll, direct-mapped: the catalogue of providers. */
final class ProviderCalls {
  private ProviderCalls() {}

  static native int WSAEnumProtocolsW(long protocols, byte[] buffer, int[] length);
}
