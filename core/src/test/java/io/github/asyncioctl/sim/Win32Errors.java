package io.github.asyncioctl.sim;

/** What GetOverlappedResult makes of a status that a device or a pipe ended with. */
final class Win32Errors {
  private static final int ERROR_GEN_FAILURE = 31;

  private Win32Errors() {}

  static int of(int status) {
    return switch (status) {
      case 0xC0000120 -> 995; // P41
      case 0xC000014B -> 109; // P115
      case 0xC00000B0 -> 233; // P58
      case 0x80000005 -> 234; // P62
      case 0x8000000A -> 676; // R51
      case 0xC0000023 -> 122; // F28
      case 0xC00000BB -> 50; // F08
      case 0xC0000241 -> 1236; // S15, S16
      default -> status >= 0 ? 0 : ERROR_GEN_FAILURE;
    };
  }
}
