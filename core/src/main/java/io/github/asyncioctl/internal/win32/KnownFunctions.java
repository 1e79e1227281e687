package io.github.asyncioctl.internal.win32;

import static io.github.asyncioctl.internal.kernel.ForeignFunction.Result.BOOL;
import static io.github.asyncioctl.internal.kernel.ForeignFunction.Result.ERROR;
import static io.github.asyncioctl.internal.kernel.ForeignFunction.Result.WINSOCK;

import io.github.asyncioctl.internal.kernel.ForeignFunction;
import java.util.Map;
import java.util.Set;

/**
 * What the declarations in users' mappings do not say about functions that start overlapped
 * operations.
 *
 * <p>Source: Microsoft, the functions' pages ("DeviceIoControl function (ioapiset.h)",
 * "ReadDirectoryChangesW function (winbase.h)", "WSARecv function (winsock2.h)", "NotifyAddrChange
 * function (iphlpapi.h)" and so on).
 */
final class KnownFunctions {
  private static final int NO_ROUTINE = -1;

  private record Known(int parameters, ForeignFunction function) {}

  private static final Map<String, Known> ALL =
      Map.ofEntries(
          Map.entry("DeviceIoControl", completing(8, 7, 6)),
          Map.entry("ReadFile", completing(5, 4, 3)),
          Map.entry("WriteFile", completing(5, 4, 3)),
          Map.entry("ReadFileScatter", completing(5, 4)),
          Map.entry("WriteFileGather", completing(5, 4)),
          Map.entry("LockFileEx", completing(6, 5)),
          Map.entry("UnlockFileEx", completing(5, 4)),
          Map.entry("TransactNamedPipe", completing(7, 6, 5)),
          // Its event mask is written when the operation ends.
          Map.entry("WaitCommEvent", completing(3, 2)),
          Map.entry("AcceptEx", completing(8, 7, 6)),
          Map.entry("ConnectEx", completing(7, 6, 5)),
          Map.entry("DisconnectEx", completing(4, 1)),
          Map.entry("TransmitFile", completing(7, 4)),
          Map.entry("TransmitPackets", completing(6, 4)),
          Map.entry("ConnectNamedPipe", queueing(2, 1, NO_ROUTINE)),
          Map.entry("ReadFileEx", queueing(5, 3, 4)),
          Map.entry("WriteFileEx", queueing(5, 3, 4)),
          Map.entry("ReadDirectoryChangesW", queueing(8, 6, 7, 5)),
          Map.entry("ReadDirectoryChangesExW", queueing(9, 6, 7, 5)),
          Map.entry("WSAIoctl", winsock(9, 7, 8, 6)),
          Map.entry("WSARecv", winsock(7, 5, 6, 3, 4)),
          Map.entry("WSASend", winsock(7, 5, 6, 3)),
          // The size of the sender's address is written when the operation ends.
          Map.entry("WSARecvFrom", winsock(9, 7, 8, 3, 4)),
          Map.entry("WSASendTo", winsock(9, 7, 8, 3)),
          Map.entry("WSARecvMsg", winsock(5, 3, 4, 2)),
          Map.entry("WSASendMsg", winsock(6, 4, 5, 3)),
          Map.entry("WSAProviderConfigChange", winsock(3, 1, 2)),
          Map.entry("NotifyAddrChange", error(2, 1)),
          Map.entry("NotifyRouteChange", error(2, 1)),
          Map.entry("EnableRouter", error(2, 1)));

  private KnownFunctions() {}

  /** The function of this name, if it has so many parameters. */
  static ForeignFunction find(String name, int parameters) {
    Known known = ALL.get(name);
    return known != null && known.parameters == parameters
        ? known.function
        : ForeignFunction.UNKNOWN;
  }

  /** TRUE says that the operation is complete. */
  private static Known completing(int parameters, int overlapped, Integer... counts) {
    return new Known(
        parameters, new ForeignFunction(overlapped, Set.of(counts), NO_ROUTINE, BOOL, true));
  }

  /** TRUE may say that the operation is in flight. */
  private static Known queueing(int parameters, int overlapped, int routine, Integer... counts) {
    return new Known(
        parameters, new ForeignFunction(overlapped, Set.of(counts), routine, BOOL, false));
  }

  private static Known winsock(int parameters, int overlapped, int routine, Integer... counts) {
    return new Known(
        parameters, new ForeignFunction(overlapped, Set.of(counts), routine, WINSOCK, true));
  }

  /** Their first parameter receives a handle. */
  private static Known error(int parameters, int overlapped) {
    return new Known(
        parameters, new ForeignFunction(overlapped, Set.of(0), NO_ROUTINE, ERROR, false));
  }
}
