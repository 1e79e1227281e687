package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;

/** How an operation ended, asked for in the two ways that there are. */
final class Results {
  private Results() {}

  /** GetOverlappedResult without waiting: 0 or the error. The byte count goes to the block. */
  static int of(long handle, Block block) {
    return of(handle, block, false);
  }

  static int of(long handle, Block block, boolean wait) {
    return RawWin32.GetOverlappedResult(handle, block.address(), block.countAddress(), wait ? 1 : 0)
            != 0
        ? 0
        : Native.getLastError();
  }

  /** WSAGetOverlappedResult without waiting. */
  static int ofSocket(long socket, Block block) {
    return ofSocket(socket, block, false, new Buffer(4));
  }

  static int ofSocket(long socket, Block block, boolean wait, Buffer flags) {
    return Winsock.WSAGetOverlappedResult(
                socket, block.address(), block.countAddress(), wait ? 1 : 0, flags.address())
            != 0
        ? 0
        : Native.getLastError();
  }
}
