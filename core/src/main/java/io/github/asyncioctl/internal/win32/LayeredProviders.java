package io.github.asyncioctl.internal.win32;

import com.sun.jna.Native;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Providers that are put on top of another one, or whose sockets are no handles of the kernel. */
public final class LayeredProviders {
  // WSAPROTOCOL_INFOW (winsock2.h).
  private static final int SIZE = 628;
  private static final int SERVICE_FLAGS = 0;
  private static final int CHAIN_LENGTH = 40;
  private static final int NAME = 116;

  private static final int XP1_IFS_HANDLES = 0x00020000;
  private static final int WSAENOBUFS = 10055;

  private LayeredProviders() {}

  /**
   * Their names; none on a machine with an unchanged Winsock.
   *
   * @throws KernelException if Winsock does not report them
   */
  public static List<String> names() throws KernelException {
    Native.register(ProviderCalls.class, "ws2_32");
    int[] length = {0};
    int count = -1;
    byte[] buffer = new byte[0];
    // Somebody can install one between the two calls.
    for (int i = 0; i < 4 && count < 0; i++) {
      buffer = new byte[length[0]];
      count = ProviderCalls.WSAEnumProtocolsW(0, buffer, length);
      int error = Native.getLastError();
      if (count < 0 && error != WSAENOBUFS) {
        throw new KernelException("WSAEnumProtocols", error);
      }
    }
    if (count < 0) {
      throw new KernelException("WSAEnumProtocols", WSAENOBUFS);
    }
    return names(buffer, count);
  }

  private static List<String> names(byte[] buffer, int count) {
    List<String> names = new ArrayList<>();
    ByteBuffer entries = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < count * SIZE; at += SIZE) {
      boolean handles = (entries.getInt(at + SERVICE_FLAGS) & XP1_IFS_HANDLES) != 0;
      if (entries.getInt(at + CHAIN_LENGTH) > 1 || !handles) {
        String name = new String(buffer, at + NAME, SIZE - NAME, StandardCharsets.UTF_16LE);
        names.add(name.substring(0, name.indexOf('\0')));
      }
    }
    return names;
  }
}
